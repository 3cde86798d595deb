"""Feeds: who sends which facts, how often and how much, and what becomes of a file that is not as usual."""
