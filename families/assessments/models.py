"""Whole-family assessments: the versions that were completed."""

import uuid

from django.db import models

from families.two_clocks import Belief, one_current


class Assessment(Belief):
    """One completed version: `answers` maps a section ("family", or a person's id) to question code -> text.

    Two of one day are one, the later a correction. Its day makes the family assessed (`FamilyDetails.assessed_on`).
    """

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()
    answers = models.JSONField()

    class Meta:
        constraints = [
            one_current(
                "family", "assessed_on", name="assessment_is_completed_once_a_day",
                message="An assessment of that day is already complete.",
            ),
        ]

    def __str__(self):
        return f"Assessment of {self.family}, {self.assessed_on}"
