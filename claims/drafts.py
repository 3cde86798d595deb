"""What a draft of an outcomes plan would do to claims, for previews (`outcomes/drafts/worth.py`). Writes nothing."""

from claims import tariff
from claims.enums import LIVE, ClaimStatus
from claims.models import Claim
from claims.rules import asks_again
from outcomes.drafts.worth import Effect
from outcomes.enums import ClaimEffect, Status

UNDECIDED = (ClaimStatus.QUEUED, ClaimStatus.APPROVED)


def effects_on_claims(before, after):
    """Family id -> Effect, for families judged without and with a change of the outcomes plan."""
    ids = before.keys() | after.keys()
    claims = {
        (claim.family_id, claim.framework): claim
        for claim in Claim.objects.filter(family__in=ids, later__isnull=True).only("family", "framework", "status")
    }
    found = {}
    for family_id in ids:
        one, other = before.get(family_id), after.get(family_id)
        claim = claims.get((family_id, (other or one).framework))
        found[family_id] = Effect(_effect(claim, one, other), worth(one), worth(other))
    return found


def worth(judgement):
    """What a family's result pays, in pence; None where it cannot be claimed or no rate is known."""
    if judgement is None or not judgement.claimable:
        return None
    met = [headline.code for headline in judgement.headlines if headline.raised and headline.status == Status.MET]
    result = tariff.result_type(judgement.framework, judgement.route, met)
    return tariff.pence(judgement.framework, result, judgement.as_of)


def _effect(claim, before, after):
    # Another version of the plan makes other evidence, whatever else it leaves as it was.
    was_in, is_in = _queues(claim, before, same_evidence=True), _queues(claim, after, same_evidence=False)
    if was_in != is_in:
        return ClaimEffect.JOINS if is_in else ClaimEffect.LEAVES
    if is_in and claim is not None and claim.status == ClaimStatus.APPROVED:
        return ClaimEffect.LAPSES
    return ClaimEffect.NONE


def _queues(claim, judgement, *, same_evidence):
    """Whether the family stands in the queue once it is judged so; an approved claim still does."""
    if judgement is None or not judgement.claimable:
        return False
    if claim is None or claim.status in UNDECIDED:
        return True
    return claim.status not in LIVE and asks_again(claim.status, same_evidence=same_evidence)
