"""A family's judgement as pages, claims and packs read it: headlines, criteria, verdicts, readiness."""

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
