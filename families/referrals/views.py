"""Referrals: those that wait for an answer, what became of each, and registering a family from one."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.facts.words import WORDS, day_in_words
from families.household.forms import RegisterForm
from families.models import Family
from families.permissions import Refused
from families.recording_pages import form_page
from families.referrals import actions
from families.referrals.forms import AcknowledgeForm, DecideForm, ReferralForm, TellForm
from families.referrals.models import Referral

ROWS = 25
WORDS[Referral] = lambda row: (
    f"Referral of {day_in_words(row.received_on)}"
    + (f", {row.get_outcome_display().lower()}" if row.outcome else "")
    + (f", the referrer was told on {day_in_words(row.outcome_told_on)}" if row.outcome_told_on else "")
)


def referrals_page(request):
    """The referrals one may see: those that wait for an answer first."""
    waiting = request.GET.get("show") != "all"
    rows = Referral.objects.current().visible_to(request.user).select_related("family", "district", "taken_by")
    rows = rows.awaiting_an_answer() if waiting else rows
    page = Paginator(rows.order_by("received_on" if waiting else "-received_on", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "families/referrals.html", {"page": page, "waiting": waiting})


def find_referral(request, thread):
    """The referral as we believe it now, if this person may see it. Raises Http404."""
    rows = Referral.objects.current().visible_to(request.user)
    row = rows.select_related("family", "district", "taken_by").filter(thread=thread).first()
    if row is None:
        raise Http404
    return row


def referral_page(request, thread):
    """One referral: who asks what for whom, what they have been told, and what is next."""
    referral = find_referral(request, thread)
    record(Verb.VIEWED, by=request.user, about=referral)
    can_open = referral.family_id and Family.objects.visible_to(request.user).filter(pk=referral.family_id).exists()
    return render(request, "families/referral.html", {
        "referral": referral, "can_open": can_open, "section": "families:referrals",
    })


def referral_form(request, form, act, *, heading, done, referral=None, template="families/referral_form.html"):
    """A form about a referral: afterwards one is back at it, or at the list."""
    back = reverse("families:referral", args=[referral.thread]) if referral else reverse("families:referrals")
    return form_page(
        request, referral.family if referral else None, form, act, heading=heading, done=done, back=back,
        old=(old := opened(request, referral)), template=template, referral=referral, opened=old.pk if old else "",
        section="families:referrals",
    )


def opened(request, referral):
    """The belief that the form was opened on: another may have changed the referral since."""
    pk = request.POST.get("opened", "")
    if referral is None or not pk.isdecimal():
        return referral
    same = Referral.objects.select_related("superseded_by", "superseded_load").filter(thread=referral.thread)
    return same.filter(pk=pk).first() or referral


def record_referral_page(request):
    """A referral as it came."""
    form = ReferralForm(request.POST or None)

    def act(**said):
        actions.take_referral(by=request.user, **form.said())

    return referral_form(request, form, act, heading="Record a referral", done="The referral is recorded.")


def correct_referral_page(request, thread):
    """What was written down wrongly."""
    referral = find_referral(request, thread)
    old = opened(request, referral)
    form = ReferralForm(request.POST or None, referral=old)

    def act(**said):
        actions.correct_referral(referral=old, by=request.user, **form.said())

    return referral_form(
        request, form, act, heading="Correct the referral", done="The referral is corrected.", referral=referral
    )


def acknowledge_referral_page(request, thread):
    """The referrer was told that it came."""
    referral = find_referral(request, thread)
    act = partial(actions.acknowledge_referral, referral=opened(request, referral), by=request.user)
    return referral_form(
        request, AcknowledgeForm(request.POST or None), act, heading="The referrer was told that it came",
        done="It is recorded.", referral=referral,
    )


def decide_referral_page(request, thread):
    """What became of a referral."""
    referral = find_referral(request, thread)

    def act(reference, **said):
        actions.decide_referral(
            referral=opened(request, referral), by=request.user, family=family_of(reference, referral, request.user),
            **said,
        )

    return referral_form(
        request, DecideForm(request.POST or None), act, heading="What became of the referral",
        done="The decision is recorded. Now tell the referrer.", referral=referral,
    )


def family_of(reference, referral, user):
    """The family of a reference, which this person may open; without one, that of the referral. Raises Refused."""
    if not reference.strip():
        return referral.family
    family = Family.objects.visible_to(user).filter(reference=reference.strip()).first()
    if family is None:
        raise Refused("You cannot open a family of that reference. Check it, or leave it empty.")
    return family


def tell_outcome_page(request, thread):
    """The referrer was told what became of it."""
    referral = find_referral(request, thread)
    act = partial(actions.tell_outcome, referral=opened(request, referral), by=request.user)
    return referral_form(
        request, TellForm(request.POST or None), act, heading="The referrer was told what became of it",
        done="It is recorded. Nothing more is owed to the referrer.", referral=referral,
    )


def register_family_page(request, thread):
    """Registers the family of a referral, once it was asked whether the first person is known already."""
    referral = find_referral(request, thread)
    form = RegisterForm(request.POST or None, user=request.user, initial={
        "identified_on": referral.received_on, "district": referral.district_id,
    })
    if request.method == "POST" and form.is_valid():
        try:
            family = register(form, referral, request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Family {family.reference} is registered. Add the other members now.")
            return redirect("families:household", family.token)
    return render(request, "families/register.html", {
        "form": form, "referral": referral, "heading": "Register the family", "section": "families:referrals",
        "cancel_url": reverse("families:referral", args=[referral.thread]),
    })


def register(form, referral, by):
    """Registers the family and says so of the referral, both or neither."""
    said = form.cleaned_data
    return actions.register_from_referral(
        referral=referral, by=by, identified_on=said["identified_on"], role=said["belongs"],
        framework=said["framework"], district=said["district"], known=form.known_person,
        person=None if form.known_person else form.person(), ruled_out=form.ruled_out,
    )

