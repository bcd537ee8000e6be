"""Tables, footnotes and boxes, finished for those who do not see the page."""
