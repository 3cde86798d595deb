"""Fewer than before."""

from fractions import Fraction

from tests.reference.days import ONE_DAY, days_before, minus, plus
from tests.reference.kinds.clear_period import family_events
from tests.reference.known import Verdict
from tests.reference.numbers import plain, two_decimals


def verdicts(known, family, headline, criterion):
    """One verdict for the family."""
    E, D = family.engaged_on, known.as_of
    kinds = criterion["events"]
    percent = criterion["percent"]
    months = criterion.get("months", 6)
    baseline_months = criterion.get("baseline_months", 12)
    age_under = criterion.get("age_under")
    lag_days = criterion.get("lag_days", 45)

    baseline_starts = minus(E, baseline_months)
    count_starts = minus(D, months)
    before = family_events(known, family, kinds, baseline_starts, E - ONE_DAY, age_under)
    B = len(before)
    C = len(family_events(known, family, kinds, max(count_starts, E), D, age_under))

    verdict = Verdict("", "", threshold=plain(percent))
    verdict.window_starts_on, verdict.window_ends_on = count_starts, D - ONE_DAY
    if B > 0:
        verdict.value = two_decimals(Fraction(100 * (B * months - C * baseline_months), B * months))

    if plus(E, months) > D:
        verdict.status, verdict.due_on = "pending", plus(E, months)
    elif B == 0 and C > 0:
        verdict.status, verdict.reason = "not_met", "NEW_FACT"
    elif B > 0 and 100 * (B * months - C * baseline_months) < percent * B * months:
        verdict.status, verdict.reason = "not_met", "NOT_ENOUGH"
    elif not reaches(known.reach(kinds, baseline_starts), E - ONE_DAY):
        verdict.status, verdict.reason = "no_data", "FEED_GAP"
    elif not reaches(known.reach(kinds, count_starts), days_before(D, 1 + lag_days)):
        verdict.status, verdict.reason = "no_data", "FEED_STALE"
    elif B == 0:
        verdict.status, verdict.reason = "neutral", "NO_BASELINE"
    else:
        verdict.status = "met"
        verdict.grade = max(
            known.lowest_grade(before),
            known.grade_of_coverage(kinds, baseline_starts, E - ONE_DAY),
            known.grade_of_coverage(kinds, count_starts, max(count_starts, days_before(D, 1 + lag_days))),
        )
    return [verdict]


def reaches(reached, day):
    """Whether the feeds got to the day."""
    return reached is not None and reached >= day
