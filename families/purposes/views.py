"""Pages of the purpose ledger: one family's, and the lawful basis of each purpose."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from families.access import may_call
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.forms import WithdrawForm
from families.facts.words import in_words
from families.members import people_of
from families.problem_views import person_of
from families.purposes import actions
from families.purposes.enums import Purpose
from families.purposes.forms import BasisForm, CopyForm, NoticeForm, ObjectionForm, TakeBackForm
from families.purposes.held.reading import WhatIsHeld
from families.purposes.models import NoticeGiven, Objection
from families.purposes.reading import PurposeLedger, uses
from families.recording_pages import find_belief, find_family, form_page, open_family

WITHDRAWABLE = {"notice": NoticeGiven, "objection": Objection}


def purposes_page(request, token):
    """What the information about a family is used for, on what ground, who was told, and who objects."""
    family = find_family(request, token)
    record(Verb.VIEWED, by=request.user, about=family, detail="purposes")
    return render(request, "families/purposes.html", {
        "family": family, "ledger": PurposeLedger(family), "section": "outcomes:my_families",
    })


def ledger_form(request, family, form, act, **words):
    """A form of the ledger: afterwards one is back at it."""
    return form_page(request, family, form, act, back=reverse("families:purposes", args=[family.token]), **words)


def about_whom(action, **fixed):
    """The action, taking the person as the form names them."""
    return lambda person, **said: action(person=person_of(person), **fixed, **said)


def record_notice_page(request, token):
    """A privacy notice was given."""
    family = open_family(request, token)
    latest = NoticeGiven.objects.current().order_by("-given_on", "-pk").first()
    form = NoticeForm(
        request.POST or None, people=PurposeLedger(family).people, version=latest.version if latest else ""
    )
    act = about_whom(actions.record_notice, family=family, by=request.user)
    return ledger_form(
        request, family, form, act, heading="Record a privacy notice", done="The notice is recorded.",
    )


def record_objection_page(request, token):
    """Somebody objects to a purpose."""
    family = open_family(request, token)
    form = ObjectionForm(request.POST or None, people=PurposeLedger(family).people)
    act = about_whom(actions.record_objection, family=family, by=request.user)
    return ledger_form(
        request, family, form, act, heading="Record an objection", done="The objection is recorded.",
        about="An objection to a study or to planning ends neither the help nor a claim.",
    )


def correct_objection_page(request, token, pk):
    """What was written down wrongly about an objection."""
    family = open_family(request, token)
    objection = find_belief(Objection.objects.filter(family=family), pk)
    form = ObjectionForm(request.POST or None, people=PurposeLedger(family).people, objection=objection)
    act = about_whom(actions.correct_objection, objection=objection, family=family, by=request.user)
    return ledger_form(
        request, family, form, act, heading="Correct an objection", done="The objection is corrected.", old=objection
    )


def take_back_objection_page(request, token, pk, who):
    """The family (`who` is 0), or one of its people, no longer objects."""
    family = open_family(request, token)
    shown = next(
        (one for one in PurposeLedger(family).standing if one.row.pk == pk and one.key == who), None
    )
    if shown is None:
        raise Http404
    form = TakeBackForm(request.POST or None)
    act = partial(
        actions.take_back_objection, objection=shown.row, family=family, by=request.user,
        person=person_of(str(who)) if who else None,
    )
    return ledger_form(
        request, family, form, act, heading="They no longer object", done="It is recorded that they no longer object.",
        about=f"{shown.who}: {shown.row.get_purpose_display()}, since {shown.since_in_words}.",
    )


def withdraw_from_ledger_page(request, token, kind, pk):
    """Asks whether to withdraw what was recorded by mistake, and does it."""
    family = open_family(request, token)
    if kind not in WITHDRAWABLE:
        raise Http404
    row = find_belief(WITHDRAWABLE[kind].objects.filter(family=family), pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    act = partial(actions.withdraw_from_ledger, row=row, family=family, by=request.user)
    return ledger_form(
        request, family, form, act, heading="Withdraw a record", done="The record is withdrawn.", old=row,
        template="families/withdraw.html", about=in_words(row, PurposeLedger(family).people),
    )


def held_page(request, token):
    """What is held about the family as a whole, or (`?person=`) about one member, as they could be shown it."""
    family = find_family(request, token)
    people = people_of(family)
    form = CopyForm(request.GET or None, people=people)
    person = form.person
    record(Verb.VIEWED, by=request.user, about=family, detail="copy of what is held")
    return render(request, "families/held.html", {
        "family": family, "held": WhatIsHeld(family, person, people=people), "form": form, "person": person,
        "section": "outcomes:my_families",
    })


def bases_page(request):
    """On what ground each purpose rests."""
    return render(request, "families/purpose_bases.html", {
        "uses": uses(), "may_set": may_call(request.user, "families:set_basis"),
    })


def set_basis_page(request, purpose):
    """A lawful basis of one purpose, from a day on."""
    use = next((use for use in uses() if use.purpose == purpose), None)
    if use is None:
        raise Http404
    form = BasisForm(request.POST or None, use=use)
    if request.method == "POST" and form.is_valid():
        actions.set_basis(by=request.user, purpose=purpose, **form.cleaned_data)
        messages.success(request, "The lawful basis is saved.")
        return redirect("families:purpose_bases")
    return render(request, "families/set_basis.html", {
        "form": form, "heading": Purpose(purpose).label, "use": use, "cancel_url": reverse("families:purpose_bases"),
        "section": "families:purpose_bases",
    })
