"""Every sentence that people are told, by kind of criterion and status, each with an example from real rendering."""

from dataclasses import dataclass

from outcomes.enums import Blocker, CriterionKind, Reason, Status
from outcomes.explanation import Explanation
from outcomes.ledger.examples import AS_OF, EXAMPLES, NAMES, example, parameters
from outcomes.sentences import blocker, explain, subjects, threshold


@dataclass(frozen=True)
class Said:
    """What is said of one status and reason, with an example. `short` is the reason in a few words, as lists use it."""

    status: str
    short: str
    example: Explanation


@dataclass(frozen=True)
class SaidOfKind:
    """Everything that is said of one kind of criterion. `test` is what the example's plan asks."""

    name: str
    test: str
    whom: str
    said: tuple[Said, ...]


def every_sentence() -> tuple[SaidOfKind, ...]:
    """Each kind of criterion with everything that can be said of it, the good news first."""
    return tuple(
        SaidOfKind(
            name=CriterionKind(kind).label, test=threshold(kind, parameters(kind)),
            whom=subjects(kind, parameters(kind)),
            said=tuple(
                _said(kind, status, reason)
                for status, reason in sorted(cases, key=lambda case: list(Status).index(case[0]))
            ),
        )
        for kind, cases in EXAMPLES.items()
    )


def _said(kind, status, reason):
    short = Reason(reason).label if reason else ""
    return Said(status.value, short, explain(example(kind, status, reason), NAMES, AS_OF))


def every_blocker() -> tuple[str, ...]:
    """What keeps a family from being claimed whatever its progress, one sentence each."""
    codes = [f"{code}:help" if code == Blocker.NO_OBJECTIVE else code.value for code in Blocker]
    return tuple(blocker(code, {"help": "Children who need help"}) for code in codes)
