"""Attendance over consecutive terms."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from tests.reference.days import ONE_DAY, birthday, days_before
from tests.reference.known import Verdict
from tests.reference.numbers import plain, two_decimals

FRIDAY = 4


@dataclass
class Test:
    """The parameters of one criterion, with their defaults."""

    measure: str
    percent: object
    inclusive: bool
    terms: int
    aggregation: str
    min_possible: int
    max_fixed_exclusions: int | None
    children: str


def verdicts(known, family, headline, criterion):
    """One verdict for each child whom the criterion looks at."""
    test = Test(
        measure=criterion["measure"],
        percent=criterion["percent"],
        inclusive=criterion.get("inclusive", False),
        terms=criterion.get("terms", 3),
        aggregation=criterion.get("aggregation", "each"),
        min_possible=criterion.get("min_possible", 20),
        max_fixed_exclusions=criterion.get("max_fixed_exclusions"),
        children=criterion.get("children", "all"),
    )
    answers = []
    for member in known.members_on(family.family_ref, known.as_of):
        if member.role != "child":
            continue
        named = is_named(known, family, headline, member.person_ref)
        if test.children == "named" and not named:
            continue
        verdict = judge_child(known, family, test, known.people[member.person_ref], named)
        verdict.threshold = plain(test.percent)
        answers.append(verdict)
    return answers


def is_named(known, family, headline, person_ref):
    """Whether an accepted problem under the headline names the child, or names nobody."""
    return any(
        problem.headline == headline["code"] and problem.person_ref in ("", person_ref)
        for problem in known.problems[family.family_ref]
    )


def judge_child(known, family, test, child, named):
    """The verdict on one child."""
    E, D = family.engaged_on, known.as_of
    applying = [
        term
        for term in known.terms
        if term.counts and term.starts_on >= E and school_age_covers(child, term.starts_on)
    ]
    A = [term for term in applying if term.ends_on < D]
    if len(A) < test.terms:
        if not named:
            return Verdict(child.person_ref, "neutral", "TOO_FEW_TERMS")
        if school_age_ends_on(child.date_of_birth) < D:
            return Verdict(child.person_ref, "neutral", "LEFT_SCHOOL_AGE")
        completes_run = applying[test.terms - 1] if len(applying) >= test.terms else None
        due_on = completes_run.ends_on + ONE_DAY if completes_run else None
        return Verdict(child.person_ref, "pending", due_on=due_on)

    R = A[-test.terms :]
    verdict = Verdict(
        child.person_ref,
        "met",
        window_starts_on=R[0].starts_on,
        window_ends_on=R[-1].ends_on,
        value=value_of(known, test, child, R),
    )
    failure = attendance_failure(known, test, child, R) or exclusion_failure(known, test, child, R)
    if failure:
        earlier_runs = [A[i : i + test.terms] for i in range(len(A) - test.terms)]
        if any(passes_in_full(known, test, child, run) for run in earlier_runs):
            verdict.status = "regressed"
        else:
            verdict.status, verdict.reason = "not_met", failure
        return verdict

    missing = missing_records(known, test, child, R)
    if not missing and test.max_fixed_exclusions is not None:
        reached = known.reach(["fixed_exclusion", "permanent_exclusion"], R[0].starts_on)
        if reached is None or reached < R[-1].ends_on:
            missing = "FEED_GAP"
    if missing:
        verdict.status, verdict.reason = "no_data", missing
        return verdict
    verdict.grade = grade_of_run(known, test, child, R)
    return verdict


def grade_of_run(known, test, child, run):
    """The lowest grade of the run's records; where exclusions are tested, of what tells that there were no more too."""
    codes = [term.code for term in run]
    grade = known.lowest_grade(row for row in known.term_records[child.person_ref] if row.term in codes)
    if test.max_fixed_exclusions is None:
        return grade
    kinds = ["fixed_exclusion", "permanent_exclusion"]
    return max(grade, known.grade_of_coverage(kinds, run[0].starts_on, run[-1].ends_on))


