"""Generations: how is a new index built from the catalogue, which one is in use, and which engine opens it?"""
