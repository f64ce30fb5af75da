"""Lines of text: what is a heading, a bullet or a paragraph, and what becomes of a hyphen at a line end?"""
