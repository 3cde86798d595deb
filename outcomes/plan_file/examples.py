"""Example families: small worlds written by programme staff, and what a plan should say of them on a day.

An example stands under a line `[[example]]`: its name, what it shows, the day it is judged on, and one list per table
below, each entry a row. Persons go by a letter or a made-up word. A blank person means the family as a whole.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from families.accounts.enums import Role
from families.enums import HouseholdRole
from families.facts.enums import ClaimMadeStatus, ClaimRoute, EventKind, SpellKind
from outcomes.criteria.values import (
    Code,
    Day,
    ExactNumber,
    NotAllowed,
    OneOf,
    Path,
    Value,
    WholeNumber,
    Words,
    YesNo,
    did_you_mean,
    listed,
    shown,
)
from outcomes.enums import Status
from outcomes.plan_file.faults import Fault, PlanFaults
from outcomes.plan_file.lines import LineIndex
from outcomes.plan_file.syntax import read_toml
from outcomes.plan_file.tables import write_tables

MOST_EXAMPLES = 100
MOST_ROWS = 400
PERSON = Code(most=20)
ROUTE = OneOf(tuple(ClaimRoute.values))
STATUS = OneOf(tuple(Status.values))
FEEDS = OneOf((*EventKind.values, *SpellKind.values))


@dataclass(frozen=True)
class Column:
    """One column of a table: its key in files, its words on pages, what a cell may hold, whether it must be filled."""

    key: str
    label: str
    value: Value
    needed: bool = False


@dataclass(frozen=True)
class Table:
    """One table of an example. `single`: it has exactly one row, and stands as one table instead of a list."""

    key: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    single: bool = False

    def column(self, key: str) -> Column | None:
        """The column of this key, or None."""
        return next((column for column in self.columns if column.key == key), None)


def _table(key: str, title: str, hint: str, *columns: Column, single: bool = False) -> Table:
    return Table(key, title, hint, columns, single)


TABLES = (
    _table(
        "family", "The family", "What is known of the family as a whole.",
        Column("identified_on", "Identified on", Day(), needed=True), Column("engaged_on", "Engaged on", Day()),
        Column("assessed_on", "Assessed on", Day()), Column("lead_worker", "Has a lead worker", YesNo()),
        Column("closed_on", "Closed on", Day()), single=True,
    ),
    _table(
        "members", "Members", "Call each person by a letter or a made-up word, never by a real name.",
        Column("person", "Person", PERSON, needed=True),
        Column("role", "Role", OneOf(tuple(HouseholdRole.values)), needed=True),
        Column("born", "Born on", Day(), needed=True), Column("since", "Member from", Day(), needed=True),
        Column("until", "Last day as a member", Day()),
    ),
    _table(
        "problems", "Accepted problems", "Leave the person blank for a problem of the family as a whole.",
        Column("headline", "Headline", Code(), needed=True), Column("person", "Person", PERSON),
        Column("identified_on", "Identified on", Day(), needed=True),
    ),
    _table(
        "agreed", "Plans the family agreed",
        "Who is covered: persons with spaces between them, or blank for all. Objectives: codes of headlines.",
        Column("agreed_on", "Agreed on", Day(), needed=True), Column("covers", "Who is covered", Words()),
        Column("objectives", "Objectives", Words()),
    ),
    _table(
        "terms", "School terms", "The calendar of this example.",
        Column("term", "Term", Code(), needed=True), Column("starts_on", "First day", Day(), needed=True),
        Column("ends_on", "Last day", Day(), needed=True), Column("counts", "Counts", YesNo()),
    ),
    _table(
        "sessions", "School attendance", "In sessions, which are half days.",
        Column("person", "Person", PERSON, needed=True), Column("term", "Term", Code(), needed=True),
        Column("possible", "Possible", WholeNumber(0, 1000), needed=True),
        Column("authorised", "Missed with leave", WholeNumber(0, 1000), needed=True),
        Column("unauthorised", "Missed without leave", WholeNumber(0, 1000), needed=True),
    ),
    _table(
        "events", "Events", "Things that happened on a day.",
        Column("kind", "What happened", OneOf(tuple(EventKind.values)), needed=True),
        Column("happened_on", "On", Day(), needed=True), Column("person", "Person", PERSON),
    ),
    _table(
        "spells", "Spells", "Things that went on over days. Leave the last day blank for what still goes on.",
        Column("kind", "What", OneOf(tuple(SpellKind.values)), needed=True),
        Column("starts_on", "First day", Day(), needed=True), Column("ends_on", "Last day", Day()),
        Column("person", "Person", PERSON),
    ),
    _table(
        "scores", "Scores", "Readings of scored tools.",
        Column("tool", "Tool", Words(80, "family_star/parenting"), needed=True),
        Column("scored_on", "On", Day(), needed=True),
        Column("score", "Score", ExactNumber(-1_000_000, 1_000_000), needed=True), Column("person", "Person", PERSON),
    ),
    _table(
        "decisions", "Recorded decisions", "Decisions that progress was, or was not, achieved.",
        Column("headline", "Headline", Code(), needed=True), Column("decided_on", "On", Day(), needed=True),
        Column("role", "Decided by", OneOf(tuple(Role.values)), needed=True),
        Column("achieved", "Achieved", YesNo(), needed=True),
    ),
    _table(
        "coverage", "What the feeds cover", "Days on which we would have been told of everything of this kind.",
        Column("kind", "What", FEEDS, needed=True), Column("starts_on", "First day", Day(), needed=True),
        Column("ends_on", "Last day", Day(), needed=True),
    ),
    _table(
        "claims", "Claims made before", "Results that were claimed for the family already.",
        Column("claimed_on", "Claimed on", Day(), needed=True), Column("route", "Route", ROUTE, needed=True),
        Column("status", "Status", OneOf(tuple(ClaimMadeStatus.values)), needed=True),
    ),
    _table(
        "verdicts", "Expected verdicts",
        "What the plan should say of each criterion. Leave the date blank if any will do.",
        Column("headline", "Headline", Code(), needed=True), Column("criterion", "Criterion", Code(), needed=True),
        Column("person", "Person", PERSON), Column("status", "Verdict", STATUS, needed=True),
        Column("due_on", "Could be met from", Day()),
    ),
    _table(
        "readiness", "Expected readiness",
        "What the plan should say of the claim. What is left blank is not looked at.",
        Column("eligible", "Eligible", YesNo()), Column("claimable", "Can be claimed", YesNo()),
        Column("route", "Route", ROUTE), Column("sustained", "Sustained progress", STATUS),
        Column("employment", "Continuous employment", STATUS), Column("earliest_on", "Could be claimed from", Day()),
        single=True,
    ),
)
BY_KEY = {table.key: table for table in TABLES}
OWN = {"name": Words(120), "says": Words(300), "judged_on": Day()}
EXPECTED = ("verdicts", "readiness")
# What must not be there twice, by table.
UNIQUE = {
    "members": ("person", "since"), "terms": ("term",), "sessions": ("person", "term"),
    "problems": ("headline", "person"), "agreed": ("agreed_on",), "decisions": ("headline", "decided_on"),
    "scores": ("tool", "scored_on", "person"), "verdicts": ("headline", "criterion", "person"),
    "claims": ("claimed_on",), "coverage": ("kind", "starts_on"),
}
IN_ORDER = {
    "members": ("since", "until"), "terms": ("starts_on", "ends_on"), "spells": ("starts_on", "ends_on"),
    "coverage": ("starts_on", "ends_on"),
}


def read_examples(text: str) -> list[dict[str, Any]]:
    """The examples in a text that holds nothing else. Raises PlanFaults with everything wrong in them."""
    data, lines = read_toml(text)
    return read_example_tables(data.get("example", []), lines)


def read_example_tables(examples: Any, lines: LineIndex) -> list[dict[str, Any]]:
    """The examples of a file that was read already, blanks left out. Raises PlanFaults."""
    reading = _Reading(lines)
    found = reading.examples(examples)
    if reading.faults:
        raise PlanFaults(reading.faults)
    return found


def dump_examples(examples: list[dict[str, Any]]) -> str:
    """The one way of writing these examples; nothing for none."""
    return write_tables({"example": [_in_order(example) for example in examples]}) if examples else ""


def rows_of(example: dict[str, Any], table: Table) -> list[dict[str, Any]]:
    """The rows of a table of an example, whether it has one or many."""
    held = example.get(table.key)
    if held is None:
        return []
    return [held] if table.single else held


def people_of(example: dict[str, Any]) -> list[str]:
    """The persons of an example, in the order of its table of members."""
    return list(dict.fromkeys(row.get("person") for row in example.get("members", []) if row.get("person")))


def _in_order(example: dict[str, Any]) -> dict[str, Any]:
    own = {key: example[key] for key in OWN if key in example}
    return own | {table.key: example[table.key] for table in TABLES if example.get(table.key)}


class _Reading:
    """One pass over the examples of a file, gathering faults."""

    def __init__(self, lines: LineIndex):
        self.lines = lines
        self.faults: list[Fault] = []

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(Fault(self.lines.line_of(path), message, path))

    def examples(self, examples: Any) -> list[dict[str, Any]]:
        if not isinstance(examples, list) or not all(isinstance(each, dict) for each in examples):
            self.fault(("example",), "Each example must stand under a line [[example]], in double brackets.")
            return []
        if len(examples) > MOST_EXAMPLES:
            self.fault(("example",), f"There are more than {MOST_EXAMPLES} examples.")
            return []
        names: dict[str, int] = {}
        for index, example in enumerate(examples):
            name = example.get("name")
            if isinstance(name, str) and names.setdefault(name, index) != index:
                self.fault(("example", index, "name"), f'Two examples are called "{name}".')
        return [self.example(("example", index), example) for index, example in enumerate(examples)]

    def example(self, path: Path, example: dict[str, Any]) -> dict[str, Any]:
        for key in example.keys() - OWN.keys() - BY_KEY.keys():
            hint = did_you_mean(key, (*OWN, *BY_KEY))
            self.fault((*path, key), f"{shown(key)} is not known in an example.{hint}")
        found = {}
        for key, value in OWN.items():
            found |= self.cell((*path, key), key, value, example.get(key), needed=key != "says")
        for table in TABLES:
            if rows := list(self.rows((*path, table.key), table, example.get(table.key))):
                found[table.key] = rows[0] if table.single else rows
        if "family" not in example:
            self.fault((*path, "family"), "The family is missing: give the day it was identified on.")
        self.between_the_tables(path, found)
        return found

    def rows(self, path: Path, table: Table, held: Any) -> Iterator[dict[str, Any]]:
        if held is None:
            return
        rows = [held] if table.single else held
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(path, f'"{table.key}" must be {"one table" if table.single else "a list of tables"}.')
            return
        if len(rows) > MOST_ROWS:
            self.fault(path, f'"{table.key}" has more than {MOST_ROWS} rows.')
            return
        for index, row in enumerate(rows):
            yield self.row(path if table.single else (*path, index), table, row)

    def row(self, path: Path, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        keys = [column.key for column in table.columns]
        for key in row.keys() - set(keys):
            self.fault(
                (*path, key),
                f"{shown(key)} is not known in {table.key}.{did_you_mean(key, keys)} Allowed: {listed(keys)}.",
            )
        found = {}
        for column in table.columns:
            found |= self.cell((*path, column.key), column.key, column.value, row.get(column.key), needed=column.needed)
        return found

    def cell(self, path: Path, key: str, value: Value, held: Any, *, needed: bool) -> dict[str, Any]:
        if held is None:
            if needed:
                self.fault(path, f'"{key}" is missing. It must be {value.allowed}.')
            return {}
        try:
            return {key: value.read(key, held)}
        except NotAllowed as refusal:
            for below, message in refusal.reasons:
                self.fault((*path, *below), message)
            return {}

    def between_the_tables(self, path: Path, found: dict[str, Any]) -> None:
        """What no single cell shows: unknown persons and terms, rows given twice, days out of order."""
        people, terms = set(people_of(found)), {row.get("term") for row in found.get("terms", [])}
        for table in TABLES:
            for index, row in enumerate(rows_of(found, table)):
                place = (*path, table.key) if table.single else (*path, table.key, index)
                if table.key != "members" and row.get("person") and row["person"] not in people:
                    self.fault((*place, "person"), f'"{row["person"]}" is not among the members.')
                if table.key == "sessions" and row.get("term") and row["term"] not in terms:
                    self.fault((*place, "term"), f'"{row["term"]}" is not among the terms.')
                self._row_by_itself(place, table, row)
        for row, place in ((row, (*path, "agreed", at)) for at, row in enumerate(found.get("agreed", []))):
            for person in row.get("covers", "").split():
                if person not in people:
                    self.fault((*place, "covers"), f'"{person}" is not among the members.')
        self._twice(path, found)
        self._overlapping_terms(path, found)
        self._one_birthday(path, found)

    def _row_by_itself(self, place: Path, table: Table, row: dict[str, Any]) -> None:
        first, last = IN_ORDER.get(table.key, ("", ""))
        if row.get(first) and row.get(last) and row[last] < row[first]:
            self.fault((*place, last), "The last day is before the first day.")
        missed = row.get("authorised", 0) + row.get("unauthorised", 0)
        if table.key == "sessions" and "possible" in row and missed > row["possible"]:
            self.fault((*place, "possible"), "More sessions were missed than were possible.")
        if table.key == "family" and row.get("closed_on", dt.date.max) < row.get("identified_on", dt.date.min):
            self.fault((*place, "closed_on"), "The family is closed before it was identified.")

    def _twice(self, path: Path, found: dict[str, Any]) -> None:
        for key, columns in UNIQUE.items():
            seen = set()
            for index, row in enumerate(found.get(key, [])):
                known_by = tuple(row.get(column) for column in columns)
                if known_by in seen:
                    self.fault((*path, key, index, columns[0]), "There is a row for this already.")
                seen.add(known_by)

    def _one_birthday(self, path: Path, found: dict[str, Any]) -> None:
        born = {}
        stays: dict[str, list] = {}
        for index, row in enumerate(found.get("members", [])):
            person = row.get("person")
            if not {"person", "born", "since"} <= row.keys():
                continue
            if born.setdefault(person, row["born"]) != row["born"]:
                self.fault((*path, "members", index, "born"), f'"{person}" cannot have two birthdays.')
            for first, last in stays.setdefault(person, []):
                if row["since"] <= last and row.get("until", dt.date.max) >= first:
                    self.fault((*path, "members", index, "since"), f'"{person}" is a member twice on some days.')
                    break
            stays[person].append((row["since"], row.get("until", dt.date.max)))

    def _overlapping_terms(self, path: Path, found: dict[str, Any]) -> None:
        whole = [
            (row["starts_on"], row["ends_on"], index) for index, row in enumerate(found.get("terms", []))
            if {"starts_on", "ends_on"} <= row.keys()
        ]
        for (_, ends_on, _), (starts_on, _, index) in zip(sorted(whole), sorted(whole)[1:], strict=False):
            if starts_on <= ends_on:
                self.fault((*path, "terms", index, "starts_on"), "The term overlaps another term.")
