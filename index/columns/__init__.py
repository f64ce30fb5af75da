"""Columns: what is kept of each passage as rows of numbers, and how are they matched, scored and counted?"""
