"""From tables to TOML, whatever they hold: what somebody is still working on must be kept, sound or not."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

STEP = "  "
BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_tables(data: dict[str, Any]) -> str:
    """The text of these tables. Reading it gives them back; settings that are None are left out."""
    return "\n".join(_table(data, (), "")).strip("\n") + "\n"


def value_in_toml(value: Any) -> str:
    """One value, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON's rules for quoting are those of TOML, but for the delete character.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Decimal():
            return format(value, "f") if value.is_finite() else "nan"
        case dt.date() | dt.time():
            return value.isoformat()
        case dict():
            settings = (f"{_key(key)} = {value_in_toml(held)}" for key, held in value.items() if held is not None)
            return f"{{ {', '.join(settings)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(value_in_toml(entry) for entry in value)}]"
        case _:
            return str(value)


def _table(table: dict[str, Any], path: tuple[str, ...], indent: str) -> Iterator[str]:
    tables = {key: value for key, value in table.items() if _has_a_heading(key, value)}
    for key, value in table.items():
        if value is None or key in tables:
            continue
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            yield f"{indent}{_key(key)} = ["
            yield from (f"{indent}{STEP}{value_in_toml(entry)}," for entry in value)
            yield f"{indent}]"
        else:
            yield f"{indent}{_key(key)} = {value_in_toml(value)}"
    for key, value in tables.items():
        heading = ".".join(map(_key, (*path, key)))
        if isinstance(value, dict):
            # The rules of a work criterion stand right below the criterion, as in a published plan.
            yield from (("",) if key != "rules" else ())
            yield f"{indent}[{heading}]"
            yield from _table(value, (*path, key), indent)
            continue
        inner = indent + (STEP if path else "")
        for entry in value:
            yield from ("", f"{inner}[[{heading}]]")
            yield from _table(entry, (*path, key), inner)


def _has_a_heading(key: str, value: Any) -> bool:
    """Whether a setting is written under a heading of its own. Others are tables on one line."""
    if key in ("eligibility", "claim", "rules", "based_on"):
        return isinstance(value, dict)
    repeated = key in ("headline", "indicator", "criterion", "example", "departure")
    return repeated and isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else value_in_toml(key)
