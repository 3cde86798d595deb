"""From tables to a plan, with everything that is wrong said at once."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from typing import Any, NamedTuple

from families.facts.enums import ClaimRoute
from outcomes.criteria import KINDS
from outcomes.criteria.values import (
    Code,
    Day,
    ListOf,
    NotAllowed,
    OneOf,
    Path,
    Value,
    WholeNumber,
    Words,
    did_you_mean,
    listed,
    shown,
)
from outcomes.enums import Applies, Require
from outcomes.plan_file.faults import Fault, PlanFaults
from outcomes.plan_file.lines import LineIndex
from outcomes.plan_file.plan import Criterion, Headline, Indicator, OutcomesPlan
from outcomes.plan_file.syntax import read_toml


class Setting(NamedTuple):
    """What one key may hold, and what it is when left out; MISSING where it may not be left out."""

    value: Value
    default: Any = MISSING


ROUTES = tuple(ClaimRoute.values)
TOP = {
    "code": Setting(Code(most=40)),
    "name": Setting(Words()),
    "version": Setting(WholeNumber(1, 9999)),
    "effective_from": Setting(Day()),
}
ELIGIBILITY = {
    "headlines_needed": Setting(WholeNumber(1, 50, "headlines")),
    "non_resident_cap": Setting(WholeNumber(0, 50, "headlines"), default=None),
}
CLAIM = {
    "routes": Setting(ListOf(ROUTES, of="routes", needed=True)),
    "preferred": Setting(OneOf(ROUTES), default=None),
}
HEADLINE = {
    "code": Setting(Code()),
    "name": Setting(Words()),
    "plain_name": Setting(Words(most=60), default=None),
    "applies": Setting(OneOf(tuple(Applies.values)), default=Applies.WHEN_RAISED.value),
    "require": Setting(OneOf(tuple(Require.values)), default=Require.ALL.value),
}
INDICATOR = {"code": Setting(Code()), "name": Setting(Words())}
CRITERION = {"code": Setting(Code()), "kind": Setting(OneOf(tuple(KINDS)))}
PARAMETERS = {
    kind.code: {
        field.name: Setting(field.metadata["value"], field.default)
        for field in dataclasses.fields(kind.parameters)
    }
    for kind in KINDS.values()
}
AT_THE_TOP = "at the top of the plan"
PLACES: dict[str, Iterable[str]] = {
    AT_THE_TOP: TOP,
    "in [eligibility]": ELIGIBILITY,
    "in [claim]": CLAIM,
    "in [[headline]]": (*HEADLINE, "indicator", "criterion"),
    "in [[headline.criterion]]": CRITERION,
}


def parse(source: str | bytes) -> OutcomesPlan:
    """The plan that a plan file holds. Raises PlanFaults with everything wrong in it, each with its line.

    A file that is not even TOML has one fault only, because nothing after it can be read with certainty.
    """
    return parse_tables(*read_toml(source))


def parse_tables(data: dict, lines: LineIndex) -> OutcomesPlan:
    """The plan that the tables of a plan file hold. Raises PlanFaults like `parse`."""
    reading = _Reading(lines)
    plan = reading.plan(data)
    if reading.faults:
        raise PlanFaults(reading.faults)
    return plan


class _Reading:
    """One pass over the tables, gathering faults on the way. What has faults comes out as None."""

    def __init__(self, lines: LineIndex):
        self.lines = lines
        self.faults: list[Fault] = []
        self._used: dict[tuple[str, str], Path] = {}

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(Fault(self.lines.line_of(path), message, path))

    def plan(self, data: dict) -> OutcomesPlan | None:
        top = self.settings((), data, TOP, AT_THE_TOP, besides=("eligibility", "claim", "headline"))
        eligibility = self.part(data, "eligibility", ELIGIBILITY)
        claim = self.part(data, "claim", CLAIM)
        tables = self.tables((), data, "headline", "[[headline]]")
        headlines = [self.headline(("headline", index), table) for index, table in tables]
        if not tables and data.get("headline", []) == []:
            self.fault(("headline",), "The plan has no headline. Each begins with a line [[headline]].")
        self.between_the_parts(eligibility, claim, [table for _, table in tables])
        if self.faults:
            return None
        preferred = claim["preferred"]
        if preferred is None:
            sustained = ClaimRoute.SUSTAINED.value
            preferred = sustained if sustained in claim["routes"] else claim["routes"][0]
        return OutcomesPlan(
            **top, **eligibility, routes=claim["routes"], preferred=preferred, headlines=tuple(headlines)
        )

    def between_the_parts(self, eligibility: dict, claim: dict, headlines: list[dict]) -> None:
        """What no single table shows: thresholds and routes that the headlines cannot serve."""
        needed = eligibility.get("headlines_needed")
        if headlines and needed is not None and needed > len(headlines):
            self.fault(
                ("eligibility", "headlines_needed"),
                f'"headlines_needed" is {needed}, but the plan has only {len(headlines)} headlines.',
            )
        routes, preferred = claim.get("routes"), claim.get("preferred")
        if routes is None:
            return
        if preferred is not None and preferred not in routes:
            self.fault(
                ("claim", "preferred"),
                f'"{preferred}" cannot be preferred, because the routes are {listed(routes)}.',
            )
        criteria = [
            criterion
            for headline in headlines
            for criterion in (
                headline.get("criterion") if isinstance(headline.get("criterion"), list) else []
            )
            if isinstance(criterion, dict)
        ]
        kinds = [criterion.get("kind") for criterion in criteria]
        # A kind that is missing or misspelt has its own fault, and may have been meant.
        all_known = all(isinstance(kind, str) and kind in KINDS for kind in kinds)
        employment = ClaimRoute.EMPLOYMENT.value
        if employment in routes and headlines and all_known and "continuous_work" not in kinds:
            self.fault(
                ("claim", "routes", routes.index(employment)),
                'The route "employment" needs a criterion of kind "continuous_work", and there is none.',
            )

    def headline(self, path: Path, table: dict) -> Headline | None:
        values = self.settings(path, table, HEADLINE, "in [[headline]]", besides=("indicator", "criterion"))
        self.once("headline", path, values)
        name = f'the headline "{values["code"]}"' if "code" in values else "a headline"
        indicators = []
        for index, indicator in self.tables(path, table, "indicator", "[[headline.indicator]]"):
            inner = (*path, "indicator", index)
            read = self.settings(inner, indicator, INDICATOR, "in [[headline.indicator]]")
            self.once("indicator", inner, read, within=path)
            indicators.append(read)
        tables = self.tables(path, table, "criterion", "[[headline.criterion]]")
        criteria = [self.criterion((*path, "criterion", index), criterion) for index, criterion in tables]
        if not tables and table.get("criterion", []) == []:
            message = f"There is no criterion under {name}. Each begins with a line [[headline.criterion]]."
            self.fault((*path, "criterion"), message)
        if self.faults:
            return None
        return Headline(
            **values,
            entry_indicators=tuple(Indicator(**indicator) for indicator in indicators),
            criteria=tuple(criteria),
        )

    def criterion(self, path: Path, table: dict) -> Criterion | None:
        own = {key: value for key, value in table.items() if key in CRITERION}
        values = self.settings(path, own, CRITERION, "in [[headline.criterion]]")
        self.once("criterion", path, values, within=path[:2])
        if "kind" not in values:
            return None
        kind = KINDS[values["kind"]]
        rest = {key: value for key, value in table.items() if key not in CRITERION}
        place = f'in a criterion of kind "{kind.code}"'
        parameters = self.settings(path, rest, PARAMETERS[kind.code], place)
        for below, message in kind.parameters.clashes(parameters, rest):
            self.fault((*path, *below), message)
        if self.faults:
            return None
        return Criterion(**values, parameters=kind.parameters(**parameters))

    def settings(
        self, path: Path, table: dict, known: Mapping[str, Setting], place: str, besides: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The sound settings of one table, defaults filled in; faults for all others."""
        for key in table:
            if key not in known and key not in besides:
                self.fault((*path, key), self.unknown(key, (*known, *besides), place))
        sound = {}
        for key, (value, default) in known.items():
            if key not in table:
                if default is MISSING:
                    self.fault((*path, key), f'"{key}" is missing {place}. It must be {value.allowed}.')
                else:
                    sound[key] = default
                continue
            try:
                sound[key] = value.read(key, table[key])
            except NotAllowed as refusal:
                for below, message in refusal.reasons:
                    self.fault((*path, key, *below), message)
        return sound

    def unknown(self, key: str, allowed: tuple[str, ...], place: str) -> str:
        hint = did_you_mean(key, allowed)
        homes = [home for home, keys in PLACES.items() if key in keys and home != place]
        homes += [f'in criteria of kind "{kind}"' for kind, keys in PARAMETERS.items() if key in keys]
        if homes and not hint:
            hint = f" It belongs {' or '.join(homes)}."
        return f"{shown(key)} is not known {place}.{hint} Allowed: {listed(allowed)}."

    def part(self, data: dict, key: str, known: Mapping[str, Setting]) -> dict[str, Any]:
        """The sound settings of a part of the plan that occurs once."""
        table = data.get(key, {})
        if isinstance(table, dict):
            return self.settings((key,), table, known, f"in [{key}]")
        self.fault((key,), f'"{key}" must be a part of the file under a line [{key}], in single brackets.')
        return {}

    def tables(self, path: Path, data: dict, key: str, heading: str) -> list[tuple[int, dict]]:
        """The repeatable parts under this key, numbered; none, with a fault, where it is something else."""
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.fault(
                (*path, key),
                f"Each {key} must be a part of the file under a line {heading}, in double brackets.",
            )
            return []
        return list(enumerate(found))

    def once(self, what: str, path: Path, values: dict, within: Path = ()) -> None:
        """A fault if the code was used before for such a thing, in the plan or within the part given."""
        if "code" not in values:
            return
        code = values["code"]
        first = self._used.setdefault((what, *within, code), path)
        if first != path:
            line = self.lines.line_of((*first, "code"))
            self.fault(
                (*path, "code"), f'The code "{code}" was already used for another {what} on line {line}.'
            )
