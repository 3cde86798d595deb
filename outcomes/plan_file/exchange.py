"""A plan file with what may go with it when it is exchanged: example families, and the core plan it departs from.

All of it is optional, and none is part of the plan: the plan's canonical text and digest are the same with or without.

    [based_on]            # the core plan
    code, version, digest
    [[departure]]         # one for each place where the plan differs from the core
    at = "headline/education/criterion/attendance/percent"
    reason = "…"
    [[example]]           # see `examples.py`
"""

from dataclasses import dataclass, field
from typing import Any

from outcomes.criteria.values import Code, NotAllowed, Path, Value, WholeNumber, Words, listed, shown
from outcomes.plan_file.examples import dump_examples, read_example_tables
from outcomes.plan_file.faults import Fault, PlanFaults
from outcomes.plan_file.lines import LineIndex
from outcomes.plan_file.plan import OutcomesPlan
from outcomes.plan_file.reading import parse_tables
from outcomes.plan_file.syntax import read_toml
from outcomes.plan_file.tables import write_tables
from outcomes.plan_file.writing import dump

BESIDES = ("based_on", "departure", "example")
DEPARTURE = {"at": Words(300), "reason": Words(500)}


@dataclass(frozen=True)
class Digest(Value):
    """The fingerprint of a plan."""

    allowed: str = "the 64 characters of a plan's digest, in quotation marks"

    def read(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
            raise self.refuse(key, value)
        return value


BASED_ON = {"code": Code(most=40), "version": WholeNumber(1, 9999), "digest": Digest()}


@dataclass(frozen=True)
class BasedOn:
    """The core plan on which a plan is based."""

    code: str
    version: int
    digest: str


@dataclass(frozen=True)
class Exchange:
    """What a file held. `tables` is the plan as written, `plan` the same once found sound.

    `reasons` has the reason for each departure from the core, by its place.
    """

    tables: dict[str, Any]
    plan: OutcomesPlan
    examples: list[dict[str, Any]] = field(default_factory=list)
    based_on: BasedOn | None = None
    reasons: dict[str, str] = field(default_factory=dict)


def split(source: str | bytes) -> tuple[dict[str, Any], dict[str, Any], LineIndex]:
    """The tables of the plan, those that go with it, and the lines of both. Raises PlanFaults if it is no TOML."""
    data, lines = read_toml(source)
    besides = {key: data.pop(key) for key in BESIDES if key in data}
    return data, besides, lines


def read_exchange(source: str | bytes) -> Exchange:
    """Reads a plan file with all that goes with it. Raises PlanFaults with everything wrong in it."""
    tables, besides, lines = split(source)
    faults: list[Fault] = []
    found = {}
    for name, read in (
        ("plan", lambda: parse_tables(tables, lines)),
        ("examples", lambda: read_example_tables(besides.get("example", []), lines)),
        ("based_on", lambda: _based_on(besides.get("based_on"), lines)),
        ("reasons", lambda: _reasons(besides.get("departure", []), lines)),
    ):
        try:
            found[name] = read()
        except PlanFaults as wrong:
            faults += wrong.faults
    if faults:
        raise PlanFaults(faults)
    return Exchange(tables=tables, **found)


def dump_exchange(
    plan: OutcomesPlan, *, examples: list[dict[str, Any]] = (), based_on: BasedOn | None = None,
    reasons: dict[str, str] | None = None,
) -> str:
    """The plan's canonical text, followed by whatever goes with it."""
    besides = {}
    if based_on is not None:
        besides["based_on"] = {key: getattr(based_on, key) for key in BASED_ON}
        if reasons:
            besides["departure"] = [{"at": at, "reason": reason} for at, reason in sorted(reasons.items())]
    parts = [dump(plan)]
    if besides:
        parts.append(write_tables(besides))
    if examples:
        parts.append(dump_examples(list(examples)))
    return "\n".join(parts)


def _settings(path: Path, held: Any, known: dict[str, Value], lines: LineIndex) -> dict[str, Any]:
    """The settings of a table, every one of which must be there. Raises PlanFaults."""
    if not isinstance(held, dict):
        raise PlanFaults([Fault(lines.line_of(path), f'"{path[0]}" must be a part under a heading in brackets.', path)])
    faults, found = [], {}
    for key in held.keys() - known.keys():
        at = (*path, key)
        faults.append(Fault(lines.line_of(at), f"{shown(key)} is not known here. Allowed: {listed(known)}.", at))
    for key, value in known.items():
        try:
            found[key] = value.read(key, held.get(key, ""))
        except NotAllowed as refusal:
            faults.append(Fault(lines.line_of((*path, key)), str(refusal), (*path, key)))
    if faults:
        raise PlanFaults(faults)
    return found


def _based_on(held: Any, lines: LineIndex) -> BasedOn | None:
    return None if held is None else BasedOn(**_settings(("based_on",), held, BASED_ON, lines))


def _reasons(held: Any, lines: LineIndex) -> dict[str, str]:
    rows = held if isinstance(held, list) else [held]
    read = [_settings(("departure", index), row, DEPARTURE, lines) for index, row in enumerate(rows)]
    return {row["at"]: row["reason"] for row in read}
