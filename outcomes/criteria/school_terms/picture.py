"""A child's terms along a line: good enough, not good enough, or not known."""

from decimal import Decimal

from families.facts.enums import EventKind
from outcomes.windows import Look, Mark, Stretch, Window
from outcomes.wording import counted, day, days_from_to, number

EXCLUSIONS = (EventKind.FIXED_EXCLUSION, EventKind.PERMANENT_EXCLUSION)


def window(verdict, facts):
    """The counted terms of the verdict, and those still to come; None where there is no term to show."""
    test = verdict.parameters
    terms = [term for term in facts.terms(verdict.person_id) if facts.engaged_on and term.first >= facts.engaged_on]
    if verdict.window_starts_on:
        terms = [term for term in terms if verdict.window_starts_on <= term.first <= verdict.window_ends_on]
    else:
        terms = [term for term in terms if verdict.due_on and term.last < verdict.due_on][-test["terms"]:]
    if not terms:
        return None
    return Window(
        first=terms[0].first, last=max(terms[-1].last, facts.as_of), as_of=facts.as_of, due_on=verdict.due_on,
        stretches=tuple(_stretch(term, test, facts.as_of) for term in terms),
        marks=_marks(verdict, facts, terms) if test["max_fixed_exclusions"] is not None else (),
    )


def _stretch(term, test, as_of):
    name = f"{term.code}, {days_from_to(term.first, term.last)}"
    if term.last >= as_of:
        return Stretch(term.first, term.last, Look.AHEAD, f"{name}: not over yet.")
    if term.possible is None:
        return Stretch(term.first, term.last, Look.UNKNOWN, f"{name}: no attendance record.")
    says = f"{name}: {_measured(term, test)}."
    if term.possible < test["min_possible"]:
        return Stretch(term.first, term.last, Look.UNKNOWN, f"{says} That is too few sessions to judge by.")
    return Stretch(term.first, term.last, Look.GOOD if passes(term, test) else Look.BAD, says)


def passes(term, test) -> bool:
    """Whether a term passes by itself. Taken together, terms may pass even where one of them does not."""
    needed = Decimal(test["percent"]) * term.possible
    if test["measure"] == "attendance":
        reached = 100 * (term.possible - term.authorised - term.unauthorised)
        return reached > needed or (test["inclusive"] and reached == needed)
    reached = 100 * term.unauthorised
    return reached < needed or (test["inclusive"] and reached == needed)


def _measured(term, test):
    possible = counted(term.possible, "session")
    if test["measure"] == "attendance":
        return f"attended {number(term.possible - term.authorised - term.unauthorised)} of {possible}"
    return f"missed {number(term.unauthorised)} of {possible} without permission"


def _marks(verdict, facts, terms):
    return tuple(
        Mark(found.first, Look.BAD, f"{EventKind(found.kind).label} on {day(found.first)}.")
        for found in facts.events_of(verdict.person_id, EXCLUSIONS)
        if terms[0].first <= found.first <= terms[-1].last
    )
