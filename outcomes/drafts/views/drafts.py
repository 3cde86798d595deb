"""The list of drafts, starting one, the draft beside the version in force, its history, and core plans."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import discard_draft, start_draft, take_in_core
from outcomes.drafts.comparing import beside, differences_in_words
from outcomes.drafts.forms import CoreForm, DiscardForm, StartForm
from outcomes.drafts.page import DraftPage
from outcomes.drafts.starting import beginning
from outcomes.drafts.views import SECTION, draft_of, in_force
from outcomes.models import CorePlan, PlanDraft
from outcomes.permissions import check_can_change_draft, refusal
from outcomes.plans_in_words import published_plans

ROWS = 25


def drafts_page(request):
    """Every draft, the latest first, and the core plans there are."""
    drafts = PlanDraft.objects.select_related("started_by", "closed_by", "published_as", "core")
    page = Paginator(drafts, ROWS).get_page(request.GET.get("page"))
    return render(request, "drafts/drafts.html", {
        "page": page, "cores": CorePlan.objects.select_related("taken_in_by"), "section": SECTION,
    })


def start_draft_page(request):
    """Starts a draft from a published version, a core plan or a file."""
    versions, cores = published_plans(timezone.localdate()), list(CorePlan.objects.all())
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, request.FILES or None, versions=versions, cores=cores)
    faults = []
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_draft(by=request.user, **beginning(**form.cleaned_data))
        except plan_file.PlanFaults as wrong:
            faults = wrong.faults
            form.add_error("file", "The file cannot be used. What is wrong is listed below.")
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The draft is started.")
            return redirect("outcomes:draft", draft.pk)
    return render(request, "drafts/start.html", {
        "form": form, "heading": "Start a draft", "faults_of_text": faults, "section": SECTION,
        "cancel_url": reverse("outcomes:drafts"),
    })


def take_in_core_page(request):
    """Takes in the file of a core plan."""
    form, faults = CoreForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            core = take_in_core(text=form.cleaned_data["file"].read(), by=request.user)
        except plan_file.PlanFaults as wrong:
            faults = wrong.faults
            form.add_error("file", "The file cannot be used. What is wrong is listed below.")
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{core} is here. Drafts can be based on it now.")
            return redirect("outcomes:drafts")
    return render(request, "drafts/start.html", {
        "form": form, "heading": "Take in a core plan", "faults_of_text": faults, "section": SECTION, "is_core": True,
        "cancel_url": reverse("outcomes:drafts"),
    })


def draft_page(request, pk):
    """One draft beside the version in force, with what is still to do before it can be published."""
    draft = draft_of(pk)
    today = timezone.localdate()
    version = in_force(draft, today)
    shown = DraftPage(draft)
    before = plan_file.parse(version.toml) if version else None
    return render(request, "drafts/draft.html", {
        "draft": draft, "shown": shown, "version": version, "section": SECTION,
        "differences": differences_in_words(before, shown.plan) if before and shown.plan else [],
        "parts": beside(before, shown.plan) if shown.plan else [],
        "refusal": refusal(check_can_change_draft, draft, request.user),
    })


def draft_history_page(request, pk):
    """Everything that was done to a draft, the latest first."""
    draft = draft_of(pk)
    changes = draft.changes.select_related("by").defer("text", "examples").order_by("-revision")
    page = Paginator(changes, ROWS).get_page(request.GET.get("page"))
    return render(request, "drafts/history.html", {"draft": draft, "page": page, "section": SECTION})


def discard_draft_page(request, pk):
    """Puts a draft away."""
    draft = draft_of(pk)
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        discard_draft(draft=draft, by=request.user)
        messages.success(request, "The draft is discarded. It can still be read.")
        return redirect("outcomes:drafts")
    return render(request, "drafts/discard.html", {
        "draft": draft, "form": form, "heading": "Discard this draft", "section": SECTION,
        "cancel_url": reverse("outcomes:draft", args=[draft.pk]),
    })
