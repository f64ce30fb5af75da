"""Markdown: which blocks does a Markdown file hold?"""
