"""What the parameters of every kind of criterion have in common."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from outcomes.criteria.values import Path, Value


def parameter(value: Value, words: str, **default: Any) -> Any:
    """A field of a `Parameters` dataclass: what it may hold, what it means, `default=` if it has one."""
    return dataclasses.field(metadata={"value": value, "words": words}, **default)


class CriterionParameters:
    """Base of the six `Parameters` dataclasses, one per kind of criterion."""

    def feed_kinds(self) -> tuple[str, ...]:
        """The kinds of event and spell whose absence is proof only where a feed covers them."""
        return ()

    @classmethod
    def clashes(cls, values: Mapping[str, Any], written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        """What is wrong between parameters, as (path below the criterion, sentence).

        `values` holds the parameters that are sound by themselves, with defaults filled in; a faulty one is
        absent and must not be complained about again. `written` is what the file holds.
        """
        yield from ()

    def as_data(self) -> dict[str, Any]:
        """Every parameter, defaults included, ready for JSON; exact numbers as text, so none is rounded."""
        return {field.name: _data(getattr(self, field.name)) for field in dataclasses.fields(self)}


def _data(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [_data(entry) for entry in value]
    if dataclasses.is_dataclass(value):
        return dataclasses.asdict(value)
    return value
