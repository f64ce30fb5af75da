"""The body of a report: which sections and passages do its blocks make?"""
