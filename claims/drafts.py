"""What a draft of an outcomes plan would do to claims, for previews (`outcomes/drafts/worth.py`). Writes nothing."""

from claims import tariff
from claims.enums import LIVE, UNSENT, ClaimStatus
from claims.lines import Lines
from claims.models import Claim
from claims.rules import asks_again
from outcomes.drafts.worth import Effect
from outcomes.enums import ClaimEffect, Status


def effects_on_claims(before, after):
    """Family id -> Effect, for families judged without and with a change of the outcomes plan."""
    ids = before.keys() | after.keys()
    claims = {
        (claim.family_id, claim.framework): claim
        for claim in Claim.objects.filter(family__in=ids, later__isnull=True).defer("evidence")
    }
    lines = Lines(sorted(ids))
    found = {}
    for family_id in ids:
        one, other = before.get(family_id), after.get(family_id)
        framework = (other or one).framework
        claim = claims.get((family_id, framework))
        own = claim if claim is not None and claim.status in UNSENT else None
        effect = ClaimEffect.NONE
        if not lines.why_taken(family_id, framework, claim=own):
            effect = _effect(claim, one, other)
        found[family_id] = Effect(effect, worth(one), worth(other))
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
    if is_in and claim is not None and claim.status in UNSENT and claim.status != ClaimStatus.QUEUED:
        return ClaimEffect.LAPSES
    return ClaimEffect.NONE


def _queues(claim, judgement, *, same_evidence):
    """Whether the family has a claim that is not sent yet once it is judged so."""
    if judgement is None or not judgement.claimable:
        return False
    if claim is None or claim.status in UNSENT:
        return True
    return claim.status not in LIVE and asks_again(claim.status, same_evidence=same_evidence)
