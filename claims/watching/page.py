"""What the page of alerts offers about each of them: what will be accepted, and why the rest would not be."""

from dataclasses import dataclass

from claims import permissions
from claims.contributors import deeds_in
from claims.models import ClaimAlert
from claims.watching.enums import AlertState


@dataclass(frozen=True)
class ShownAlert:
    """An alert, and the sentence with which each decision about it is refused to this person; empty: it is not."""

    alert: ClaimAlert
    why_not_withdraw: str = ""
    why_not_dismiss: str = ""
    is_to_be_decided: bool = False

    @property
    def reasons(self):
        """What is refused, each reason once."""
        return list(dict.fromkeys(filter(None, [self.why_not_withdraw, self.why_not_dismiss])))


def shown_alerts(alerts, by):
    """Each of these alerts, come with its claim's family, checker and approver, as it is shown to this person."""
    alerts = list(alerts)
    if permissions.refusal(permissions.check_can_decide_alerts, by):
        return [ShownAlert(alert) for alert in alerts]
    deeds = deeds_in(by, [alert.claim.family_id for alert in alerts])
    return [
        ShownAlert(
            alert, permissions.refusal(permissions.check_can_withdraw, alert.claim, by),
            permissions.refusal(permissions.check_can_decide_alert, alert, by, deeds[alert.claim.family_id]),
            is_to_be_decided=True,
        ) if alert.state == AlertState.OPEN else ShownAlert(alert)
        for alert in alerts
    ]
