"""What the recording pages share: the family from its address, and a form that calls one action."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from families.believing import Overtaken
from families.drafts.sending import Sending
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.words import in_words
from families.members import people_of
from families.models import Family
from families.permissions import Refused


def find_family(request, token):
    """The family, if this person may open it. Raises Http404 like for one that does not exist."""
    family = Family.objects.visible_to(request.user).with_details().filter(token=token).first()
    if family is None:
        raise Http404
    return family


def open_family(request, token):
    """The family, if this person may open it; the view is logged. Raises Http404."""
    family = find_family(request, token)
    record(Verb.VIEWED, by=request.user, about=family, detail=request.resolver_match.url_name)
    return family


def find_belief(rows, pk):
    """The belief of this number among `rows`, current or not. Raises Http404."""
    row = rows.select_related("superseded_by", "superseded_load").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def family_page(family):
    """The address of the family's own page."""
    return reverse("outcomes:family", args=[family.token])


def form_page(
    request, family, form, act, *, heading, done, old=None, back="", template="families/record.html", **context
):
    """Shows the form; when it is sent and sound, calls `act(**cleaned_data)` and goes back to the family, or to `back`.

    A refusal is shown above the form with everything typed still in it. `old` is the belief being corrected: where
    it was overtaken, the page says by whom, and what it says now. What is written is kept as it is typed, until the
    form is sent.
    """
    sending = Sending(request, form, what=heading, family=family)
    if sending.answer:
        return sending.answer
    status = sending.status
    overtaken = Overtaken(old) if old is not None and old.superseded_at else None
    if sending.is_sound:
        try:
            act(**form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
            overtaken = refused if isinstance(refused, Overtaken) else overtaken
        else:
            sending.done()
            messages.success(request, done)
            return redirect(back or family_page(family))
    return render(request, template, {
        "form": form, "family": family, "heading": heading, "overtaken": overtaken, "now": now_says(overtaken, family),
        "kept": sending.kept,
        "cancel_url": back or family_page(family), **{"section": "outcomes:my_families", **context},
    }, status=status)


def now_says(overtaken, family):
    """What took the place of the overtaken belief, in words; blank when it was withdrawn."""
    now = in_place_of(overtaken.row) if overtaken else None
    return in_words(now, people_of(family) if family else {}) if now else ""


def in_place_of(old):
    """The belief that took the place of an overtaken one, or None when it was withdrawn."""
    return took_the_place_of(old).first()


def took_the_place_of(old):
    """What took the place of an overtaken belief, as a question; nothing answers it when it was withdrawn."""
    if hasattr(old, "thread"):
        return type(old).objects.current().filter(thread=old.thread)
    same = {
        name: getattr(old, name)
        for name in ("source_ref", "source", "family", "person", "headline", "tool")
        if hasattr(old, name)
    }
    return type(old).objects.current().filter(**same, recorded_at=old.superseded_at)
