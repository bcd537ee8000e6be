"""What language each part of a page truly is in, and where its other languages are."""
