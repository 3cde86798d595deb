"""How one problem of a family goes from engagement to today, in words that every subject understands."""

from datetime import timedelta
from enum import StrEnum

from claims.demo.days import LAST_ROUND, ago, begun_for, plus_months, some_day

LONGEST_REST = 150  # days
PROOF_LAG = 11  # days by which a proof comes before the last round, so that every feed had reached it


class Course(StrEnum):
    """How one problem goes. What a subject makes of a course that means nothing to it, it says itself."""

    EARLY = "early"  # resolved, and proven before the last round of claims
    PROVEN = "proven"  # resolved, and proven since
    NEARLY = "nearly"  # the proof will be complete within days
    WAITING = "waiting"  # resolved, the proof takes weeks or months yet
    OPEN = "open"  # not resolved
    RELAPSE = "relapse"  # resolved and proven once, then lost
    LATE = "late"  # resolved and proven; a file that arrives last brings the relapse
    JUDGED = "judged"  # a manager decided that progress was made
    JUDGED_NOT = "judged_not"  # a manager decided that it was not
    UNKNOWN = "unknown"  # resolved as far as anybody can tell, and a feed is silent

    # of school
    SIBLING = "sibling"  # a brother or sister stays away, whom no problem names
    MISSING_TERM = "missing_term"  # all goes well, and one term has not reached us
    TOO_FEW_SESSIONS = "too_few_sessions"  # somebody joined a school in the last days of a term
    EXCLUDED = "excluded"  # attendance is well, and there were three exclusions
    RESCINDED = "rescinded"  # the same, and a late file withdraws one of them
    LEFT_SCHOOL = "left_school"  # the child of concern left school before three terms had gone by

    # of work
    TWO_JOBS = "two_jobs"  # 26 weeks out of 30, with three weeks between two jobs
    PAID_TWICE = "paid_twice"  # another programme led into this work

    # of health
    ONE_READING = "one_reading"
    NO_READING = "no_reading"


def days_of_trouble(case, course):
    """The bad days since engagement that make six clear months come out as the course says, in order."""
    rng, today, begun = case.rng, case.today, case.engaged_on
    if course in (Course.EARLY, Course.UNKNOWN):
        last = begun_for(ago(today, LAST_ROUND + PROOF_LAG)) - timedelta(days=1)
        return [] if last <= begun or case.chance(40) else [some_day(rng, begun, last)]
    if course == Course.RELAPSE:
        again = some_day(rng, ago(today, 60), ago(today, 3))
        first = begun_for(ago(again, 10)) - timedelta(days=1)
        return [again] if first <= begun else [some_day(rng, begun, first), again]
    due = {
        Course.PROVEN: lambda: ago(today, rng.randint(20, LAST_ROUND - 6)),
        Course.LATE: lambda: ago(today, rng.randint(20, LAST_ROUND - 6)),
        Course.NEARLY: lambda: ago(today, -case.days_to_go),
        Course.WAITING: lambda: ago(today, -rng.randint(20, 150)),
        Course.OPEN: lambda: plus_months(ago(today, rng.randint(0, 20)), 6),
    }[course]()
    last = begun_for(due) - timedelta(days=1)
    return without_a_rest(rng, begun, last) if last >= begun else []


def without_a_rest(rng, begun, last):
    """Bad days up to `last`, so near to each other that the trouble never stopped for six months before it did."""
    days = [last]
    while (days[-1] - begun).days > LONGEST_REST:
        days.append(ago(days[-1], rng.randint(40, LONGEST_REST)))
    return days[::-1]
