"""Whose a record is: the rows of each kind that go on one copy, a member's or that of the family as a whole.

A row about nobody in particular goes on the family's copy, one about a member on that member's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from families.assessments.models import Assessment
from families.assessments.questions import FAMILY
from families.household.models import Relationship
from families.lineage.models import LineageEvent
from families.models import ChronologyLine, Note, Objective
from families.plans.models import PlanAction
from families.purposes.models import ObjectionTakenBack

WRITERS = ("recorded_by", "written_by", "added_by", "begun_by", "by")
NOBODY = "The council's files"


def source_of(row):
    """Who told us: an organisation, the sender of a file, or whoever typed it in."""
    load = getattr(row, "load", None)
    named = getattr(row, "source", "") or (load.source if load else "")
    return named or next((str(by) for name in WRITERS if (by := getattr(row, name, None))), NOBODY)


@dataclass(frozen=True)
class Category:
    """One kind of information. `rows(copy)` gives what is held of it.

    `on(row)` says when, `says(row, copy)` puts the row into words, and `note(row, copy)` gives further text, or several
    texts of which each may be withheld by itself. `along` is read with the rows; `whom(row)` is who told us.
    """

    title: str
    rows: Callable
    on: Callable
    says: Callable
    note: Callable = lambda row, copy: ""
    along: tuple[str, ...] = ()
    whom: Callable = source_of

    def asked(self, copy):
        """The rows, the latest first, with all that they are put into words by."""
        rows = self.rows(copy)
        names = {field.name for field in rows.model._meta.fields if field.is_relation}
        rows = rows.select_related(*names.intersection(("load", *WRITERS)), *self.along).order_by("-pk")
        return rows.defer("load__rejected_file") if "load" in names else rows


def of_owner(model, **conditions):
    """Current beliefs of this model about the copy's owner: the person, or the family as a whole."""

    def rows(copy):
        owner = {"person": copy.person_id} if copy.person_id else {"family": copy.family, "person": None}
        return model.objects.current().filter(**owner, **conditions)

    return rows


def of_owner_here(model, **conditions):
    """The same, of what is about a family and, it may be, one of its members: in this family's record only."""
    return lambda copy: of_owner(model, **conditions)(copy).filter(family=copy.family)


def of_person(model, **conditions):
    """Current beliefs of this model about the person; nothing on the family's copy."""
    return lambda copy: (
        model.objects.current().filter(person=copy.person_id, **conditions) if copy.person_id else model.objects.none()
    )


def of_member(model):
    """The same, in this family's record only."""
    return lambda copy: of_person(model)(copy).filter(family=copy.family)


def of_family(model, family="family"):
    """What this model holds about the family as a whole; nothing on a member's copy. `family` leads from it there."""

    def rows(copy):
        found = model.objects.none() if copy.person_id else model.objects.filter(**{family: copy.family})
        return found.current() if hasattr(found, "current") else found

    return rows


def about_members(model, **conditions):
    """What names in `about` the members it is about: those that name the person, or nobody."""
    return lambda copy: model.objects.filter(
        family=copy.family, **conditions, **({"about__contains": [copy.person_id]} if copy.person_id else {"about": []})
    )


def notes(copy):
    """Notes by whom they are about; what is added to a note is about the same people. None that was in error."""
    if copy.person_id:
        theirs = Q(cites=None, about__contains=[copy.person_id]) | Q(cites__about__contains=[copy.person_id])
    else:
        theirs = Q(cites=None, about=[]) | Q(cites__about=[])
    return Note.objects.standing().filter(theirs, family=copy.family)


def relationships(copy):
    rows = Relationship.objects.current().filter(family=copy.family)
    return rows.filter(Q(person=copy.person_id or 0) | Q(other=copy.person_id or 0))


def lineage(copy):
    rows = LineageEvent.objects.current().filter(Q(earlier=copy.family) | Q(later=copy.family))
    return rows.none() if copy.person_id else rows


def actions(copy):
    """What is done for the owner, and what the person is to do; actions of a lost objective are the family's."""
    rows = PlanAction.objects.current().filter(family=copy.family)
    aims = Objective.objects.current().filter(family=copy.family)
    if copy.person_id:
        theirs = aims.filter(person=copy.person_id).values("thread")
        return rows.filter(Q(owner_person=copy.person_id) | Q(objective__in=theirs))
    return rows.exclude(objective__in=aims.filter(person__isnull=False).values("thread"))


def assessments(copy):
    """Those in which something is written about the owner."""
    section = str(copy.person_id) if copy.person_id else FAMILY
    return Assessment.objects.current().filter(family=copy.family, answers__has_key=section)


def chronology_lines(copy):
    """The lines about the person; all of them on the family's copy, so that none is on no copy at all."""
    rows = ChronologyLine.objects.standing().filter(chronology__family=copy.family)
    return rows.filter(about=copy.name) if copy.person_id else rows


def voices(model):
    """What the person said; nothing on the family's copy."""
    return lambda copy: (
        model.objects.filter(agreement__family=copy.family, person=copy.person_id)
        if copy.person_id else model.objects.none()
    )


def taken_back(copy):
    owner = {"person": copy.person_id} if copy.person_id else {"family": copy.family}
    return ObjectionTakenBack.objects.current().filter(**owner)
