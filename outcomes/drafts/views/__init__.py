"""Pages of drafts: what they share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from outcomes.models import OutcomesPlan, PlanDraft

SECTION = "outcomes:plan_list"


def draft_of(pk):
    """The draft of this number. Raises Http404."""
    return get_object_or_404(PlanDraft.objects.select_related("core", "started_by", "closed_by", "based_on"), pk=pk)


def in_force(draft, today):
    """The version that the draft is compared with: the one in force today, else the newest there is, else None."""
    versions = OutcomesPlan.objects.filter(code=draft.code)
    return versions.in_force_on(today) or versions.order_by("-version").first()


def entry_of(tables, headline, criterion=""):
    """The part of a plan's tables that goes by these codes. Raises Http404."""
    found = _by_code(tables.get("headline"), headline)
    if criterion:
        found = _by_code(found.get("criterion") if found else None, criterion)
    if found is None:
        raise Http404
    return found


def _by_code(entries, code):
    entries = entries if isinstance(entries, list) else []
    return next((entry for entry in entries if isinstance(entry, dict) and entry.get("code") == code), None)
