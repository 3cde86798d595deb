"""What each partner's file looks like: its columns, how each cell is read, its key, and why a row is handed back.

The order of `DATASETS` is the order in which files are loaded: nothing in a file refers to a later one.
"""

import difflib
import re

from families.facts.datasets.feeds import COVERAGE, EVENTS, SCORES, SPELLS, TERM_RECORDS, TERMS
from families.facts.datasets.who import DISTRICTS, FAMILIES, MEMBERSHIPS, PEOPLE
from families.facts.datasets.work import CLAIMS, JUDGEMENTS, PLANS, PROBLEMS

DATASETS = {
    dataset.name: dataset
    for dataset in (
        TERMS, DISTRICTS, PEOPLE, FAMILIES, MEMBERSHIPS, PROBLEMS, PLANS, TERM_RECORDS, EVENTS, SPELLS, SCORES,
        JUDGEMENTS, COVERAGE, CLAIMS,
    )
}
CARRY_KINDS = ("events", "spells")
A_NAME = re.compile(rf"({'|'.join(sorted(DATASETS, key=len, reverse=True))})(?![a-z0-9])")


def dataset_named_by(file_name):
    """The dataset that a file's name begins with (`events.csv`, `Events 2016-17.xlsx`), or None."""
    found = A_NAME.match(file_name.lower().replace(" ", "_"))
    return DATASETS[found[1]] if found else None


def nearest_name(file_name):
    """The dataset that a misspelt file name probably means, or None."""
    stem = file_name.lower().partition(".")[0]
    return next(iter(difflib.get_close_matches(stem, DATASETS, n=1, cutoff=0.75)), None)
