"""Crowds: thousands of small families, each aimed at one kind of criterion and at one edge of its rule.

`make_crowd(kind, seed, families)` makes the same crowd again from the same seed. Each module here has, for its kind,
`variant(crowd, pick)` (a criterion with parameters drawn from `VALUES`, the least and the greatest allowed among
them), `STORIES` (functions that make one family each) and `BOUNDARIES`: every edge a family may be put on, with the
statuses that the families on it must have been seen to come to. `coverage_of_rules` measures that they were.
"""

from tests.reference.crowds import clear_period, continuous_work, judgement, reduction, school_terms, score
from tests.reference.crowds.crowd import Crowd

KINDS = {
    "school_terms": school_terms,
    "clear_period": clear_period,
    "reduction": reduction,
    "continuous_work": continuous_work,
    "score": score,
    "judgement": judgement,
}


def make_crowd(kind, seed, families):
    """A crowd of so many families for one kind of criterion, with the outcomes plans they are judged by."""
    crowd = Crowd(kind, KINDS[kind], seed)
    for _ in range(families):
        crowd.add_somebody()
    return crowd
