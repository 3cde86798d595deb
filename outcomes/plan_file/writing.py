"""From a plan to text: one way of writing every plan.

Every setting is written, whether or not it has its default, so that a published plan says all that it
decides and goes on meaning the same should a default ever change. Left out are only settings that are not
set at all. Lists, and the rules of a work criterion, keep the order in which they were written.
"""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from outcomes.criteria.continuous_work.parameters import WorkRule
from outcomes.plan_file.plan import Criterion, Headline, OutcomesPlan

STEP = "  "


def dump(plan: OutcomesPlan) -> str:
    """The plan as a plan file. Equal plans give equal text, and `parse` gives the plan back."""
    return "\n".join(_lines(plan)) + "\n"


def digest(plan: OutcomesPlan) -> str:
    """The SHA-256, in hexadecimal, of the plan as `dump` writes it: the same for equal plans only."""
    return hashlib.sha256(dump(plan).encode()).hexdigest()


def _lines(plan: OutcomesPlan) -> Iterator[str]:
    yield from _settings(plan, "code", "name", "version", "effective_from")
    yield from ("", "[eligibility]")
    yield from _settings(plan, "headlines_needed", "non_resident_cap")
    yield from ("", "[claim]")
    yield from _settings(plan, "routes", "preferred")
    for headline in plan.headlines:
        yield from _headline(headline)


def _headline(headline: Headline) -> Iterator[str]:
    yield from ("", "[[headline]]")
    yield from _settings(headline, "code", "name", "plain_name", "applies", "require")
    for indicator in headline.entry_indicators:
        yield from ("", f"{STEP}[[headline.indicator]]")
        yield from _settings(indicator, "code", "name", indent=STEP)
    for criterion in headline.criteria:
        yield from _criterion(criterion)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield from ("", f"{STEP}[[headline.criterion]]")
    yield from _settings(criterion, "code", "kind", indent=STEP)
    names = [field.name for field in dataclasses.fields(criterion.parameters)]
    # Whatever follows the heading of a table belongs to it, so the table of rules comes last.
    yield from _settings(criterion.parameters, *(name for name in names if name != "rules"), indent=STEP)
    if "rules" in names:
        yield f"{STEP}[headline.criterion.rules]"
        for rule in criterion.parameters.rules:
            yield f"{STEP}{rule.benefit} = {_rule(rule)}"


def _rule(rule: WorkRule) -> str:
    return f"{{ days = {rule.days}, within_days = {rule.within_days}, gap_days = {rule.gap_days} }}"


def _settings(holder: Any, *names: str, indent: str = "") -> Iterator[str]:
    for name in names:
        value = getattr(holder, name)
        if value is not None:
            yield f"{indent}{name} = {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON's rules for quoting are those of TOML, but for the delete character.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Decimal():
            return format((value + 0).normalize(), "f")
        case dt.date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(_value(entry) for entry in value)}]"
        case _:
            return str(value)
