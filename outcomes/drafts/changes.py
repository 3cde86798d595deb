"""What becomes of a family when it is judged by another version of its plan: two judgements compared. Pure."""

from datetime import date

from outcomes.drafts.worth import NO_EFFECT
from outcomes.enums import Direction, Status

SHOWN = ("eligible", "claimable", "route", "sustained", "employment", "earliest_on", "blockers")
# The nearer to a result, the lower.
NEARNESS = (
    Status.MET, Status.PENDING, Status.NO_DATA, Status.REGRESSED, Status.NOT_MET, Status.NEUTRAL, "",
)


def readiness_as_data(judgement):
    """What a judgement says of a claim, ready for JSON; None for a family that is not open."""
    if judgement is None:
        return None
    found = {key: getattr(judgement, key) for key in SHOWN}
    return found | {
        "earliest_on": found["earliest_on"].isoformat() if found["earliest_on"] else "",
        "blockers": list(found["blockers"]),
    }


def verdicts_as_data(judgement):
    """The verdicts of a judgement: (headline, criterion, person id) -> [status, reason, first day]."""
    if judgement is None:
        return {}
    return {
        (verdict.headline, verdict.criterion, verdict.person_id): [
            verdict.status, verdict.reason, verdict.due_on.isoformat() if verdict.due_on else ""
        ]
        for headline in judgement.headlines for verdict in headline.verdicts
    }


def change_of(before, after, effect=None):
    """What changes for one family between two judgements, as the fields of a previewed family; None for nothing."""
    effect = effect or NO_EFFECT
    one, other = readiness_as_data(before), readiness_as_data(after)
    was, is_now = verdicts_as_data(before), verdicts_as_data(after)
    verdicts = [
        [*key, was.get(key), is_now.get(key)]
        for key in dict.fromkeys((*was, *is_now)) if was.get(key) != is_now.get(key)
    ]
    if one == other and not verdicts and not effect.claim and effect.pence_before == effect.pence_after:
        return None
    return {
        "before": one, "after": other, "verdicts": verdicts, "changes_verdict": bool(verdicts),
        "changes_date": (one or {}).get("earliest_on") != (other or {}).get("earliest_on"),
        "direction": _direction(before, after), "claim": effect.claim,
        "pence_before": effect.pence_before, "pence_after": effect.pence_after,
    }


def _direction(before, after):
    one, other = _nearness(before), _nearness(after)
    return Direction.UP if other < one else Direction.DOWN if other > one else Direction.OTHER


def _nearness(judgement):
    """How near a family is to a claim, the nearer the lower: claimable, then the date, then the better route."""
    if judgement is None:
        return (2, date.max, len(NEARNESS), len(NEARNESS))
    routes = sorted(NEARNESS.index(status) for status in (judgement.sustained, judgement.employment))
    return (0 if judgement.claimable else 1, judgement.earliest_on or date.max, *routes)
