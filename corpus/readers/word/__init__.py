"""Word: which blocks does a .docx file hold, with the numbers that Word prints?"""
