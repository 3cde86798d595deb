"""Why a family qualifies, and why it does not, in sentences."""

from claims.evidence.digest import blocker_words
from families.facts.enums import ClaimRoute
from outcomes.enums import CriterionKind, Reason, Status

GOOD = (Status.MET, Status.NEUTRAL)


def why_claimable(claim):
    """What brought a claim into the queue, as a sentence."""
    return f"{ClaimRoute(claim.route).label} is proven."


def why_not_claimable(judgement, claim):
    """One or more sentences: what is missing besides the route, and what stands in the way of the claim's route.

    `judgement` is empty when the family is not open.
    """
    if judgement is None:
        return "The family is not open any more: its work is closed, or its record was withdrawn."
    if judgement.framework != claim.framework:
        return "The family is now worked with under another framework."
    sentences = [blocker_words(code) for code in judgement.blockers]
    if Status.MET not in (judgement.sustained, judgement.employment):
        if claim.route == ClaimRoute.EMPLOYMENT:
            status = Status(judgement.employment).label.lower() if judgement.employment else "not judged"
            sentences.append(f"{ClaimRoute(claim.route).label}: {status}{_reasons(_work_verdicts(judgement))}.")
        else:
            sentences += [_headline_words(h) for h in judgement.headlines if h.status and h.status not in GOOD]
    return " ".join(sentences) or "No route to a result holds."


def _work_verdicts(judgement):
    return [v for h in judgement.headlines for v in h.verdicts if v.kind == CriterionKind.CONTINUOUS_WORK]


def _headline_words(headline):
    verdicts = [verdict for verdict in headline.verdicts if verdict.status == headline.status]
    return f"{headline.name}: {Status(headline.status).label.lower()}{_reasons(verdicts)}."


def _reasons(verdicts):
    words = dict.fromkeys(Reason(verdict.reason).label for verdict in verdicts if verdict.reason)
    return f" ({'; '.join(words)})" if words else ""
