"""Fewer than before.

The events named are counted in the months before the family was engaged (the baseline) and in the latest
months. The rate must have fallen by at least a percentage; the two spans are made comparable by their
lengths in months, in whole numbers. Until the first full span since engagement is over the verdict is
pending. A family with none before and none since is not tested by this criterion; one with none before and
some since fails. The feeds must cover both spans, the latest one up to `lag_days` ago, unless the counts
already fail.
"""
