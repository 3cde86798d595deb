"""What one has begun to type: the list, and throwing one away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from families.drafts.actions import discard_draft
from families.drafts.models import Draft
from families.drafts.rules import KEPT_FOR

ROWS = 25


def drafts_page(request):
    """One's own drafts, those saved last first."""
    rows = Draft.objects.visible_to(request.user).select_related("family").order_by("-saved_at")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "families/drafts/drafts.html", {
        "page": page, "rows": [(row, reverse(row.page, kwargs=row.parts)) for row in page], "days": KEPT_FOR.days,
    })


def discard_draft_page(request, pk):
    """Throws a draft away, once its writer has said so twice."""
    draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related("family"), pk=pk)
    if request.method == "POST":
        discard_draft(draft=draft, by=request.user)
        messages.success(request, "The draft is thrown away.")
        return redirect("families:drafts")
    return render(request, "families/drafts/discard.html", {
        "draft": draft, "heading": "Throw a draft away", "go_on_url": reverse(draft.page, kwargs=draft.parts),
    })
