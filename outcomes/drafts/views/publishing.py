"""Departures from a core plan, a new version of the core, and publishing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from families import forms as plain
from families.forms import PlainForm
from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import Overtaken, change_draft, publish_draft
from outcomes.drafts.comparing import differences_in_words
from outcomes.drafts.forms import PublishForm
from outcomes.drafts.page import DraftPage
from outcomes.drafts.rebasing import choices_of_clash, rebased
from outcomes.drafts.views import SECTION, draft_of, in_force
from outcomes.drafts.views.editing_page import told
from outcomes.models import CorePlan
from outcomes.permissions import check_can_change_draft, check_can_publish_draft, refusal


class ReasonsForm(PlainForm):
    """A reason for each departure."""

    button = "Save in the draft"
    revision = plain.hidden()

    def __init__(self, *args, departures, **kwargs):
        super().__init__(*args, **kwargs)
        self.departures = departures
        for number, departure in enumerate(departures):
            self.fields[f"reason-{number}"] = plain.long_text(
                str(departure.difference), rows=2, max_length=500, initial=departure.reason,
                help_text="Why does this authority depart from the core plan here?",
            )

    @property
    def reasons(self):
        """The reasons given, by the place of the departure."""
        given = (
            (departure.difference.at, " ".join(self.cleaned_data[f"reason-{number}"].split()))
            for number, departure in enumerate(self.departures)
        )
        return {at: reason for at, reason in given if reason}


class RebaseForm(PlainForm):
    """What to do with each place that both this authority and the core plan changed."""

    button = "Base the draft on this version"
    revision = plain.hidden()

    def __init__(self, *args, clashes, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = clashes
        for number, clash in enumerate(clashes):
            self.fields[f"clash-{number}"] = plain.one_of(
                clash.what, [("mine", f"Keep ours: {clash.mine}"), ("theirs", f"Take the core’s: {clash.theirs}")],
                need=f"Select what to do with: {clash.what}", help_text=f"It was: {clash.base}",
            )

    @property
    def choices(self):
        """What was chosen, by place."""
        return {clash.at: self.cleaned_data[f"clash-{number}"] for number, clash in enumerate(self.clashes)}


def _revision(form):
    text = form.cleaned_data["revision"]
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def draft_departures_page(request, pk):
    """Where a draft departs from its core plan, and why."""
    draft = draft_of(pk)
    if draft.core is None:
        raise Http404
    shown, overtaken = DraftPage(draft), None
    posted = request.POST if request.method == "POST" else None
    form = ReasonsForm(posted, departures=shown.departures, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(
                draft=draft, by=request.user, revision=_revision(form), reasons=form.reasons,
                what="Gave reasons for departures from the core plan",
            )
        except Overtaken as overtaken_by:
            overtaken = told(form, overtaken_by)
        else:
            messages.success(request, "Saved in the draft.")
            return redirect("outcomes:draft", draft.pk)
    return render(request, "drafts/departures.html", {
        "draft": draft, "shown": shown, "form": form, "heading": "Departures from the core plan", "section": SECTION,
        "overtaken": overtaken, "newer": newer_core(draft), "cancel_url": reverse("outcomes:draft", args=[draft.pk]),
        "refusal": refusal(check_can_change_draft, draft, request.user),
    })


def newer_core(draft):
    """The newest version of the draft's core plan, where it is newer than the draft's; else None."""
    newest = CorePlan.objects.filter(code=draft.core.code).order_by("-version").first()
    return newest if newest.version > draft.core.version else None


def rebase_draft_page(request, pk):
    """Bases a draft on the newest version of its core plan, and shows what clashes."""
    draft = draft_of(pk)
    newer = newer_core(draft) if draft.core else None
    shown = DraftPage(draft)
    if newer is None or shown.plan is None:
        raise Http404
    form = RebaseForm(
        request.POST if request.method == "POST" else None, clashes=choices_of_clash(draft.core, newer, shown.plan),
        initial={"revision": draft.revision},
    )
    overtaken = None
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(
                draft=draft, by=request.user, revision=_revision(form), core=newer,
                text=rebased(draft.core, newer, shown.plan, form.choices), what=f"Based the draft on {newer}",
            )
        except Overtaken as overtaken_by:
            overtaken = told(form, overtaken_by)
        else:
            messages.success(request, f"The draft is based on {newer} now.")
            return redirect("outcomes:draft", draft.pk)
    return render(request, "drafts/rebase.html", {
        "draft": draft, "form": form, "heading": f"Base the draft on version {newer.version}", "newer": newer,
        "differences": differences_in_words(plan_file.parse(draft.core.toml), plan_file.parse(newer.toml)),
        "overtaken": overtaken, "section": SECTION, "cancel_url": reverse("outcomes:draft", args=[draft.pk]),
    })


def publish_draft_page(request, pk):
    """Publishes a draft for good: says what is in the way, or asks for confirmation."""
    draft = draft_of(pk)
    shown = DraftPage(draft)
    posted = request.POST if request.method == "POST" else None
    form = PublishForm(posted, reaches_back=shown.reaches_back, initial={"revision": draft.revision})
    overtaken = None
    if request.method == "POST" and form.is_valid():
        try:
            plan = publish_draft(
                draft=draft, by=request.user, revision=_revision(form),
                understood=bool(form.cleaned_data.get("understood")),
            )
        except Overtaken as overtaken_by:
            overtaken = told(form, overtaken_by)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Version {plan.version} is published. It is in force from "
                                      f"{plan.effective_from:%-d %B %Y}.")
            return redirect("outcomes:plan", plan.code, plan.version)
    return render(request, "drafts/publish.html", _to_publish(request, draft, shown, form, overtaken))


def _to_publish(request, draft, shown, form, overtaken):


    version = in_force(draft, timezone.localdate())
    before = plan_file.parse(version.toml) if version else None
    return {
        "draft": draft, "shown": shown, "form": form, "heading": "Publish this draft", "section": SECTION,
        "overtaken": overtaken, "version": version, "cancel_url": reverse("outcomes:draft", args=[draft.pk]),
        "refusal": refusal(check_can_publish_draft, draft, request.user),
        "differences": differences_in_words(before, shown.plan) if before and shown.plan else [],
    }
