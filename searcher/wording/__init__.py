"""Wording: how are figures, lists, days, judgements and citations put in words, the same everywhere?"""
