"""Audit campaigns: the sample of a window drawn by a rule anybody can repeat, audited blind, and what was found."""
