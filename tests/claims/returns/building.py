"""Families for returns: members with numbers and birthdays, facts on known days, feeds that cover them."""

import itertools
from datetime import date

from families.models import (
    Coverage,
    Event,
    Family,
    FamilyDetails,
    Membership,
    Person,
    PersonDetails,
    Problem,
    Spell,
)
from tests.claims.building import believe

_numbers = itertools.count(1)
BORN = {"adult": date(1980, 5, 4), "child": date(2006, 9, 1)}


def cover(*kinds, first=date(2010, 1, 1), last=date(2035, 12, 31)):
    """Says that feeds are complete for these kinds."""
    for kind in kinds:
        believe(Coverage, kind=kind, source="council", starts_on=first, ends_on=last)


def household(reference, *, roles=("adult", "child"), **more):
    """A family with members, engaged on 1 May 2016 unless told otherwise."""
    made = Family.objects.create(reference=reference)
    told = {
        "framework": "expanded", "stage": "active_plan", "identified_on": date(2014, 4, 1),
        "engaged_on": date(2016, 5, 1), **more,
    }
    believe(FamilyDetails, family=made, **told)
    for role in roles:
        member(made, role)
    return made


def member(made, role, *, starts_on=date(2010, 1, 1), reference="", **details):
    """Somebody who belongs to a family."""
    number = next(_numbers)
    person = Person.objects.create(reference=reference or f"{made.reference}-P{number}")
    said = {
        "forename": "Ann", "surname": "Other", "date_of_birth": BORN.get(role), "sex": "F", "nino": "QQ123456C",
        **details,
    }
    believe(PersonDetails, person=person, **said)
    believe(Membership, family=made, person=person, role=role, starts_on=starts_on)
    return person


def event(kind, on, **subject):
    """Something that happened to a person or a family."""
    return believe(Event, source="police", source_ref=f"R{next(_numbers)}", kind=kind, occurred_on=on, **subject)


def spell(kind, first, last=None, **subject):
    """Something that was so over days."""
    return believe(
        Spell, source="council", source_ref=f"R{next(_numbers)}", kind=kind, starts_on=first, ends_on=last, **subject
    )


def problem(made, headline, **more):
    """An accepted problem."""
    return believe(
        Problem, family=made, headline=headline, identified_on=date(2016, 4, 1), source="referral", status="accepted",
        **more,
    )


def lines_of(schema, prepared):
    """The lines of a prepared return as dictionaries."""
    headings, rows = schema.table(prepared.gathered.lines)
    return [dict(zip(headings, row, strict=True)) for row in rows]
