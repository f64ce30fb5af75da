"""Machine forms: what do other programs get, such as JSON, feeds, files and the description of all of it?"""
