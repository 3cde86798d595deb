"""The order in which files of tests are handed to the processes that share them."""

from collections import Counter

import pytest

# Few tests that take long. A process that took one of these last would work on alone after the others have ended.
LONG = (
    "tests/journeys/test_accessibility.py", "tests/claims/test_demo_loaded.py", "tests/journeys/test_questions.py",
    "tests/outcomes/ledger/test_exact.py", "tests/troubled_families/", "tests/journeys/", "tests/claims/test_demo.py",
    "tests/claims/test_walk.py", "tests/claims/test_races.py", "tests/outcomes/test_nights",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Long files first, then those with many tests. One process alone keeps pytest's own order."""
    if hasattr(config, "workerinput"):
        file_of = {item: item.nodeid.partition("::")[0] for item in items}
        tests = Counter(file_of.values())
        rank = {
            file: next((place for place, start in enumerate(LONG) if file.startswith(start)), len(LONG))
            for file in tests
        }
        items.sort(key=lambda item: (rank[file_of[item]], -tests[file_of[item]]))
