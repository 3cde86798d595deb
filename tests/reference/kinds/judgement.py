"""A named person's recorded decision."""

from tests.reference.days import plus
from tests.reference.known import Verdict


def verdicts(known, family, headline, criterion):
    """One verdict for the family.

    The decisions of a world were made by nobody who has a user here, so that no role of theirs is asked.
    """
    valid = [
        decision
        for decision in known.judgements[family.family_ref]
        if decision.headline == headline["code"]
        and decision.decided_on >= family.engaged_on
        and plus(decision.decided_on, criterion.get("valid_months", 12)) >= known.as_of
    ]
    if not valid:
        return [Verdict("", "pending")]
    latest = max(valid, key=lambda decision: decision.decided_on)
    return [Verdict("", "met" if latest.achieved else "not_met")]
