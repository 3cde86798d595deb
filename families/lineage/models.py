"""Which family came out of which: the lineage along which a result is looked for, so that none is paid twice."""

from django.db import models
from django.db.models import F, Q

from families.lineage.enums import LineageKind
from families.two_clocks import Belief, one_current


class LineageEvent(Belief):
    """On `happened_on`, `later` came out of `earlier` (split, registered again), or took it in (join, merge).

    Families tied by such events, over any number of steps, are one line (`families/lineage/reading.py`).
    """

    kind = models.CharField(max_length=20, choices=LineageKind)
    earlier = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="came_to")
    later = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="came_from")
    happened_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lineage_ties_two_families", condition=~Q(earlier=F("later")),
                violation_error_message="Name two different families.",
            ),
            one_current(
                "earlier", "later", "kind", "happened_on", name="lineage_is_recorded_once",
                message="This is already recorded for these two families and that day.",
            ),
        ]

    def __str__(self):
        return f"{self.earlier} to {self.later}: {self.kind}, {self.happened_on}"
