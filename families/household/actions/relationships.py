"""The only writers of relationships and of children who are expected."""

from django.db import transaction

from families.actions import not_later
from families.believing import believe, replace, said_again, stop_believing
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.enums import RelationshipKind
from families.household.models import Relationship, UnbornChild
from families.household.permissions import check_can_change, check_is_around
from families.household.rules import day_before, either_way, overlaps, wrong_with_ages
from families.models import PersonDetails
from families.permissions import Refused, check_can_record
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_relationship(*, family, by, person, kind, other, starts_on=None, ends_on=None):
    """Records that `person` is `kind` of `other`, over days; no first day: always. Says it for both of them."""
    check_can_record(by, family)
    check_is_around(family, person, other)
    new = related(family, person.pk, kind, other.pk, starts_on, ends_on)
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="relationship")
    return new


@transaction.atomic
def correct_relationship(*, relationship, family, by, person, kind, other, starts_on=None, ends_on=None):
    """Corrects a relationship that was recorded wrongly."""
    check_can_change(by, relationship, family)
    check_is_around(family, person, other)
    new = related(family, person.pk, kind, other.pk, starts_on, ends_on, instead_of=relationship)
    new.thread = relationship.thread
    replace(relationship, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="relationship")
    return new


@transaction.atomic
def change_relationship(*, relationship, family, by, changed_on, becomes=""):
    """Records that a relationship changed: it held until the day before, and `becomes` (a kind) holds from that day."""
    check_can_change(by, relationship, family)
    not_later(changed_on)
    if relationship.ends_on is not None:
        raise Refused("This relationship has already ended. Correct it if the last day is wrong.")
    if relationship.starts_on is not None and changed_on <= relationship.starts_on:
        raise Refused("The change must be after the relationship began. Correct the relationship if that day is wrong.")
    at = moment_of_writing()
    replace(relationship, said_again(relationship, ends_on=day_before(changed_on)), by=by, at=at)
    new = None
    if becomes:
        new = related(family, relationship.person_id, becomes, relationship.other_id, changed_on, None)
        believe(new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="change of a relationship")
    return new


def related(family, person_id, kind, other_id, starts_on, ends_on, instead_of=None):
    """An unsaved relationship that says only what can be so."""
    if person_id == other_id:
        raise Refused("Nobody is related to themselves. Choose two different people.")
    for on in (starts_on, ends_on):
        if on is not None:
            not_later(on)
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The last day is before the first day.")
    born = dict(
        PersonDetails.objects.current().filter(person__in=[person_id, other_id])
        .values_list("person", "date_of_birth")
    )
    if wrong := wrong_with_ages(kind, born.get(person_id), born.get(other_id)):
        raise Refused(wrong)
    person_id, other_id = either_way(kind, person_id, other_id)
    check_not_otherwise_related(person_id, kind, other_id, (starts_on, ends_on), instead_of)
    return Relationship(
        family=family, person_id=person_id, kind=kind, other_id=other_id, starts_on=starts_on, ends_on=ends_on,
    )


def check_not_otherwise_related(person_id, kind, other_id, days, instead_of):
    """Two people are one thing to each other at a time; a carer may be something else besides."""
    if kind == RelationshipKind.CARER:
        return
    rows = Relationship.objects.current().filter(
        person__in=[person_id, other_id], other__in=[person_id, other_id]
    ).exclude(kind=RelationshipKind.CARER)
    for row in rows:
        if instead_of is not None and row.pk == instead_of.pk:
            continue
        if overlaps(days, (row.starts_on, row.ends_on)):
            raise Refused(
                f"These two people are already recorded as {row.get_kind_display().lower()} on some of these days. "
                "Record that this changed, or correct it if it was wrong."
            )


@transaction.atomic
def record_unborn_child(*, family, by, person, due_on, starts_on, other_parent=None):
    """Records that `person` expects a child, known since `starts_on`."""
    check_can_record(by, family)
    check_is_around(family, person, other_parent)
    new = expected(UnbornChild(family=family), person, other_parent, due_on, starts_on)
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="unborn child")
    return new


@transaction.atomic
def correct_unborn_child(*, child, family, by, person, due_on, starts_on, other_parent=None):
    """Corrects what was recorded about a child who is expected."""
    check_can_change(by, child, family)
    check_is_around(family, person, other_parent)
    new = expected(said_again(child), person, other_parent, due_on, starts_on)
    replace(child, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="unborn child")
    return new


def expected(child, person, other_parent, due_on, starts_on):
    """The unborn child, saying only what can be so."""
    if other_parent is not None and other_parent.pk == person.pk:
        raise Refused("The other parent must be somebody else.")
    child.person, child.other_parent, child.due_on, child.starts_on = person, other_parent, due_on, not_later(starts_on)
    if due_on < starts_on:
        raise Refused("The child was due before this was known. Check the two dates.")
    return child


@transaction.atomic
def end_pregnancy(*, child, family, by, ends_on):
    """Records that the child will not be born. Nothing else is asked."""
    check_can_change(by, child, family)
    if child.ends_on is not None:
        raise Refused("This has already ended.")
    replace(child, said_again(child, ends_on=not_later(ends_on)), by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="end of a pregnancy")


@transaction.atomic
def withdraw(*, belief, family, by):
    """Withdraws something about the household that should never have been recorded; its history stays readable."""
    check_can_change(by, belief, family)
    stop_believing(belief, by=by, at=moment_of_writing())
    record(Verb.WITHDREW, by=by, about=family, detail=belief._meta.verbose_name)
    tell([family.pk], by=by)
