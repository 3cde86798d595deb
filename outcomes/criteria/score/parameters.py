"""What a plan may set about a scored tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import ExactNumber, OneOf, Path, WholeNumber, Words, YesNo

MOST = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """Which tool is read, for whom, and what a good reading is. Scores are in the tool's own points."""

    tool: str = parameter(
        Words(80, "family_star/parenting"), "The tool and the scale whose readings are used"
    )
    at_least: Decimal | None = parameter(
        ExactNumber(-MOST, MOST, "points"),
        "The score to reach (or to come down to, where lower is better)",
        default=None,
    )
    improve_by: Decimal | None = parameter(
        ExactNumber(0, MOST, "points", above_least=True),
        "How much better than the baseline the reading must be",
        default=None,
    )
    hold_months: int = parameter(
        WholeNumber(0, 60, "months"),
        "How long the good readings must span",
        default=3,
    )
    baseline_months: int = parameter(
        WholeNumber(0, 60, "months"),
        "How long before engagement the baseline may have been taken",
        default=3,
    )
    higher_is_better: bool = parameter(YesNo(), "Whether a higher score is the better one", default=True)
    subject: str = parameter(
        OneOf(("family", "each_person")),
        "Whether readings of the family are used, or those of each person whom the problem names",
    )

    @classmethod
    def clashes(cls, values: Mapping[str, Any], written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        unset = "at_least" in values and "improve_by" in values
        if unset and values["at_least"] is None and values["improve_by"] is None:
            yield (), 'It must be said what a good reading is, by "at_least", "improve_by" or both.'
