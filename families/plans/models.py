"""The single family plan, as the family agreed it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from families.two_clocks import Belief, one_current


class Plan(Belief):
    """The plan a family agreed on a day; the latest one agreed is the plan in force.

    `covers` holds the ids of the members it covers, sorted (None: all members on that day); `objectives` the codes of
    the headlines it has an objective for, sorted.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="plans")
    agreed_on = models.DateField()
    covers = ArrayField(models.BigIntegerField(), null=True)
    objectives = ArrayField(models.CharField(max_length=50), default=list)

    class Meta:
        constraints = [
            one_current(
                "family", "agreed_on", name="one_plan_accepted_at_a_time",
                message="This family already agreed a plan on that day. Correct that one instead.",
            ),
        ]

    def __str__(self):
        return f"Plan of {self.family}, {self.agreed_on}"
