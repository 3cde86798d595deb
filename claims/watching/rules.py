"""What contradicts a claim that was sent: decisions on evidence, without a query."""

from dataclasses import replace

from claims.enums import ClaimStatus
from claims.evidence import differences
from claims.reasons import why_not_claimable
from outcomes.enums import Blocker, Status


def but_for_the_claim(evidence, route):
    """The evidence as it would be had the claim itself not been made, after which nobody is claimable any more."""
    readiness = evidence["readiness"]
    blockers = [code for code in readiness["blockers"] if code != Blocker.ALREADY_CLAIMED]
    proven = readiness["engaged"] and readiness["eligible"] and not blockers and readiness[route] == Status.MET
    return {
        **evidence,
        "readiness": {**readiness, "blockers": blockers, "claimable": proven, "route": route if proven else ""},
    }


def contradiction(claim, judgement, evidence):
    """How what we know now contradicts the claim, as a sentence; empty when the result still holds.

    `judgement` and `evidence` are of the day that the claim was made for, on what is known now; empty when the family
    was not open on that day, as we now know.
    """
    if judgement is None:
        return why_not_claimable(None, claim)
    now = but_for_the_claim(evidence, claim.route)
    if judgement.framework == claim.framework and now["readiness"]["claimable"]:
        return ""
    blockers = tuple(code for code in judgement.blockers if code != Blocker.ALREADY_CLAIMED)
    why = why_not_claimable(replace(judgement, blockers=blockers), claim)
    changed = [sentence for sentence in differences(claim.evidence, now) if sentence.startswith(FACTS)]
    return " ".join([why, *changed])


FACTS = ("Added: ", "No longer believed: ")


def at_stake(claim):
    """What would be owed back if the claim were withdrawn, in pence."""
    return (claim.paid_amount or 0) if claim.status in (ClaimStatus.PAID, ClaimStatus.SPOT_VALID) else 0
