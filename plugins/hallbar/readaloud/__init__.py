"""Read-aloud: recordings of every page, made at build time."""
