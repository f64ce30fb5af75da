"""Asking: which words, filters, days and order does an address or a command ask for, and what of it cannot be taken?"""
