"""What the system tells people about claims every morning: who can be claimed or no longer can, alerts, findings."""

from datetime import timedelta

from django.utils import timezone

from claims.campaigns.enums import ItemState
from claims.enums import ClaimStatus, MoveVerb
from claims.models import ClaimAlert, ClaimMove, SampleItem
from families.accounts.enums import Role
from families.models import LeadWorker, User
from families.notices.actions import News, tell_news
from families.notices.enums import NoticeKind
from outcomes.wording import day

LOOKED_BACK = timedelta(days=7)  # a morning that was missed is made good
TELLING = (MoveVerb.JOIN, MoveVerb.REJOIN, MoveVerb.LEAVE)
SAYS = {
    ClaimStatus.QUEUED: "{} can be claimed: its progress is proven.",
    ClaimStatus.LEFT_QUEUE: "{} can no longer be claimed. Open the family to see why.",
}

# Who has to answer a finding in an audit, and what they are told: the claim, and the last day for a reply.
ANSWERED = {
    ItemState.TO_REPLY: (Role.PROGRAMME_MANAGER, "An auditor finds that claim {} does not stand. Reply by {}."),
    ItemState.REPLIED: (Role.AUDITOR, "A programme manager replied to the finding about claim {}. Conclude about it."),
}


def tell_of_claims(*, by=None):
    """Tells lead workers of families whose claim joined or left the queue, programme managers of alerts, and whoever
    has to answer of findings in an audit."""
    tell_news(by=by, kind=NoticeKind.VERDICT_CHANGED, news=moves_of_the_queue())
    tell_news(by=by, kind=NoticeKind.CLAIM_ALERT, news=open_alerts())
    tell_news(by=by, kind=NoticeKind.AUDIT_FINDING, news=findings_to_answer())


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


def everyone_in(role):
    """The ids of those who may sign in and have a role."""
    return list(User.objects.filter(is_active=True, role=role).order_by("pk").values_list("pk", flat=True))


def open_alerts():
    """Each alert that is open, for every programme manager."""
    managers = everyone_in(Role.PROGRAMME_MANAGER)
    alerts = ClaimAlert.objects.open().select_related("claim__family")
    return [
        News(
            manager, f"alert {alert.pk}", f"Something contradicts the claim of {alert.claim.family.reference}.",
            "claims:alerts", {}, alert.claim.family_id,
        )
        for alert in alerts for manager in managers
    ]


def findings_to_answer():
    """Each finding that waits for a reply, for every programme manager; each reply that waits, for every auditor."""
    items = SampleItem.objects.filter(state__in=ANSWERED, campaign__closed_at=None).order_by("pk")
    people = {state: everyone_in(role) for state, (role, _) in ANSWERED.items()}
    return [
        News(
            person, f"finding {item.pk} {item.state}",
            ANSWERED[item.state][1].format(item.row, day(item.view.reply_by)),
            "claims:sample_item", {"pk": item.pk}, item.row.claim.family_id,
        )
        for item in items.select_related("row__claim", "view").defer("row__claim__evidence")
        for person in people[item.state]
    ]
