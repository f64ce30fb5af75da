"""Acronyms: what do the letters stand for, by the reports' own definitions?"""
