"""Readers: one module a file format, each yielding the blocks of a document."""
