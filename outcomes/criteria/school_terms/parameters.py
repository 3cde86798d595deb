"""What a plan may set about school attendance."""

from dataclasses import dataclass
from decimal import Decimal

from families.facts.enums import EventKind
from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import ExactNumber, OneOf, WholeNumber, YesNo


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """The test of school attendance. Percentages are of possible sessions; a session is half a school day."""

    measure: str = parameter(
        OneOf(("attendance", "unauthorised")),
        "What is measured: sessions attended, or sessions missed without authority",
    )
    percent: Decimal = parameter(
        ExactNumber(0, 100, "percent of possible sessions"),
        "The percentage that attendance must be above, or unauthorised absence below",
    )
    inclusive: bool = parameter(YesNo(), "Whether exactly the percentage passes", default=False)
    terms: int = parameter(WholeNumber(1, 12, "terms"), "How many terms in a row", default=3)
    aggregation: str = parameter(
        OneOf(("each", "pooled")),
        "Whether each term must pass by itself, or the terms added together",
        default="each",
    )
    min_possible: int = parameter(
        WholeNumber(0, 1000, "sessions"),
        "The fewest possible sessions in a term that prove anything",
        default=20,
    )
    max_fixed_exclusions: int | None = parameter(
        WholeNumber(0, 100, "exclusions"),
        "The most fixed-term exclusions over the terms; left out, exclusions are not tested",
        default=None,
    )
    children: str = parameter(
        OneOf(("all", "named")),
        "Whether every child is judged, or only those whom the problem names",
        default="all",
    )
    lag_days: int = parameter(
        WholeNumber(0, 400, "days"),
        "How far the feed may lag behind",
        default=45,
    )

    def feed_kinds(self) -> tuple[str, ...]:
        """Both kinds of exclusion, when exclusions are tested."""
        if self.max_fixed_exclusions is None:
            return ()
        return (EventKind.FIXED_EXCLUSION.value, EventKind.PERMANENT_EXCLUSION.value)
