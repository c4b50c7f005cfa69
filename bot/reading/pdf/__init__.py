"""A PDF page's glyphs to the text that a reader sees, in the order in which it is read."""
