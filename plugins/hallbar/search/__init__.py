"""Search: an index for each language, the field, the results page, and the pages from A to Ö."""
