"""What a plan may set about a clear period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import Path, WholeNumber, event_kinds, spell_kinds


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """Which facts must be absent, and for how long. At least one kind of fact must be named."""

    events: tuple[str, ...] = parameter(event_kinds(), "Events that must not happen", default=())
    spells: tuple[str, ...] = parameter(
        spell_kinds(), "Spells of which no day may fall in the period", default=()
    )
    months: int = parameter(
        WholeNumber(1, 60, "months"), "How long the period is, in calendar months", default=6
    )
    age_under: int | None = parameter(
        WholeNumber(1, 120, "years"),
        "Count only facts of persons younger than this when it happened; left out, of persons of any age",
        default=None,
    )
    lag_days: int = parameter(WholeNumber(0, 400, "days"), "How far the feeds may lag behind", default=45)

    def feed_kinds(self) -> tuple[str, ...]:
        """Every kind named."""
        return self.events + self.spells

    @classmethod
    def clashes(cls, values: Mapping[str, Any], written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        if values.get("events") == () and values.get("spells") == ():
            yield (), 'It must be named what has to be absent, in "events", "spells" or both.'
