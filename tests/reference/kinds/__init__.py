"""One module per kind of criterion: a family, a criterion and a day in; verdicts out.

Each module has `verdicts(known, family, headline, criterion)`; `criterion` is the table of the outcomes plan
as it was written, and each module knows the defaults of its own parameters. E is the day of engagement and
D the day of judging throughout, as in the rules.
"""
