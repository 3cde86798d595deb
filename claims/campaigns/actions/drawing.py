"""Drawing a window's sample, keeping it whole, and closing the audit.

Locks are taken in the order that all of `claims` keeps: the window, the campaign, families by id, claims by id.
"""

import hashlib
import secrets
from collections import Counter

from django.db import transaction
from django.utils import timezone

from claims.actions.auditing import put_in_audit_sample
from claims.actions.windows import lock_claims, lock_window
from claims.campaigns import rules
from claims.campaigns.enums import OPEN, ItemState, Part
from claims.campaigns.models import AuditCampaign, FrameClaim, SampleItem, SamplingSettings
from claims.campaigns.permissions import check_can_close, check_can_draw, check_can_replace, check_can_set_sampling
from claims.campaigns.reading import campaign_of, frame_file, framed_now, sampling
from claims.enums import TO_SIGN_OFF, ClaimStatus
from claims.models import Claim
from claims.permissions import in_words
from claims.submission import claims_in
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused

WHY_GONE = "It left the window, or its evidence changed, after the sample was drawn."
WHY_PASSED_OVER = "Its turn came, and it was not in the window any more."


@transaction.atomic
def draw_sample(*, window, by, method, groups="", frame_sha256=None, seed=None, on=None):
    """Fixes the frame of a window, then draws a seed and by it the sample, by the settings of the day `on` (today).

    `frame_sha256` names the frame that the person was shown: another by now is refused. `seed` is given only where it
    has to come from elsewhere, as in a demonstration that is the same every time.
    """
    check_can_draw(window, by)
    window = lock_window(window)
    check_can_draw(window, by)
    drawn = campaign_of(window)
    if drawn:
        raise Refused(f"{drawn.drawn_by} already drew the sample of this window at {in_words(drawn.drawn_at)}.")
    lock_claims(claims_in(window))
    asked = sampling(on)
    found = framed_now(window, asked)
    if not found:
        raise Refused("There is no approved claim in this window, so there is nothing to draw from.")
    frame = [framed for _, framed in found]
    digest = hashlib.sha256(frame_file(frame)).hexdigest()
    if frame_sha256 is not None and frame_sha256 != digest:
        raise Refused("The claims in the window changed since you looked, so nothing was drawn. Look again.")
    campaign = AuditCampaign.objects.create(
        window=window, method=method, groups=groups, percent=asked.percent, minimum=asked.minimum,
        extend_percent=asked.extend_percent, reply_days=asked.reply_days,
        tickets={risk.code: risk.tickets for risk in asked.risks}, frame_sha256=digest,
        seed=seed or secrets.token_hex(16), drawn_at=timezone.now(), drawn_by=by,
    )
    FrameClaim.objects.bulk_create(
        FrameClaim(
            campaign=campaign, claim=claim, reference=framed.reference, digest=framed.digest, pence=framed.pence,
            route=framed.route, district=framed.district, worker=framed.worker, weight=framed.weight, must=framed.must,
            risks=list(framed.risks),
        )
        for claim, framed in found
    )
    sample = rules.first_sample(
        frame, seed=campaign.seed, method=method, groups=groups, percent=asked.percent, minimum=asked.minimum
    )
    _put_in(campaign, by, stage=1, drawn=sample)
    record(Verb.RECORDED, by=by, about=campaign, detail=f"drew {len(sample)} of {len(frame)} claims")
    return campaign


def lock_campaign(campaign):
    """The campaign as it is now, with its window; both locked until this transaction ends."""
    lock_window(campaign.window)
    rows = AuditCampaign.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("window", "drawn_by", "closed_by").get(pk=campaign.pk)


def lock_frame(campaign):
    """The claims of a locked campaign's frame that could still be drawn, locked: reference -> claim."""
    waiting = Claim.objects.filter(framed__campaign=campaign, status__in=[*TO_SIGN_OFF, ClaimStatus.IN_SAMPLE])
    return {claim.reference: claim for claim in lock_claims(waiting.defer("evidence"))}


def _put_in(campaign, by, *, stage, drawn=(), gone=(), replaces=None):
    """Writes claims into the sample, those that were passed over too: `drawn` (reference, part), `gone` references."""
    rows = {row.reference: row for row in campaign.frame.all()}
    number, at = campaign.items.count(), timezone.now()
    items = [(reference, part, ItemState.TO_REVIEW, "") for reference, part in drawn]
    items += [(reference, Part.DRAWN, ItemState.LEFT, WHY_PASSED_OVER) for reference in gone]
    SampleItem.objects.bulk_create(
        SampleItem(
            campaign=campaign, row=rows[reference], number=number + place, stage=stage, part=part, state=state,
            reason=reason, replaces=replaces if state == ItemState.TO_REVIEW else None, drawn_at=at,
        )
        for place, (reference, part, state, reason) in enumerate(items, start=1)
    )
    claims = Claim.objects.filter(pk__in=[rows[reference].claim_id for reference, _ in drawn]).order_by("pk")
    put_in_audit_sample(claims=list(claims.defer("evidence")), by=by, reason=f"Drawn at stage {stage} of {campaign}.")


