"""Gathering: which files of a folder are new or changed, and what came of reading each?"""
