"""What is known of audits: the settings of a day, the frame of a window, and what keeps a window from being sent."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from claims.campaigns.enums import OPEN, ItemState
from claims.campaigns.models import AuditCampaign, FrameClaim, SampleItem, SamplingSettings
from claims.campaigns.risks import must_be_audited, risks_in, tickets_of, with_tickets
from claims.campaigns.rules import Framed
from claims.enums import TO_SIGN_OFF
from claims.exports import writing
from claims.models import Claim, ConflictOverride
from families.models import FamilyDetails, User

FRAME_COLUMNS = (
    "reference", "evidence_sha256", "pence", "route", "district", "lead_worker", "tickets", "always_audited", "risks",
)
ANOTHER = "Use another window."


@dataclass(frozen=True)
class Sampling:
    """How much is audited (`SamplingSettings`); `set_by` is empty where nothing was set yet."""

    percent: int = 10
    minimum: int = 5
    extend_percent: int = 10
    reply_days: int = 10
    tickets: dict = field(default_factory=dict)
    set_by: SamplingSettings | None = None

    @property
    def risks(self):
        """What makes a claim likelier to be wrong, each risk with its tickets."""
        return with_tickets(self.tickets)


def sampling(on=None):
    """The settings in force on a day (today)."""
    found = SamplingSettings.objects.filter(from_day__lte=on or timezone.localdate()).select_related("owner")
    row = found.order_by("from_day").last()
    if row is None:
        return Sampling()
    return Sampling(row.percent, row.minimum, row.extend_percent, row.reply_days, row.tickets, row)


def framed_now(window, asked=None):
    """The claims of a window that can be audited, each with its row of the frame: (claim, Framed), by reference.

    `asked` are the settings by which tickets are given; none: today's.
    """
    risks = (asked or sampling()).risks
    claims = list(
        Claim.objects.filter(window=window, status__in=TO_SIGN_OFF).select_related("family").order_by("reference")
    )
    families = [claim.family_id for claim in claims]
    districts = dict(
        FamilyDetails.objects.current().filter(family__in=families, district__isnull=False)
        .values_list("family", "district__name")
    )
    used = set(
        ConflictOverride.objects.filter(claim__in=claims).values_list("claim", "digest")
    )
    names = {user.username: str(user) for user in User.objects.filter(username__in=_workers(claims))}
    return [(claim, _framed(claim, districts, used, names, risks)) for claim in claims]


def _workers(claims):
    return {fact["name"] for claim in claims for fact in claim.evidence["facts"] if fact["what"] == "leadworker"}


def _framed(claim, districts, used, names, risks):
    codes = risks_in(
        claim.evidence, was_made_before=claim.previous_id is not None,
        used_exception=(claim.pk, claim.evidence_digest) in used,
    )
    workers = sorted(_workers([claim]))
    return Framed(
        reference=claim.reference, digest=claim.evidence_digest, pence=claim.amount or 0, route=claim.route,
        district=districts.get(claim.family_id, ""), worker=" / ".join(names.get(name, name) for name in workers),
        weight=tickets_of(codes, risks), must=must_be_audited(codes), risks=tuple(codes),
    )


def frame_file(frame):
    """The file of a frame, as bytes: what its SHA-256 is taken of."""
    rows = [
        (
            framed.reference, framed.digest, framed.pence, framed.route, framed.district, framed.worker, framed.weight,
            "yes" if framed.must else "no", " ".join(framed.risks),
        )
        for framed in sorted(frame, key=lambda framed: framed.reference)
    ]
    return writing.as_bytes(writing.CSV, FRAME_COLUMNS, rows)


def campaign_of(window):
    """The campaign of a window, with how many of its claims wait for a result (`left`); or None."""
    campaigns = AuditCampaign.objects.filter(window=window).select_related("window", "drawn_by", "closed_by")
    return campaigns.annotate(left=Count("items", filter=Q(items__state__in=OPEN))).first()


def why_not_sent(window):
    """What of its audit keeps a window from being signed off and submitted, in sentences."""
    campaign = campaign_of(window)
    if campaign is None:
        yield "This window was not audited. An auditor draws a sample of its claims first."
    elif campaign.closed_at is None:
        left = campaign.left
        yield (
            f"The audit of this window is not closed: {left} claim{' waits' if left == 1 else 's wait'} for a result."
            if left else "The audit of this window is not closed. An auditor closes it once every result is recorded."
        )


def why_not_in(campaign, claims):
    """Why claims do not go into a window whose sample was drawn, claim id -> sentence; those that may are not there.

    `campaign` is the window's, or None.
    """
    if campaign is None:
        return {}
    framed = {
        row.claim_id: row for row in FrameClaim.objects.filter(campaign=campaign, claim__in=claims)
        .select_related("item")
    }
    found = {}
    for claim in claims:
        row = framed.get(claim.pk)
        item = getattr(row, "item", None)
        if row is None:
            found[claim.pk] = "The audit sample of this window is drawn, so it takes no more claims. " + ANOTHER
        elif row.digest != claim.evidence_digest:
            found[claim.pk] = "Its evidence is not what it was when the audit sample was drawn. " + ANOTHER
        elif item and item.state != ItemState.ACCEPTED:
            found[claim.pk] = "It went out of the audit of this window without being found to stand. " + ANOTHER
    return found


def item_of(claim):
    """The claim's place in the latest sample it was drawn into; None where it was in none."""
    items = SampleItem.objects.filter(row__claim=claim).select_related("campaign__window", "row__claim", "view__by")
    return items.order_by("-pk").first()
