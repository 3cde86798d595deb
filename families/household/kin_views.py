"""Who is what to whom, children who are expected, and taking back what should not have been recorded."""

from functools import partial

from django.http import Http404

from families.facts.forms import WithdrawForm
from families.facts.words import in_words
from families.household.actions import members, relationships
from families.household.forms import (
    BirthForm,
    EndForm,
    RelationshipChangeForm,
    RelationshipForm,
    UnbornChildForm,
)
from families.household.models import Address, Relationship, UnbornChild
from families.household.pages import chosen, household_form, of_family
from families.household.reading import people_around
from families.household.words import relationship_in_words
from families.members import people_of
from families.recording_pages import open_family

WITHDRAWABLE = {"relationship": Relationship, "unborn-child": UnbornChild, "address": Address}


def as_said(action, form, **fixed):
    """The action, taking the two people and the kind as the form's sentence says them."""

    def act(starts_on, ends_on, **sentence):
        person, kind, other = form.said()
        action(person=chosen(person), kind=kind, other=chosen(other), starts_on=starts_on, ends_on=ends_on, **fixed)

    return act


def record_relationship_page(request, token):
    """Who is what to whom."""
    family = open_family(request, token)
    form = RelationshipForm(request.POST or None, people=people_around(family))
    act = as_said(relationships.record_relationship, form, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Record a relationship", done="The relationship is recorded."
    )


def correct_relationship_page(request, token, pk):
    """What was wrong about a relationship from the start."""
    family = open_family(request, token)
    row = of_family(Relationship, family, pk)
    form = RelationshipForm(request.POST or None, people=people_around(family), relationship=row)
    act = as_said(relationships.correct_relationship, form, relationship=row, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Correct a relationship", done="The relationship is corrected.", old=row
    )


def change_relationship_page(request, token, pk):
    """A relationship that changed on a day."""
    family = open_family(request, token)
    row = of_family(Relationship, family, pk)
    form = RelationshipChangeForm(request.POST or None, relationship=row)

    def act(becomes, changed_on):
        relationships.change_relationship(
            relationship=row, family=family, by=request.user, changed_on=changed_on,
            becomes="" if becomes == "ended" else becomes,
        )

    name = people_around(family).get(row.person_id, "")
    return household_form(
        request, family, form, act, heading="What changed between them", done="The change is recorded.", old=row,
        about=f"{name}: {relationship_in_words(row).removesuffix(', said of')}.",
    )


def record_unborn_child_page(request, token):
    """A child who is expected."""
    family = open_family(request, token)
    form = UnbornChildForm(request.POST or None, people=people_around(family))
    act = with_parents(relationships.record_unborn_child, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Record an expected child", done="The expected child is recorded."
    )


def correct_unborn_child_page(request, token, pk):
    """What was wrong about an expected child."""
    family = open_family(request, token)
    child = of_family(UnbornChild, family, pk)
    form = UnbornChildForm(request.POST or None, people=people_around(family), child=child)
    act = with_parents(relationships.correct_unborn_child, child=child, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Correct an expected child", done="It is corrected.", old=child
    )


def with_parents(action, **fixed):
    """The action, taking the parents as the form names them."""
    return lambda person, other_parent, **said: action(
        person=chosen(person), other_parent=chosen(other_parent), **said, **fixed
    )


def record_birth_page(request, token, pk):
    """An expected child was born."""
    family = open_family(request, token)
    child = of_family(UnbornChild, family, pk)
    form = BirthForm(request.POST or None)
    act = partial(members.record_birth, child=child, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Record a birth", done="The birth is recorded.", old=child
    )


def end_pregnancy_page(request, token, pk):
    """An expected child will not be born."""
    family = open_family(request, token)
    child = of_family(UnbornChild, family, pk)
    form = EndForm(request.POST or None)
    act = partial(relationships.end_pregnancy, child=child, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="The child will not be born", done="It is recorded.", old=child,
        about="Nothing more is asked than the day. The family's record no longer shows the expected child after it.",
    )


def withdraw_household_page(request, token, kind, pk):
    """Takes back a relationship, an address or an expected child that should never have been recorded."""
    family = open_family(request, token)
    if kind not in WITHDRAWABLE:
        raise Http404
    row = of_family(WITHDRAWABLE[kind], family, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    act = partial(relationships.withdraw, belief=row, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Withdraw a record", done="The record is withdrawn.", old=row,
        template="families/withdraw.html", about=in_words(row, people_of(family)),
    )
