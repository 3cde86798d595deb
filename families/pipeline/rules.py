"""How far an area's families have come, against the number it was estimated to have. Pure.

The stages are those of Lancashire's cabinet committee of 17 January 2013: an active plan with a lead worker, waiting
for a lead worker, information being gathered; whoever is left of the estimate was not reached yet. Families that
sustain what they reached, and those with whom the work has ended, were reached too: the committee had none yet.
"""

from dataclasses import dataclass

from families.numbers import percent_of

STAGES = ("active_plan", "awaiting_lead_worker", "gathering_information", "sustaining", "closed")


@dataclass(frozen=True)
class Area:
    """One district or worker, or all of them together: families at each stage, and the estimate of all there are.

    `key` names the area in addresses.
    """

    name: str
    active_plan: int = 0
    awaiting_lead_worker: int = 0
    gathering_information: int = 0
    estimate: int = 0
    sustaining: int = 0
    closed: int = 0
    key: str = ""

    @property
    def in_pipeline(self):
        """Families the programme has reached."""
        return sum(getattr(self, stage) for stage in STAGES)

    @property
    def remaining(self):
        """How many of the estimate were not reached; below nought where more were found than estimated."""
        return self.estimate - self.in_pipeline

    def share(self, count):
        """What per cent of the estimate a count is, to two decimals; None without an estimate."""
        return percent_of(count, self.estimate)


def total(areas, name="Total"):
    """All areas as one."""
    return Area(name, **{field: sum(getattr(area, field) for area in areas) for field in (*STAGES, "estimate")})
