"""What the pages of one audit show: how it was drawn, how far it is, and what its findings say of the whole window."""

from collections import Counter
from functools import cached_property

from claims.campaigns.enums import ItemState, Method, Part
from claims.campaigns.intervals import Stratum, estimate
from claims.campaigns.models import FrameClaim
from claims.campaigns.risks import with_tickets
from claims.campaigns.rules import key_of

TAGS = {
    ItemState.TO_REVIEW: "blue", ItemState.TO_REPLY: "yellow", ItemState.REPLIED: "light-blue",
    ItemState.ACCEPTED: "green", ItemState.FAILED: "red", ItemState.LEFT: "grey",
}
RESULTS = (ItemState.ACCEPTED, ItemState.FAILED)


class CampaignPage:
    """One audit, read in a fixed number of queries."""

    def __init__(self, campaign):
        self.campaign = campaign

    @cached_property
    def frame(self):
        """The claims of the frame, by reference."""
        return list(FrameClaim.objects.filter(campaign=self.campaign).order_by("reference"))

    @cached_property
    def items(self):
        """The claims of the sample, in the order in which they came in."""
        rows = self.campaign.items.select_related("row__claim__family", "view__by", "replaces__row")
        return list(rows.defer("row__claim__evidence").order_by("number"))

    @cached_property
    def counts(self):
        """How many claims of the sample stand where: (state, number), only where there are some."""
        found = Counter(item.state for item in self.items)
        return [(ItemState(state), found[state]) for state in ItemState.values if found[state]]

    @cached_property
    def stages(self):
        """How many claims came in at each stage: (stage, number)."""
        return sorted(Counter(item.stage for item in self.items).items())

    @cached_property
    def tickets(self):
        """The risks that gave more tickets, where the sample was weighted by them; of an audit that was drawn before
        numbers could be set, the frame alone says how many each claim had."""
        if self.campaign.method != Method.RISK:
            return []
        given = self.campaign.tickets
        return [risk for risk in with_tickets(given) if risk.code in given and not risk.must]

    @cached_property
    def to_review(self):
        """Claims of which no auditor has said yet what they find."""
        return [item for item in self.items if item.state == ItemState.TO_REVIEW]

    @cached_property
    def to_reply(self):
        """Findings that wait for a programme manager's reply, the one whose day comes first before the others."""
        waiting = [item for item in self.items if item.state == ItemState.TO_REPLY]
        return sorted(waiting, key=lambda item: (item.view.reply_by, item.number))

    @cached_property
    def replied(self):
        """Findings that were replied to and wait for an auditor's conclusion."""
        return [item for item in self.items if item.state == ItemState.REPLIED]

    @cached_property
    def departed(self):
        """Claims that went out of the sample by themselves and are not replaced yet."""
        return [item for item in self.items if item.is_departed]

    @cached_property
    def left_to_do(self):
        """How many have no result yet."""
        return sum(item.state not in (*RESULTS, ItemState.LEFT) for item in self.items)

    @property
    def can_close(self):
        """Whether every claim of the sample has its result."""
        return self.campaign.closed_at is None and not self.left_to_do

    @cached_property
    def must(self):
        """What was found among the claims that are always audited: (audited, of these wrong, how many there are)."""
        items = [item for item in self.items if item.part == Part.MUST]
        audited = [item for item in items if item.state in RESULTS]
        return len(audited), sum(item.state == ItemState.FAILED for item in audited), len(items)

    @cached_property
    def estimate(self):
        """What the drawn part of the sample says of the claims it was drawn from; None before anything was found."""
        states = {item.row_id: item.state for item in self.items}
        drawable = [row for row in self.frame if not row.must and states.get(row.pk) != ItemState.LEFT]
        is_weighted = self.campaign.method == Method.RISK
        strata = {}
        for row in drawable:
            strata.setdefault(row.weight if is_weighted else 0, []).append((row, states.get(row.pk)))
        found = estimate([_stratum(rows) for _, rows in sorted(strata.items())])
        return found if found.audited else None

    def order_key(self, row):
        """The key by which a claim of the frame stands in the order of the draw; empty where it is always audited."""
        weight = row.weight if self.campaign.method == Method.RISK else 1
        return "" if row.must else key_of(self.campaign.seed, row.reference, weight)


def _stratum(rows):
    results = [state for _, state in rows if state in RESULTS]
    return Stratum(
        claims=len(rows), audited=len(results), wrong=sum(state == ItemState.FAILED for state in results),
        pence=sum(row.pence for row, state in rows if state not in RESULTS),
    )


SAMPLE_COLUMNS = (
    "reference", "group", "order_key", "part", "number", "stage", "replaces", "state", "eligible", "whole_family",
    "result", "finding", "reply", "conclusion",
)


def sample_rows(shown):
    """The rows of a campaign's second file: every claim of the frame with its place in the draw and what was found."""
    items = shown.campaign.items.select_related("row", "view", "reply", "conclusion", "replaces__row")
    by_row = {item.row_id: item for item in items}
    for row in shown.frame:
        group = getattr(row, shown.campaign.groups) if shown.campaign.groups and not row.must else ""
        yield (row.reference, group, shown.order_key(row), *_findings(by_row.get(row.pk)))


def _findings(item):
    if item is None:
        return ("",) * (len(SAMPLE_COLUMNS) - 3)
    view, reply, conclusion = (getattr(item, name, None) for name in ("view", "reply", "conclusion"))
    return (
        item.part, item.number, item.stage, item.replaces.row.reference if item.replaces else "", item.state,
        *((view.eligible, view.whole_family, view.result, view.code) if view else ("",) * 4),
        "" if reply is None else "agreed" if reply.agrees else "contested",
        "" if conclusion is None else "stands" if conclusion.stands else "does not stand",
    )
