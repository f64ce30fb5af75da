"""Engines: which libraries keep words and their places, and what is the slow answer that all must give?"""
