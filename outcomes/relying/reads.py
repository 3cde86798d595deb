"""What each kind of criterion reads: kinds of fact, and datasets that are not divided into kinds."""

from dataclasses import dataclass

from families.facts.enums import EventKind
from outcomes.enums import CriterionKind

EXCLUSIONS = (EventKind.FIXED_EXCLUSION.value, EventKind.PERMANENT_EXCLUSION.value)


@dataclass(frozen=True)
class Reads:
    """`kinds` of events and spells, `proven` those of them whose absence must be proven by coverage; whole `datasets`.

    `lag_days`: how far that proof may lag behind the day of judging.
    """

    kinds: frozenset = frozenset()
    proven: frozenset = frozenset()
    datasets: frozenset = frozenset()
    lag_days: int = 0


def reads(kind, parameters) -> Reads:
    """What a criterion of this kind with these parameters reads."""
    if kind == CriterionKind.CLEAR_PERIOD:
        named = frozenset([*parameters["events"], *parameters["spells"]])
        return Reads(named, named, lag_days=parameters["lag_days"])
    if kind == CriterionKind.REDUCTION:
        named = frozenset(parameters["events"])
        return Reads(named, named, lag_days=parameters["lag_days"])
    if kind == CriterionKind.SCHOOL_TERMS:
        named = frozenset() if parameters["max_fixed_exclusions"] is None else frozenset(EXCLUSIONS)
        return Reads(named, named, frozenset({"term_records"}))
    if kind == CriterionKind.CONTINUOUS_WORK:
        return Reads(frozenset([*parameters["work"], *parameters["benefits"], *parameters["barred_by"]]))
    if kind == CriterionKind.SCORE:
        return Reads(datasets=frozenset({"scores"}))
    return Reads()


def brings(standing, wanted: Reads) -> bool:
    """Whether a feed brings something of what is read."""
    return standing.feed.dataset in wanted.datasets or bool(standing.kinds & wanted.kinds)
