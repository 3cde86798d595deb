"""What a plan may set about a recorded judgement."""

from dataclasses import dataclass

from families.accounts.enums import Role
from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import ListOf, WholeNumber


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """Who may decide, and for how long a decision stands."""

    roles: tuple[str, ...] = parameter(
        ListOf(choices=tuple(Role.values), of="roles", needed=True, or_a_code_of_theirs=True),
        "The roles whose decision counts",
    )
    valid_months: int = parameter(
        WholeNumber(1, 60, "months"),
        "How long a decision stands, in calendar months",
        default=12,
    )
