"""What a claim relies on, in sentences for people."""

from claims.reliance.enums import Relies
from families.facts.enums import Grade
from outcomes.enums import CriterionKind, Reason
from outcomes.wording import sentence


def in_words(what, value, headline):
    """One thing that a claim relies on, as a sentence; blank for what every claim has: sources, and a plan."""
    if what == Relies.SET_ASIDE:
        return f"{headline} was set aside: {reason_words(value)}."
    if what == Relies.NEUTRAL:
        return f"Under {headline}, a test did not apply to somebody: {reason_words(value)}."
    if what == Relies.JUDGEMENT:
        return f"{headline} is met by a person’s judgement."
    if what == Relies.SUBSTITUTED:
        return f"Under {headline}, another test stands in for one that could not be told: {kind_words(value)}."
    if what == Relies.SELF_CERTIFIED:
        return f"The work is shown by no official record and no partner, only by: {grade_words(value).lower()}."
    if what == Relies.GRADE:
        return f"The lowest grade of what speaks for the claim is: {grade_words(value).lower()}."
    return ""


def value_words(what, value):
    """The value of one thing relied on, as a choice in a list."""
    if what in (Relies.SET_ASIDE, Relies.NEUTRAL):
        return sentence(reason_words(value)).rstrip(".")
    if what == Relies.SUBSTITUTED:
        return CriterionKind(value).label if value in CriterionKind.values else value
    if what in (Relies.SELF_CERTIFIED, Relies.GRADE):
        return grade_words(value)
    return f"Version {value}" if what == Relies.PLAN else value


def reason_words(code):
    """A reason code in words; nobody to test has no code."""
    if not code:
        return "there was nobody to test"
    return Reason(code).label if code in Reason.values else code


def kind_words(code):
    """A kind of test in words."""
    return CriterionKind(code).label.lower()


def grade_words(value):
    """A grade in words."""
    return dict(Grade.choices).get(int(value) if value.isdecimal() else 0, value)
