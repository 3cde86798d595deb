"""The page of a family's people and homes on any day, and what becomes of its members."""

from functools import partial

from django.shortcuts import render
from django.utils.timezone import localdate

from families.as_of import AsOfForm
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.genogram.of_family import genogram_of, in_words
from families.household.actions import members as acts
from families.household.asking import PersonForm
from families.household.forms import RELATIVE, AddPersonForm, MemberChangeForm, MemberCorrectionForm
from families.household.pages import chosen, find_person, household_form, of_family
from families.household.reading import Household, people_around
from families.models import Membership, PersonDetails
from families.permissions import check_was_typed_here
from families.recording_pages import find_belief, find_family, open_family


def household_page(request, token):
    """Who belongs to the family on a day, who is what to whom, where they live, and the genogram of that day."""
    family = find_family(request, token)
    asked = AsOfForm(request.GET or None)
    household = Household(family, as_of=asked.day, known_at=asked.moment if asked.is_past else None)
    record(Verb.VIEWED, by=request.user, about=family, detail="household as it was" if asked.is_past else "household")
    focus = request.GET.get("focus", "")
    drawing = genogram_of(household, focus=int(focus) if focus.isdecimal() else None)
    return render(request, "families/household.html", {
        "family": family, "household": household, "asked": asked, "form": asked, "is_past": asked.is_past,
        "drawing": drawing, "in_words": in_words(household), "others": household.other_families(request.user),
        "section": "outcomes:my_families", "focus": focus, "today": localdate(),
    })


def add_person_page(request, token):
    """Somebody who belongs to the family, or is related to a member; asks whether they are known already."""
    family = open_family(request, token)
    form = AddPersonForm(request.POST or None, user=request.user, people=people_around(family))
    act = partial(add_somebody, form, family, request.user)
    return household_form(
        request, family, form, act, heading="Add a person", done="The person is added.",
        template="families/add_person.html",
    )


def add_somebody(form, family, by, *, belongs, other, starts_on, **said):
    """Adds whom the form names: somebody known, a new member, or a new relative."""
    if belongs == RELATIVE:
        return acts.add_relative(
            family=family, by=by, person=form.person(), other=chosen(other), ruled_out=form.ruled_out, **form.related()
        )
    if form.known_person:
        return acts.bring_in(family=family, by=by, person=form.known_person, role=belongs, starts_on=starts_on)
    return acts.add_person(
        family=family, by=by, person=form.person(), role=belongs, starts_on=starts_on, ruled_out=form.ruled_out
    )


def change_member_page(request, token, pk):
    """A member left, or became something else, on a day."""
    family = open_family(request, token)
    member = of_family(Membership, family, pk)
    form = MemberChangeForm(request.POST or None, role=member.role)

    def act(change, changed_on):
        said = {"member": member, "family": family, "by": request.user}
        if change == "left":
            acts.end_membership(**said, ends_on=changed_on)
        else:
            acts.change_role(**said, role=change, changed_on=changed_on)

    name = people_around(family)[member.person_id]
    return household_form(
        request, family, form, act, heading=f"What changed for {name}", done="The change is recorded.", old=member
    )


def correct_member_page(request, token, pk):
    """What was wrong about a membership from the start."""
    family = open_family(request, token)
    member = of_family(Membership, family, pk)
    check_was_typed_here(member)
    initial = {name: getattr(member, name) for name in ("role", "starts_on", "ends_on")}
    form = MemberCorrectionForm(request.POST or None, initial=initial)
    act = partial(acts.correct_membership, member=member, family=family, by=request.user)
    name = people_around(family)[member.person_id]
    return household_form(
        request, family, form, act, heading=f"Correct the membership of {name}", done="It is corrected.", old=member
    )


def correct_person_page(request, token, pk):
    """What was wrong about a person's names, birthday or numbers."""
    family = open_family(request, token)
    details = find_belief(PersonDetails.objects.all(), pk)
    find_person(people_around(family), details.person_id)
    check_was_typed_here(details)
    form = PersonForm(request.POST or None, initial={name: getattr(details, name) for name in PersonForm.base_fields})

    def act(**said):
        acts.correct_person(details=details, family=family, by=request.user, person=said)

    return household_form(
        request, family, form, act, heading=f"Correct the details of {details}", done="They are corrected.", old=details
    )
