"""A named person's recorded decision."""

from tests.reference.days import plus
from tests.reference.known import Verdict


def verdicts(known, family, headline, criterion):
    """One verdict for the family. Who is no user here has no role, and is taken as the sender vouches."""
    valid = [
        decision
        for decision in known.judgements[family.family_ref]
        if decision.headline == headline["code"]
        and known.role_of.get(decision.decided_by, criterion["roles"][0]) in criterion["roles"]
        and decision.decided_on >= family.engaged_on
        and plus(decision.decided_on, criterion.get("valid_months", 12)) >= known.as_of
    ]
    if not valid:
        return [Verdict("", "pending")]
    latest = max(valid, key=lambda decision: decision.decided_on)
    if not latest.achieved:
        return [Verdict("", "not_met")]
    return [Verdict("", "met", grade=known.grades.get(latest, 5))]
