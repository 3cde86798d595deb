"""A family's judgement as pages, claims and packs read it: headlines, criteria, verdicts, readiness."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class JudgedVerdict:
    """One verdict: a criterion for one subject (`person_id` empty: the family as a whole).

    `grade` is the lowest of the facts counted in the family's favour, None where there are none.
    """

    criterion_id: int
    headline: str
    criterion: str
    kind: str
    parameters: dict
    person_id: int | None
    person_reference: str
    status: str
    reason: str
    window_starts_on: date | None
    window_ends_on: date | None
    value: str
    threshold: str
    due_on: date | None
    grade: int | None = None


@dataclass(frozen=True)
class JudgedHeadline:
    """One headline that was judged for the family. `raised`: the family has an accepted problem under it."""

    code: str
    name: str
    applies: str
    require: str
    raised: bool
    status: str
    due_on: date | None
    verdicts: tuple[JudgedVerdict, ...] = ()


@dataclass(frozen=True)
class FamilyJudgement:
    """What we say of a family on `as_of`, counting what was recorded up to `known_at`.

    `plan_id` is empty where no outcomes plan is in force. A family that is not open on `as_of` has no judgement.
    """

    family_id: int
    as_of: date
    known_at: datetime
    framework: str
    plan_id: int | None
    engaged: bool
    eligible: bool
    sustained: str
    employment: str
    claimable: bool
    route: str
    earliest_on: date | None
    blockers: tuple[str, ...]
    in_the_way: dict[str, list] = field(default_factory=dict)
    headlines: tuple[JudgedHeadline, ...] = ()


DAYS = ("window_starts_on", "window_ends_on", "due_on", "earliest_on")


def as_judgements(told, *, as_of, known_at) -> dict[int, FamilyJudgement]:
    """Family id -> judgement, from the text that `judgements.sql` answers."""
    told = json.loads(told)
    verdicts, headlines = defaultdict(list), defaultdict(list)
    for row in told["verdicts"]:
        verdicts[_place(row)].append(JudgedVerdict(**_dated(row)))
    for row in told["headlines"]:
        place = _place(row)
        headlines[place[0]].append(JudgedHeadline(**_dated(row), verdicts=tuple(verdicts.get(place, ()))))
    return {
        row["family_id"]: FamilyJudgement(
            as_of=as_of, known_at=known_at, headlines=tuple(headlines[row["family_id"]]),
            **{**_dated(row), "blockers": tuple(row["blockers"])},
        )
        for row in told["readiness"]
    }


def _place(row):
    """Whose row it is and under which headline; taken out of it, with its place in the order."""
    del row["position"]
    return row.pop("family_id"), row.pop("headline_id")


def _dated(row):
    """The row with its days as dates."""
    return row | {name: date.fromisoformat(row[name]) for name in DAYS if row.get(name)}
