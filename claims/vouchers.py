"""Who vouched for the evidence of a claim as it stands, also where the act was undone since."""

from collections import defaultdict

from claims.contributors import person_behind
from claims.enums import MoveVerb
from claims.models import ClaimMove


def vouchers_of(claims):
    """Who checked and who approved each claim's evidence as it stands: claim id -> verb -> persons, in one query."""
    found = {claim.pk: defaultdict(set) for claim in claims}
    digests = {claim.pk: claim.evidence_digest for claim in claims}
    moves = ClaimMove.objects.filter(claim__in=digests, verb__in=[MoveVerb.CHECK, MoveVerb.APPROVE], by__isnull=False)
    for move in moves.select_related("by"):
        if move.digest == digests[move.claim_id]:
            found[move.claim_id][move.verb].add(person_behind(move.by))
    return found


def has_vouched(claim, user, verb, known=None):
    """Whether this person, by whatever sign-in, did `verb` on the claim's evidence; `known` is its `vouchers_of`."""
    return person_behind(user) in (vouchers_of([claim])[claim.pk] if known is None else known)[verb]
