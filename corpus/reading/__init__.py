"""Reading: one file becomes one report. Is it right, and what does a list of reports correct?"""
