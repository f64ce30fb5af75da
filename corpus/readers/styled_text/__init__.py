"""Styled text: which characters are printed, which are bold, and which are raised footnote marks?"""
