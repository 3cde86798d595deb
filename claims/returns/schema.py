"""What a return is made of: columns as data, each with its meaning, its source and its rule, and what can be wrong.

A return is a module of this package with a `SCHEMA`. Its version is counted up whenever a column comes, goes or changes
its meaning; files that were sent keep the version they were made with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claims.returns.enums import PeriodKind, Severity

DEPARTMENT = "The department"


@dataclass(frozen=True)
class Asked:
    """What a return is asked for: as of a day and as known at a moment, over a period or for a window."""

    as_of: date
    known_at: datetime
    first_day: date | None = None
    last_day: date | None = None
    window: Any = None

    @property
    def until(self):
        """The last day that counts: of the period, or the day asked for where that comes first."""
        return min(self.as_of, self.last_day or self.as_of)


@dataclass(frozen=True)
class Subject:
    """The family or person that a line is about: id, reference, and the token of its page."""

    pk: int
    reference: str
    token: Any = None


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong with a cell: `is_wrong` takes the line and the cell. `mend` names where it is put
    right (`claims/returns/mending.py`)."""

    sentence: str
    severity: str
    is_wrong: Callable
    mend: str


def is_missing(line, cell):
    """Whether a cell is blank."""
    return cell is None or cell == ""


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means, where it comes from, how it is worked out; `read` takes a line.

    `varies` says in words what stands for the capitals in a heading that there is several times.
    """

    heading: str
    meaning: str
    source: str
    rule: str
    read: Callable | None
    checks: tuple[Check, ...] = ()
    varies: str = ""


@dataclass(frozen=True)
class Fault:
    """One fault: in which column, of which family (None: of the return as a whole) and person, how grave."""

    heading: str
    sentence: str
    severity: str
    family: Subject | None = None
    person: Subject | None = None
    mend: str = ""

    @property
    def is_grave(self):
        """Whether the return must not leave with it."""
        return self.severity == Severity.MUST_MEND


@dataclass(frozen=True)
class Gathered:
    """What a return is to hold: its lines in order, who is left out because they objected, and faults of the whole."""

    lines: list
    left_out: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Schema:
    """One return: what it is called, what one line is, its columns, and how its lines are gathered.

    `key` names the columns that tell one line from another, for comparing a correction with what it corrects.
    `columns_of`, where a return has columns that vary, gives them for some lines. `sample` says how families are
    chosen where a return holds only some; `objections` what an objection to the national study does to it. `about`
    names a line that is about no family, for what is wrong in it.
    """

    name: str
    version: int
    title: str
    line_is: str
    purpose: str
    period: PeriodKind
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    gather: Callable
    carries_names: bool = False
    recipient: str = DEPARTMENT
    columns_of: Callable | None = None
    identity: str = "Families stand under the authority’s own reference. It holds no names."
    objections: str = "An objection to the national study changes nothing here."
    sample: str = ""
    about: Callable | None = None
    notes: tuple[str, ...] = ()

    def columns_for(self, lines):
        """The columns as they stand in a file with these lines."""
        return self.columns_of(lines) if self.columns_of else self.columns

    def table(self, lines):
        """The headings, and the rows."""
        columns = self.columns_for(lines)
        return [column.heading for column in columns], [[column.read(line) for column in columns] for line in lines]

    def faults_in(self, gathered):
        """Every fault, those of the whole first, then line by line and column by column."""
        yield from gathered.faults
        columns = [column for column in self.columns_for(gathered.lines) if column.checks]
        for line in gathered.lines:
            for column in columns:
                cell = column.read(line)
                for check in column.checks:
                    if check.is_wrong(line, cell):
                        sentence = f"{self.about(line)}: {check.sentence}" if self.about else check.sentence
                        yield Fault(
                            column.heading, sentence, check.severity, subject_of(line, "family"),
                            subject_of(line, "person"), check.mend,
                        )


def subject_of(line, name):
    """The family or person of a line as a `Subject`; None where the line is about none."""
    found = getattr(line, name, None)
    return found and Subject(found.pk, found.reference, found.token)


def yes_no(value):
    """How every return says it."""
    return "yes" if value else "no"
