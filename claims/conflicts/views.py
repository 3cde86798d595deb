"""Making an exception, and the list of them that auditors read."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse

from claims import permissions
from claims.conflicts.actions import override_conflict
from claims.conflicts.forms import ExceptionForm
from claims.conflicts.permissions import WAITS_FOR, check_may_make_exceptions
from claims.conflicts.reading import people_who_need_one
from claims.models import ConflictOverride
from claims.views import claim_of
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused

EXCEPTIONS_ON_A_PAGE = 25


def exceptions_page(request):
    """Every exception, the latest first, and how many each person made."""
    made = ConflictOverride.objects.visible_to(request.user)
    listed = made.select_related("claim__family", "person", "given_by").defer("claim__evidence")
    page = Paginator(listed, EXCEPTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    names = ("given_by__first_name", "given_by__last_name", "given_by__username")
    counts = made.order_by(*names).values(*names).annotate(number=Count("pk"))
    record_many(Verb.LISTED, by=request.user, about=[override.claim for override in page])
    return render(request, "claims/exceptions/list.html", {"page": page, "counts": counts, "section": "claims:queue"})


def exception_page(request, token):
    """Lets somebody who contributed check or approve this one claim, with the reason."""
    claim = claim_of(request, token)
    refusal, act = permissions.refusal(check_may_make_exceptions, claim, request.user), WAITS_FOR.get(claim.status)
    people = [] if refusal else people_who_need_one(claim, act, request.user)
    form = ExceptionForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and not refusal and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            override_conflict(claim=claim, person=form.chosen, act=act, reason=reason, by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{form.chosen} may do it. Auditors see this exception.")
            return redirect("claims:claim", claim.token)
    record(Verb.VIEWED, by=request.user, about=claim, detail="exception")
    return render(request, "claims/exceptions/make.html", {
        "form": form, "claim": claim, "act": act, "refusal": refusal, "people": people, "section": "claims:queue",
        "heading": "Make an exception", "cancel_url": reverse("claims:claim", args=[claim.token]),
    })
