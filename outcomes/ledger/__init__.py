"""The claim ledger: what a family still lacks, who supplies it, and the first day on which it could be claimed.

The rules that judge are SQL and say what is so. This package asks the other way round: given what is on record on
one day, which facts would make the claim hold, and on which day at the earliest. It reads and never judges: every
day it gives is checked against the judging rules by `tests/outcomes/ledger/test_exact.py`.

What it takes for granted, and says on the page: the household stays as it is, nothing that counts against the family
happens, and nothing dated later than the day it speaks of is known.
"""
