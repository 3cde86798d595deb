"""What the parameters of every kind of criterion have in common."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from families.facts.enums import Grade
from outcomes.criteria.values import OneOf, Path, Value

GRADES = {grade.name.lower(): grade for grade in Grade}


def parameter(value: Value, words: str, **default: Any) -> Any:
    """A field of a `Parameters` dataclass: what it may hold, what it means, `default=` if it has one."""
    return dataclasses.field(metadata={"value": value, "words": words}, **default)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CriterionParameters:
    """Base of the six `Parameters` dataclasses, one per kind of criterion."""

    lowest_grade: str | None = parameter(
        OneOf(tuple(GRADES)),
        "How well founded the facts must be on which it is met; left out, facts of any grade will do",
        default=None,
    )

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
        """Every parameter, defaults included, ready for JSON; exact numbers as text, so none is rounded.

        A lowest grade is there only where one is set: most criteria have none.
        """
        data = {field.name: _data(getattr(self, field.name)) for field in dataclasses.fields(self)}
        if self.lowest_grade is None:
            del data["lowest_grade"]
        return data


def _data(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [_data(entry) for entry in value]
    if dataclasses.is_dataclass(value):
        return dataclasses.asdict(value)
    return value
