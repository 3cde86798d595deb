"""The page of one act on many claims."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.enums import NEED_A_REASON, BulkAct
from claims.bulk.rules import seal_of
from claims.models import Claim
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.permissions import Refused


@require_POST
def bulk_page(request):
    """Shows what an act would do with the ticked claims; once confirmed, does exactly that."""
    act, claims, problem = request.POST.get("act", ""), ticked(request), ""
    if request.POST.get("confirm") == "yes":
        try:
            done = act_on_many(
                act=act, claims=claims, by=request.user, seal=request.POST.get("seal", ""),
                reason=request.POST.get("reason", ""),
            )
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, f"Done with {len(done)} claim{'' if len(done) == 1 else 's'}.")
            return redirect("claims:queue")
    elif "seal" in request.POST:
        problem = "Confirm that this is to be done"
    return show_preview(request, act, claims, problem)


def show_preview(request, act, claims, problem):
    """What would happen, claim by claim; without it when there is nothing to show."""
    try:
        rows = preview_of(act=act, claims=claims, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("claims:queue")
    record_many(Verb.VIEWED, by=request.user, about=[row.claim for row in rows], detail=f"before: {act}")
    return render(request, "claims/bulk.html", {
        "act": BulkAct(act), "rows": rows, "done": [row for row in rows if row.is_done], "problem": problem,
        "refused": [row for row in rows if row.refusal], "seal": seal_of(act, rows), "section": "claims:queue",
        "needs_reason": act in NEED_A_REASON, "reason": request.POST.get("reason", ""),
    })


def ticked(request):
    """The claims that were ticked and that this person reads; whatever is no token was not put there by the page."""
    tokens = []
    every = request.POST.get("every") == "yes"
    for text in request.POST.getlist("shown" if every else "claim"):
        with suppress(ValueError):
            tokens.append(UUID(text))
    return list(Claim.objects.visible_to(request.user).filter(token__in=tokens).order_by("reference"))
