"""When a draft may be published: what is still in the way, each as a sentence. Pure."""

from dataclasses import dataclass
from datetime import date

from outcomes.wording import counted, day


@dataclass(frozen=True)
class Standing:
    """All that decides whether a draft may be published.

    `newest` is the highest version number published so far (0: none); `judged_until` the last day for which families
    of this programme were judged, None where none were.
    """

    faults: int
    example_faults: int
    failing: int
    unexplained: int
    previewed: bool
    preview_is_stale: bool
    version: int
    newest: int
    effective_from: date | None
    judged_until: date | None


def in_the_way(standing):
    """What must be done before a draft may be published."""
    if standing.faults:
        yield f"The plan is not sound yet: {counted(standing.faults, 'thing')} to put right."
    if standing.example_faults:
        yield f"The example families are not sound yet: {counted(standing.example_faults, 'thing')} to put right."
    if standing.failing:
        are = "family does" if standing.failing == 1 else "families do"
        yield f"{standing.failing:,} example {are} not come out as expected."
    if standing.unexplained:
        yield f"{counted(standing.unexplained, 'departure')} from the core plan without a reason."
    if standing.faults:
        return
    if standing.version <= standing.newest:
        yield (
            f"Version {standing.newest} is already published, so this draft must have a higher number than "
            f"{standing.version}."
        )
    if standing.preview_is_stale:
        yield "The draft was changed since it was previewed. Preview it again."
    elif not standing.previewed:
        yield "Nobody has seen yet what it would change. Preview it first."


def reaches_back(standing):
    """The sentence about days that were judged already and would be judged differently; empty when there are none."""
    judged, first = standing.judged_until, standing.effective_from
    if judged is None or first is None or first > judged:
        return ""
    return (
        f"Families were already judged for days from {day(first)} to {day(judged)} by the version before. From tonight "
        f"this version counts for {day(first)} onwards, so those days would now be judged differently. Verdicts that "
        "were given stay on record."
    )