def passes_in_full(known, test, child, run):
    """Whether an earlier run of terms passed: nothing missing, nothing failed; feeds are not asked."""
    return not (
        missing_records(known, test, child, run)
        or attendance_failure(known, test, child, run)
        or exclusion_failure(known, test, child, run)
    )


def sessions(known, child, term):
    """Possible, authorised and unauthorised sessions of the child in the term, all schools; None if none."""
    records = [row for row in known.term_records[child.person_ref] if row.term == term.code]
    if not records:
        return None
    return (
        sum(row.possible for row in records),
        sum(row.authorised for row in records),
        sum(row.unauthorised for row in records),
    )


def missing_records(known, test, child, run):
    """The reason why the records of a run do not suffice, or nothing."""
    found = [sessions(known, child, term) for term in run]
    if None in found:
        return "TERM_MISSING"
    if any(possible < test.min_possible for possible, _, _ in found):
        return "TOO_FEW_SESSIONS"
    return None


def attendance_failure(known, test, child, run):
    """ATTENDANCE if the sessions that can be judged already fail the test, else nothing."""
    if test.aggregation == "pooled":
        if missing_records(known, test, child, run):
            return None
        found = [sessions(known, child, term) for term in run]
        pooled = tuple(sum(column) for column in zip(*found, strict=True))
        return None if sessions_pass(test, *pooled) else "ATTENDANCE"
    for term in run:
        found = sessions(known, child, term)
        if found and found[0] >= test.min_possible and not sessions_pass(test, *found):
            return "ATTENDANCE"
    return None


def sessions_pass(test, possible, authorised, unauthorised):
    """Whether these sessions are good enough."""
    needed = test.percent * possible
    if test.measure == "attendance":
        reached = 100 * (possible - authorised - unauthorised)
        return reached > needed or (test.inclusive and reached == needed)
    reached = 100 * unauthorised
    return reached < needed or (test.inclusive and reached == needed)


def exclusion_failure(known, test, child, run):
    """EXCLUSIONS if the child was excluded too often, or for good, within the run, else nothing."""
    if test.max_fixed_exclusions is None:
        return None
    kinds = [
        event.kind
        for event in known.events_of_person[child.person_ref]
        if run[0].starts_on <= event.occurred_on <= run[-1].ends_on
    ]
    too_many = kinds.count("fixed_exclusion") > test.max_fixed_exclusions
    return "EXCLUSIONS" if too_many or "permanent_exclusion" in kinds else None


def value_of(known, test, child, run):
    """The worst term's percentage, or the pooled one; blank where there is no percentage to give."""
    found = [sessions(known, child, term) for term in run]
    if None in found:
        return ""
    if test.aggregation == "pooled":
        found = [tuple(sum(column) for column in zip(*found, strict=True))]
    if any(possible == 0 for possible, _, _ in found):
        return ""
    if test.measure == "attendance":
        return two_decimals(min(Fraction(100 * (p - a - u), p) for p, a, u in found))
    return two_decimals(max(Fraction(100 * u, p) for p, _, u in found))


def school_age_covers(child, day):
    """Whether the day lies in the child's compulsory school age, both ends included."""
    born = child.date_of_birth
    return school_age_starts_on(born) <= day <= school_age_ends_on(born)


@cache
def school_age_starts_on(date_of_birth):
    """The first 31 August, 31 December or 31 March on or after the fifth birthday."""
    day = birthday(date_of_birth, 5)
    while (day.month, day.day) not in ((8, 31), (12, 31), (3, 31)):
        day += ONE_DAY
    return day


@cache
def school_age_ends_on(date_of_birth):
    """The last Friday in June of the school year in which the child turns 16."""
    sixteenth = birthday(date_of_birth, 16)
    year = sixteenth.year + 1 if sixteenth.month >= 9 else sixteenth.year
    day = date(year, 6, 30)
    while day.weekday() != FRIDAY:
        day = days_before(day, 1)
    return day
