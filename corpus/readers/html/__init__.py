"""HTML: which blocks does a web page hold, and which parts of it are not the report?"""
