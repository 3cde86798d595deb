"""What judging must know of our claims: that one was made, and what became of it, as beliefs on two clocks."""

from families.facts.enums import ClaimMadeStatus
from families.models import ClaimMade
from families.two_clocks import moment_of_writing


def record_claims_made(claims, *, by):
    """Records that these claims were submitted on their `claimed_on`. Families' judgements see it from now on."""
    moment = moment_of_writing()
    ClaimMade.objects.bulk_create(
        [
            ClaimMade(
                family_id=claim.family_id, framework=claim.framework, route=claim.route, claimed_on=claim.claimed_on,
                amount=claim.amount, status=ClaimMadeStatus.SUBMITTED, reference=claim.reference,
                recorded_at=moment, recorded_by=by,
            )
            for claim in claims
        ],
        batch_size=500,
    )


def close_claim_made(claim, status, *, by):
    """Supersedes what we believed of a claim that was made: it is now `status`."""
    moment = moment_of_writing()
    ClaimMade.objects.current().filter(reference=claim.reference).update(superseded_at=moment, superseded_by=by)
    ClaimMade.objects.create(
        family_id=claim.family_id, framework=claim.framework, route=claim.route, claimed_on=claim.claimed_on,
        amount=claim.amount, status=status, reference=claim.reference, recorded_at=moment, recorded_by=by,
    )
