"""PDF: which blocks does a PDF hold, in which reading order?"""
