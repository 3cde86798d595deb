"""The file of what claims rely on: one row for each claim, in a fixed order, without names."""

from collections import defaultdict

from claims.exports.writing import Pounds
from claims.models import ClaimReliance
from claims.reliance.enums import Relies
from claims.reliance.reading import listed

COLUMNS = (
    "reference", "family_ref", "framework", "route", "status", "district", "window", "claimed_on", "amount",
    *[what.value for what in Relies],
)


def rows(claims):
    """A row for each of these claims, by reference; of what it relies on, codes joined by a semicolon."""
    relied = defaultdict(list)
    noted = ClaimReliance.objects.filter(claim__in=claims.order_by().values("pk"))
    for claim_id, what, value, headline in noted.order_by("claim", "what", "value", "headline").values_list(
        "claim", "what", "value", "headline"
    ):
        relied[claim_id, what].append(":".join(part for part in (headline, value) if part) or "yes")
    for claim in listed(claims):
        yield (
            claim.reference, claim.family.reference, claim.framework, claim.route, claim.status,
            claim.district_name or "", claim.window.code if claim.window else "", claim.claimed_on,
            None if claim.amount is None else Pounds(claim.amount),
            *["; ".join(relied[claim.pk, what]) for what in Relies],
        )
