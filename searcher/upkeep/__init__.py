"""Upkeep: what does it take to index a folder again, to build an index anew, or to check how files are read?"""
