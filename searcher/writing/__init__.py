"""Writing: how are search results put into notes, CSV files, JSON and HTML for other programs and documents?"""