class Deck:
    """Who of a locked campaign's frame could be drawn next, in which order."""

    def __init__(self, campaign):
        self.campaign, self.claims = campaign, lock_frame(campaign)
        self.frame = {row.reference: row.framed for row in campaign.frame.all()}
        self.order = rules.order_of(
            self.frame.values(), seed=campaign.seed, method=campaign.method, groups=campaign.groups
        )
        self.taken = set(campaign.items.values_list("row__reference", flat=True))

    def is_there(self, reference):
        """Whether a claim still waits in the window on the evidence that it had."""
        claim = self.claims.get(reference)
        return (
            claim is not None and claim.window_id == self.campaign.window_id and claim.status in TO_SIGN_OFF
            and claim.evidence_digest == self.frame[reference].digest
        )

    def left(self):
        """How many of each group were not drawn yet."""
        return {name: sum(one not in self.taken for one in order) for name, order in self.order.items()}

    def draw(self, wanted, by, *, stage, replaces=None):
        """Draws so many of each group; returns how many came in."""
        drawn, gone = rules.next_in(self.order, self.taken, wanted, self.is_there)
        parts = [(reference, Part.DRAWN) for reference in drawn]
        _put_in(self.campaign, by, stage=stage, drawn=parts, gone=gone, replaces=replaces)
        self.taken |= {*drawn, *gone}
        return len(drawn)


def extend_if_failed(campaign, by):
    """Lets a locked campaign's sample grow where a claim of its latest stage failed and there are claims left."""
    stages = Counter(campaign.items.filter(state=ItemState.FAILED).values_list("stage", flat=True))
    latest = campaign.items.order_by("-stage").values_list("stage", flat=True)[0]
    deck = Deck(campaign)
    left = deck.left()
    if not stages[latest] or not sum(left.values()):
        return
    size = rules.extension_size(len(deck.frame), percent=campaign.extend_percent, left=sum(left.values()))
    drawn = deck.draw(rules.largest_remainder(size, left), by, stage=latest + 1)
    record(Verb.RECORDED, by=by, about=campaign, detail=f"extended by {drawn} claims")


@transaction.atomic
def replace_departed(*, campaign, by):
    """Marks the claims that went out of the sample by themselves as gone, and draws the next of their group in the
    place of each that was drawn. Returns how many had gone."""
    check_can_replace(campaign, by)
    campaign = lock_campaign(campaign)
    check_can_replace(campaign, by)
    deck = Deck(campaign)
    gone = [
        item for item in campaign.items.filter(state__in=OPEN).select_related("row__claim") if item.is_departed
    ]
    for item in gone:
        item.state, item.reason = ItemState.LEFT, WHY_GONE
        item.save(update_fields=["state", "reason"])
        if item.part == Part.DRAWN:
            deck.draw({rules.group_of(item.row.framed, campaign.groups): 1}, by, stage=item.stage, replaces=item)
    if gone:
        record(Verb.RECORDED, by=by, about=campaign, detail=f"replaced {len(gone)} claims")
    return len(gone)


@transaction.atomic
def close_campaign(*, campaign, by):
    """Closes an audit in which every claim of the sample has its result. Nothing about it changes from then on."""
    check_can_close(campaign, by)
    campaign = lock_campaign(campaign)
    check_can_close(campaign, by)
    if campaign.items.open().exists():
        left = campaign.items.open().count()
        raise Refused(
            f"{left} claim{' of the sample has' if left == 1 else 's of the sample have'} no result yet. "
            "An audit closes when every claim of its sample has one."
        )
    campaign.closed_at, campaign.closed_by = timezone.now(), by
    campaign.save(update_fields=["closed_at", "closed_by"])
    record(Verb.MOVED, by=by, about=campaign, detail="closed")
    return campaign


@transaction.atomic
def set_sampling(*, by, from_day, percent, minimum, extend_percent, reply_days, reason, tickets=None):
    """Says how much is audited from a day on, and how many more tickets each risk gives (`tickets`, by code; None: as
    until then). Raises ValidationError with a message for each field that is wrong."""
    check_can_set_sampling(by)
    asked = SamplingSettings(
        from_day=from_day, percent=percent, minimum=minimum, extend_percent=extend_percent, reply_days=reply_days,
        tickets=sampling(from_day).tickets if tickets is None else tickets, reason=reason, owner=by,
    )
    asked.full_clean()
    asked.save()
    record(Verb.RECORDED, by=by, about=asked)
    return asked
