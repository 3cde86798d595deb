"""What happened on a family's way through the programme: beliefs on two clocks, beside the stage it is at."""

from django.db import models
from django.db.models import Q

from families.enums import Stage
from families.stages.enums import StepDirection
from families.two_clocks import Belief, one_current


class StageMove(Belief):
    """A family went from one stage to another on a day; why, where the move asks for a reason."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="stage_moves")
    before = models.CharField(max_length=30, choices=Stage)
    after = models.CharField(max_length=30, choices=Stage)
    moved_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stage_move_goes_somewhere", condition=~Q(before=models.F("after")),
                violation_error_message="The family is at that stage already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_before_display()} to {self.get_after_display()}"


class CareStep(Belief):
    """A family was stepped up to social care, or down from it, on a day. `team` is the team or worker there."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="care_steps")
    direction = models.CharField(max_length=10, choices=StepDirection)
    stepped_on = models.DateField()
    team = models.CharField(max_length=180)
    reason = models.TextField()

    class Meta:
        constraints = [
            one_current(
                "family", "direction", "stepped_on", name="care_step_is_recorded_once",
                message="This step on that day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.get_direction_display()}, {self.stepped_on}"
