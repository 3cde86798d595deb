"""Pages of what contradicts claims that were sent, of the money owed back, and of exceptions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from claims import actions, permissions
from claims.forms import ReasonForm, WithdrawForm
from claims.models import ClaimAlert
from claims.money.counting import at_stake, owed_back, totals
from claims.watching.enums import AlertState
from claims.watching.page import shown_alerts
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.permissions import Refused

ALERTS_ON_A_PAGE = 25


def alerts_page(request):
    """The alerts that wait for a decision, or those decided; and the money that is owed back."""
    state = request.GET.get("state") if request.GET.get("state") in AlertState.values else AlertState.OPEN
    alerts = ClaimAlert.objects.visible_to(request.user).filter(state=state)
    people = ("claim__family", "claim__checked_by", "claim__approved_by", "decided_by")
    page = Paginator(
        alerts.select_related(*people).defer("claim__evidence"), ALERTS_ON_A_PAGE
    ).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=[alert.claim for alert in page])
    return render(request, "claims/alerts/list.html", {
        "page": page, "state": AlertState(state), "states": AlertState, "totals": totals(), "at_stake": at_stake(),
        "shown": shown_alerts(page, request.user),
        "refusal": permissions.refusal(permissions.check_can_decide_alerts, request.user),
    })


def owed_page(request):
    """The claims for which money is owed back, the oldest first."""
    page = Paginator(owed_back(), ALERTS_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "claims/alerts/owed.html", {
        "page": page, "totals": totals(), "section": "claims:alerts",
    })


def dismiss_page(request, pk):
    """Says why a claim stands all the same."""
    return _decide(
        request, pk, heading="Dismiss this alert", form_class=ReasonForm, button="Dismiss it",
        act=actions.dismiss_alert,
        check=permissions.check_can_decide_alert, done="The alert about claim {} is dismissed.",
    )


def withdraw_page(request, pk):
    """Withdraws the claim that an alert contradicts."""
    return _decide(
        request, pk, heading="Withdraw the claim for good", form_class=WithdrawForm, button="Withdraw the claim",
        act=actions.withdraw_for_alert, done="Claim {} is withdrawn.",
        check=lambda alert, by: permissions.check_can_withdraw(alert.claim, by),
    )


def _decide(request, pk, *, heading, form_class, button, act, check, done):
    alerts = ClaimAlert.objects.visible_to(request.user).select_related(
        "claim__family", "claim__checked_by", "claim__approved_by"
    )
    alert = get_object_or_404(alerts, pk=pk)
    form = form_class(request.POST if request.method == "POST" else None)
    form.button = button
    refusal = permissions.refusal(check, alert, request.user)
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            act(alert=alert, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, done.format(alert.claim))
            return redirect("claims:alerts")
    record_many(Verb.VIEWED, by=request.user, about=[alert.claim], detail="alert")
    return render(request, "claims/alerts/decide.html", {
        "form": form, "heading": heading, "alert": alert, "claim": alert.claim, "refusal": refusal,
        "section": "claims:alerts", "cancel_url": reverse("claims:alerts"),
    })
