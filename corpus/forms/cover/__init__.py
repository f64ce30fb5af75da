"""The front of a report: who inspected what, and when, by its title page or letterhead?"""
