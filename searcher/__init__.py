"""Searcher: from what a person types to result pages, quotes and notes."""
