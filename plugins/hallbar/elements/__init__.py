"""Tables, footnotes and boxes, made accessible."""
