"""The query language: what do the words a person typed mean, as a tree of query nodes?"""
