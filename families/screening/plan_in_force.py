"""What the outcomes plan in force says of who is eligible. Plans belong to a later app, which tells us at start-up."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Eligibility:
    """Whether a family is eligible today, by the rule of the plan in force.

    `needed` different headlines must have an accepted problem, of which those that only parents who live elsewhere
    supply count `cap` in all (None: all of them). `signs` are what a headline is known by: code -> names.
    """

    is_eligible: bool
    needed: int
    cap: int | None
    signs: dict = field(default_factory=dict)


class PlanInForce:
    """Asked from whoever judges families."""

    def __init__(self):
        self.provider = None

    def provide(self, provider):
        """`provider(family)` gives an `Eligibility`, or None where the family is not judged or no plan is in force."""
        self.provider = provider

    def eligibility(self, family):
        """Whether the family is eligible today, and by what rule; None where nobody can say."""
        return self.provider(family) if self.provider else None


PLAN_IN_FORCE = PlanInForce()
