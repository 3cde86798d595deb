"""The professionals round a family."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse

from families.as_of import AsOfForm
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.forms import WithdrawForm
from families.facts.words import WORDS
from families.household.forms import EndForm
from families.household.words import days_in_words
from families.professionals import actions
from families.professionals.forms import ContactForm, ProfessionalCorrectionForm, ProfessionalForm
from families.professionals.models import Professional
from families.professionals.reading import Professionals
from families.recording_pages import find_belief, find_family, form_page, open_family

WORDS[Professional] = lambda row: f"{row}{days_in_words(row)}"


def professionals_page(request, token):
    """Who works with the family on a day, and how many did over time."""
    family = find_family(request, token)
    asked = AsOfForm(request.GET or None)
    around = Professionals(family, as_of=asked.day, known_at=asked.moment if asked.is_past else None)
    record(Verb.VIEWED, by=request.user, about=family, detail="professionals")
    return render(request, "families/professionals.html", {
        "family": family, "around": around, "asked": asked, "form": asked, "is_past": asked.is_past,
        "section": "outcomes:my_families",
    })


def professional_form(request, family, form, act, **words):
    """A form about a professional: afterwards one is back at the professionals."""
    return form_page(request, family, form, act, back=reverse("families:professionals", args=[family.token]), **words)


def find_professional(family, pk):
    """A professional of this family, current or not. Raises Http404."""
    return find_belief(Professional.objects.filter(family=family), pk)


def record_professional_page(request, token):
    """Somebody began to work with the family."""
    family = open_family(request, token)
    form = ProfessionalForm(request.POST or None)

    def act(starts_on, **said):
        actions.record_professional(family=family, by=request.user, starts_on=starts_on, person=form.person())

    return professional_form(
        request, family, form, act, heading="Add a professional", done="The professional is added."
    )


def correct_professional_page(request, token, pk):
    """What was wrong about a professional from the start."""
    family = open_family(request, token)
    row = find_professional(family, pk)
    form = ProfessionalCorrectionForm(request.POST or None, professional=row)

    def act(starts_on, ends_on, **said):
        actions.correct_professional(
            professional=row, family=family, by=request.user, starts_on=starts_on, ends_on=ends_on,
            person=form.person(),
        )

    return professional_form(
        request, family, form, act, heading="Correct a professional", done="The record is corrected.", old=row
    )


def end_professional_page(request, token, pk):
    """Somebody no longer works with the family."""
    family = open_family(request, token)
    row = find_professional(family, pk)
    form = EndForm(request.POST or None)
    act = partial(actions.end_professional, professional=row, family=family, by=request.user)
    return professional_form(
        request, family, form, act, heading="A professional left", done="The last day is recorded.", old=row,
        about=f"Enter the last day on which {row} worked with the family.",
    )


def record_contact_page(request, token, pk):
    """A professional was in touch."""
    family = open_family(request, token)
    row = find_professional(family, pk)
    form = ContactForm(request.POST or None)
    act = partial(actions.record_contact, professional=row, family=family, by=request.user)
    return professional_form(
        request, family, form, act, heading="Record a contact", done="The contact is recorded.", old=row,
        about=f"{row}.",
    )


def withdraw_professional_page(request, token, pk):
    """Takes back a professional who should never have been recorded."""
    family = open_family(request, token)
    row = find_professional(family, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    act = partial(actions.withdraw_professional, professional=row, family=family, by=request.user)
    return professional_form(
        request, family, form, act, heading="Withdraw a record", done="The record is withdrawn.", old=row,
        template="families/withdraw.html", about=f"{row}{days_in_words(row)}",
    )
