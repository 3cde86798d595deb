"""Exceptions from the rule that nobody vouches for what they contributed to: named, reasoned and counted."""
