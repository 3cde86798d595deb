"""What a person decides about an alert: the claim stands all the same, or it is withdrawn."""

from django.db import transaction
from django.utils import timezone

from claims.actions.decisions import withdraw_claim
from claims.actions.moving import lock_claim
from claims.models import ClaimAlert
from claims.permissions import check_can_decide_alert
from claims.watching.enums import AlertState
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused


@transaction.atomic
def dismiss_alert(*, alert, by, reason):
    """Says why a claim stands although something contradicts it. The same is not raised again."""
    lock_claim(alert.claim)
    alert = _as_it_is(alert)
    check_can_decide_alert(alert, by)
    if not reason.strip():
        raise Refused("Give the reason.")
    _close(alert, AlertState.DISMISSED, by, reason)
    record(Verb.WITHDREW, by=by, about=alert.claim, detail="alert dismissed")
    return alert


@transaction.atomic
def withdraw_for_alert(*, alert, by, reason):
    """Withdraws the claim that an alert contradicts; what was paid for it is owed back."""
    lock_claim(alert.claim)
    alert = _as_it_is(alert)
    if alert.state != AlertState.OPEN:
        raise Refused("This alert was decided already.")
    _close(alert, AlertState.WITHDRAWN, by, reason)
    return withdraw_claim(claim=alert.claim, by=by, reason=reason)


def _as_it_is(alert):
    alerts = ClaimAlert.objects.select_related("claim__checked_by", "claim__approved_by", "claim__family")
    return alerts.get(pk=alert.pk)


def _close(alert, state, by, reason):
    alert.state, alert.decided_by, alert.decided_at, alert.reason = state, by, timezone.now(), reason.strip()
    alert.save(update_fields=["state", "decided_by", "decided_at", "reason"])
