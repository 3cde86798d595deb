"""Pages of claims: the list, and one claim with its evidence."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from claims.bulk.reading import acts_of
from claims.claim_page import ClaimPage
from claims.enums import ClaimStatus
from claims.forms import ApproveForm, CheckForm, ClaimsFilter
from claims.models import Claim
from claims.queue_list import SAYS_WHY, SAYS_WINDOW, claims_listed, counts, in_order
from families.access import may_call
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb

CLAIMS_ON_A_PAGE = 25


def queue_page(request):
    """The claims that wait for a decision, or those chosen."""
    form = ClaimsFilter(request.GET)
    form.is_valid()
    wanted, status = form.cleaned_data, form.status_shown
    claims = claims_listed(
        request.user, status=status, route=wanted.get("route", ""), district=wanted.get("district", "")
    )
    page = Paginator(in_order(claims, wanted.get("sort", "")), CLAIMS_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "claims/queue.html", {
        "page": page, "form": form, "sort": wanted.get("sort", ""), "status": status, "counts": counts(request.user),
        "acts": acts_of(request.user.role, status) if page.object_list else [],
        "may_see_exceptions": may_call(request.user, "claims:exceptions"),
        "says_why": status in SAYS_WHY, "says_window": status in SAYS_WINDOW,
        "is_filtered": any(wanted.get(name) for name in ("status", "route", "district")),
    })


def claim_page(request, token):
    """One claim: what it rests on, who contributed, what has happened, and what this person may do."""
    return show_claim(request, claim_of(request, token))


def claim_of(request, token):
    """The claim of this address if the person reads claims, else not found."""
    claims = Claim.objects.visible_to(request.user)
    claims = claims.select_related("family", "window", "checked_by", "approved_by", "previous")
    return get_object_or_404(claims, token=token)


def show_claim(request, claim, form=None):
    """The page of one claim, with the form that vouches for its evidence ready, or about to be corrected."""
    record(Verb.VIEWED, by=request.user, about=claim)
    return render(request, "claims/claim.html", {
        "shown": ClaimPage(claim, request.user), "claim": claim, "section": "claims:queue",
        "form": form or vouching_form(claim)(initial={"digest": claim.evidence_digest}),
    })


def vouching_form(claim):
    """The form that a claim waits for: a check first, then an approval."""
    return CheckForm if claim.status == ClaimStatus.QUEUED else ApproveForm
