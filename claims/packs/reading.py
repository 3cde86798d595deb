"""Which approvals have a pack, and which have none yet."""

from claims.enums import MoveVerb
from claims.models import ClaimMove, ClaimPack


def unsealed():
    """The approvals that were not sealed yet, the oldest first."""
    moves = ClaimMove.objects.filter(verb=MoveVerb.APPROVE, pack__isnull=True).order_by("pk")
    return moves.select_related("by", "claim__family", "claim__previous")


def sealed_of(claims):
    """The evidence of these claims that is sealed: (id of the claim, digest)."""
    packs = ClaimPack.objects.filter(claim__in=[claim.pk for claim in claims])
    return set(packs.values_list("claim", "evidence_digest"))
