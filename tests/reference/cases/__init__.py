"""The worked cases as a table: what is known, the outcomes plan, the day, and what must come out.

`CASES` can be run against any judge: `unmet_expectations` takes the rows that it gave. A case names only the
columns that it is about. Names begin with the number of the worked case where it has one.
"""

from tests.reference.cases import abuse, attendance, crime, households, programme, vectors, work
from tests.reference.cases.building import Case, unmet_expectations

CASES = [
    *attendance.CASES,
    *households.CASES,
    *work.CASES,
    *vectors.CASES,
    *crime.CASES,
    *abuse.CASES,
    *programme.CASES,
]

__all__ = ["CASES", "Case", "unmet_expectations"]
