"""The datasets that partners send, as plain rows, and a world that holds one list of each.

A row's fields are the columns of its file, in the file's order. A blank cell is `None` for a date or a
number and the empty text for text.
"""

import csv
import types
import typing
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class Term:
    """One school term; `counts` is false where the term is to be passed over."""

    code: str
    starts_on: date
    ends_on: date
    counts: bool = True


@dataclass(frozen=True)
class District:
    """One district of the authority; `estimate` is the number of families expected there."""

    code: str
    name: str
    coordinator: str = ""
    estimate: int | None = None


@dataclass(frozen=True)
class Person:
    """One person."""

    person_ref: str
    forename: str
    surname: str
    date_of_birth: date
    sex: str = ""
    upn: str = ""
    nino: str = ""
    nhs_number: str = ""
    ethnicity: str = ""


@dataclass(frozen=True)
class Family:
    """One family, and how far the work with it has come."""

    family_ref: str
    framework: str
    district: str = ""
    ward: str = ""
    postcode: str = ""
    tenure: str = ""
    identified_on: date = date(2014, 1, 1)
    stage: str = "active_plan"
    engaged_on: date | None = None
    assessed_on: date | None = None
    lead_worker: str = ""
    lead_agency: str = ""
    delivery_route: str = ""
    closed_on: date | None = None
    closed_reason: str = ""


@dataclass(frozen=True)
class Membership:
    """One unbroken time of one person in one family, in one role."""

    family_ref: str
    person_ref: str
    role: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Problem:
    """One problem of a family under a headline; a blank person means the family as a whole."""

    family_ref: str
    headline: str
    person_ref: str
    identified_on: date
    source: str = "school"
    status: str = "accepted"


@dataclass(frozen=True)
class Plan:
    """One single family plan; blank `covers` means all members; both lists are joined by spaces."""

    family_ref: str
    agreed_on: date
    covers: str = ""
    objectives: str = ""


@dataclass(frozen=True)
class TermRecord:
    """One child's sessions in one term at one school."""

    person_ref: str
    term: str
    school: str
    possible: int
    authorised: int
    unauthorised: int


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, to a person or to a family."""

    source_ref: str
    source: str
    kind: str
    occurred_on: date
    person_ref: str = ""
    family_ref: str = ""
    withdrawn: bool = False
    note: str = ""


@dataclass(frozen=True)
class Spell:
    """Something that was so from `starts_on` to `ends_on`, both included; blank end means still so."""

    source_ref: str
    source: str
    kind: str
    starts_on: date
    ends_on: date | None = None
    person_ref: str = ""
    family_ref: str = ""
    withdrawn: bool = False
    note: str = ""


@dataclass(frozen=True)
class Score:
    """One reading of a scored tool, of a person or of a family."""

    person_ref: str
    family_ref: str
    tool: str
    scored_on: date
    score: Decimal


@dataclass(frozen=True)
class Judgement:
    """One recorded decision whether a family made progress under a headline."""

    family_ref: str
    headline: str
    decided_on: date
    decided_by: str
    achieved: bool
    reason: str


@dataclass(frozen=True)
class Coverage:
    """Everything of `kind` that happened on these days has reached us."""

    kind: str
    starts_on: date
    ends_on: date
    source: str


@dataclass(frozen=True)
class ClaimMade:
    """One claim made before this system held it."""

    family_ref: str
    framework: str
    route: str
    claimed_on: date
    amount: int | None
    status: str


@dataclass
class World:
    """Everything that is known: one list per dataset, in the order in which the files are loaded."""

    terms: list[Term] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    term_records: list[TermRecord] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    claims: list[ClaimMade] = field(default_factory=list)
    # Users of the system who may be named as deciders, name -> role. In no file: users are not loaded.
    deciders: dict[str, str] = field(default_factory=dict)
    # How well founded a row is, 1 (best) to 5; a row that is not here is a 1, but a judgement a 5. In no file either.
    grades: dict[object, int] = field(default_factory=dict)

    def write(self, folder):
        """Write one CSV file per dataset that has rows into `folder`, which is made if need be."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, row_type in DATASETS.items():
            rows = getattr(self, name)
            if not rows:
                continue
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\r\n")
                columns = [column.name for column in fields(row_type)]
                writer.writerow(columns)
                writer.writerows([as_cell(getattr(row, column)) for column in columns] for row in rows)

    @classmethod
    def read(cls, folder):
        """The world that `write` wrote into `folder`; a missing file is an empty dataset."""
        world = cls()
        for name, row_type in DATASETS.items():
            path = Path(folder) / f"{name}.csv"
            if not path.exists():
                continue
            with path.open(encoding="utf-8", newline="") as file:
                types_of = typing.get_type_hints(row_type)
                for cells in csv.DictReader(file):
                    values = {column: from_cell(text, types_of[column]) for column, text in cells.items()}
                    getattr(world, name).append(row_type(**values))
        return world


DATASETS = {
    "terms": Term,
    "districts": District,
    "people": Person,
    "families": Family,
    "memberships": Membership,
    "problems": Problem,
    "plans": Plan,
    "term_records": TermRecord,
    "events": Event,
    "spells": Spell,
    "scores": Score,
    "judgements": Judgement,
    "coverage": Coverage,
    "claims": ClaimMade,
}


def as_cell(value):
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def from_cell(text, value_type):
    """The text of a cell as a value of this type."""
    may_be_none = isinstance(value_type, types.UnionType)
    if may_be_none:
        if text == "":
            return None
        value_type = next(one for one in typing.get_args(value_type) if one is not type(None))
    if value_type is bool:
        return text == "yes"
    if value_type is date:
        return date.fromisoformat(text)
    return value_type(text)
