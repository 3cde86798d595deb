"""None of these for so many months."""

from tests.reference.days import ONE_DAY, days_before, each_day, is_younger_than, plus
from tests.reference.known import Verdict


def verdicts(known, family, headline, criterion):
    """One verdict for the family."""
    months = criterion.get("months", 6)
    verdict = judge_family(
        known,
        family,
        event_kinds=criterion.get("events", []),
        spell_kinds=criterion.get("spells", []),
        months=months,
        age_under=criterion.get("age_under"),
        lag_days=criterion.get("lag_days", 45),
    )
    verdict.threshold = str(months)
    return [verdict]


def judge_family(known, family, event_kinds, spell_kinds, months, age_under, lag_days):
    """The verdict on one family."""
    E, D = family.engaged_on, known.as_of
    days_of_events = set(family_event_days(known, family, event_kinds, E, D, age_under))
    days_of_spells = family_spell_days(known, family, spell_kinds, E, D, age_under)
    bad_days = days_of_events | days_of_spells

    if D in days_of_spells:
        if clear_stretch_was_completed(bad_days, E, months):
            return Verdict("", "regressed")
        return Verdict("", "not_met", "OPEN_SPELL")

    s = max(bad_days) + ONE_DAY if bad_days else E
    due0 = plus(s, months)
    verdict = Verdict(
        "",
        "pending",
        window_starts_on=s,
        window_ends_on=due0 - ONE_DAY,
        value=str(max((D - s).days, 0)),
    )
    if due0 > D:
        verdict.due_on = due0
        if clear_stretch_was_completed(bad_days, E, months):
            verdict.status, verdict.reason = "regressed", "NEW_FACT"
        return verdict

    kinds = list(event_kinds) + list(spell_kinds)
    freshest_needed = days_before(D, 1 + lag_days)
    c = known.first_of_stretch(kinds, freshest_needed)
    if c is None:
        verdict.status, verdict.reason = "no_data", "FEED_STALE"
        return verdict
    s1 = max(s, c)
    due1 = plus(s1, months)
    r = known.reach(kinds, s1)
    if r is not None and r >= due1 - ONE_DAY and r >= freshest_needed:
        verdict.status = "met"
        verdict.window_starts_on, verdict.window_ends_on = s1, due1 - ONE_DAY
        verdict.grade = known.grade_of_coverage(kinds, s1, max(due1 - ONE_DAY, freshest_needed))
    else:
        verdict.status, verdict.reason = "no_data", "FEED_GAP"
        verdict.due_on = due1 if due1 > D else None
    return verdict


def clear_stretch_was_completed(bad_days, E, months):
    """Whether some stretch of clear days since engagement had run its months before a bad day came."""
    first_clear_day = None
    for day in each_day(E, max(bad_days, default=E)):
        if day in bad_days:
            if first_clear_day and plus(first_clear_day, months) < day:
                return True
            first_clear_day = None
        elif first_clear_day is None:
            first_clear_day = day
    return False


def family_event_days(known, family, kinds, first, last, age_under):
    """The day of each of the family's events of these kinds from `first` to `last`, one entry per event."""
    return [event.occurred_on for event in family_events(known, family, kinds, first, last, age_under)]


def family_events(known, family, kinds, first, last, age_under):
    """The family's events of these kinds from `first` to `last`."""
    found = []
    if age_under is None:
        found += [
            event
            for event in known.events_of_family[family.family_ref]
            if event.kind in kinds and first <= event.occurred_on <= last
        ]
    for person_ref in known.ever_members(family.family_ref):
        born = known.people[person_ref].date_of_birth
        for event in known.events_of_person[person_ref]:
            day = event.occurred_on
            if event.kind not in kinds or not first <= day <= last:
                continue
            if not known.is_member_on(family.family_ref, person_ref, day):
                continue
            if age_under is not None and not is_younger_than(born, age_under, day):
                continue
            found.append(event)
    return found


def family_spell_days(known, family, kinds, first, last, age_under):
    """Every day from `first` to `last` on which a spell of these kinds was the family's."""
    found = set()
    if age_under is None:
        for spell in known.spells_of_family[family.family_ref]:
            if spell.kind in kinds:
                found.update(each_day(max(spell.starts_on, first), min(known.last_day_of(spell), last)))
    for person_ref in known.ever_members(family.family_ref):
        born = known.people[person_ref].date_of_birth
        for spell in known.spells_of_person[person_ref]:
            if spell.kind not in kinds:
                continue
            if age_under is not None and not is_younger_than(born, age_under, spell.starts_on):
                continue
            for came, left in known.spans_of_membership(family.family_ref, person_ref):
                until = min(known.last_day_of(spell), last, left or last)
                found.update(each_day(max(spell.starts_on, first, came), until))
    return found
