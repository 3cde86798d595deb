"""What the system tells people about claims every morning: who can be claimed or no longer can, and alerts."""

from datetime import timedelta

from django.utils import timezone

from claims.enums import ClaimStatus, MoveVerb
from claims.models import ClaimAlert, ClaimMove
from families.accounts.enums import Role
from families.models import LeadWorker, User
from families.notices.actions import News, tell_news
from families.notices.enums import NoticeKind

LOOKED_BACK = timedelta(days=7)  # a morning that was missed is made good
TELLING = (MoveVerb.JOIN, MoveVerb.REJOIN, MoveVerb.LEAVE)
SAYS = {
    ClaimStatus.QUEUED: "{} can be claimed: its progress is proven.",
    ClaimStatus.LEFT_QUEUE: "{} can no longer be claimed. Open the family to see why.",
}


def tell_of_claims(*, by=None):
    """Tells lead workers of families whose claim joined or left the queue, and programme managers of alerts."""
    tell_news(by=by, kind=NoticeKind.VERDICT_CHANGED, news=moves_of_the_queue())
    tell_news(by=by, kind=NoticeKind.CLAIM_ALERT, news=open_alerts())


def moves_of_the_queue():
    """Each move by which a night put a family's claim into the queue or took it out, for whoever leads the family."""
    moves = list(
        ClaimMove.objects.filter(at__gt=timezone.now() - LOOKED_BACK, by=None, after__in=SAYS, verb__in=TELLING)
        .select_related("claim__family")
    )
    led = LeadWorker.objects.current().filter(
        ends_on=None, worker__is_active=True, family__in={move.claim.family_id for move in moves}
    )
    workers = dict(led.values_list("family", "worker"))
    return [
        News(
            workers[move.claim.family_id], f"move {move.pk}", SAYS[move.after].format(move.claim.family.reference),
            "outcomes:family", {"token": str(move.claim.family.token)}, move.claim.family_id,
        )
        for move in moves if move.claim.family_id in workers
    ]



def open_alerts():
    """Each alert that is open, for every programme manager."""
    managers = User.objects.filter(is_active=True, role=Role.PROGRAMME_MANAGER).values_list("pk", flat=True)
    alerts = ClaimAlert.objects.open().select_related("claim__family")
    return [
        News(
            manager, f"alert {alert.pk}", f"Something contradicts the claim of {alert.claim.family.reference}.",
            "claims:alerts", {}, alert.claim.family_id,
        )
        for alert in alerts for manager in managers
    ]
