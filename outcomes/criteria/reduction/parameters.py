"""What a plan may set about a reduction."""

from dataclasses import dataclass
from decimal import Decimal

from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import ExactNumber, WholeNumber, event_kinds


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """Which events are counted, over which months, and by how much they must have fallen."""

    events: tuple[str, ...] = parameter(event_kinds(needed=True), "The events that are counted")
    percent: Decimal = parameter(
        ExactNumber(0, 100, "percent", above_least=True),
        "By how much the rate must at least have fallen",
    )
    months: int = parameter(WholeNumber(1, 60, "months"), "The length of the latest span", default=6)
    baseline_months: int = parameter(
        WholeNumber(1, 60, "months"),
        "The length of the span before engagement with which it is compared",
        default=12,
    )
    age_under: int | None = parameter(
        WholeNumber(1, 120, "years"),
        "Count only events of persons younger than this on the day; left out, of persons of any age",
        default=None,
    )
    lag_days: int = parameter(WholeNumber(0, 400, "days"), "How far the feeds may lag behind", default=45)

    def feed_kinds(self) -> tuple[str, ...]:
        """Every kind counted."""
        return self.events
