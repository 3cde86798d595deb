"""How far an area's families have come, against the number it was estimated to have. Pure.

The stages are those of Lancashire's cabinet committee of 17 January 2013: an active plan with a lead worker, waiting
for a lead worker, information being gathered; whoever is left of the estimate was not reached yet.
"""

from dataclasses import dataclass

from families.numbers import percent_of


@dataclass(frozen=True)
class Area:
    """One district, or all of them together: families at each stage, and the estimate of all there are."""

    name: str
    active_plan: int
    awaiting_lead_worker: int
    gathering_information: int
    estimate: int

    @property
    def in_pipeline(self):
        """Families the programme has reached."""
        return self.active_plan + self.awaiting_lead_worker + self.gathering_information

    @property
    def remaining(self):
        """How many of the estimate were not reached; below nought where more were found than estimated."""
        return self.estimate - self.in_pipeline

    def share(self, count):
        """What per cent of the estimate a count is, to two decimals; None without an estimate."""
        return percent_of(count, self.estimate)


def total(areas, name="Total"):
    """All areas as one."""
    return Area(
        name, *(
            sum(getattr(area, field) for area in areas)
            for field in ("active_plan", "awaiting_lead_worker", "gathering_information", "estimate")
        )
    )
