"""A family's own readings of a scored tool. The worker's are facts (`families/facts/models.py: Score`)."""

from django.db import models
from django.db.models import Q

from families.facts.enums import Grade
from families.facts.models import about_one, graded, has_a_grade
from families.two_clocks import Belief, one_current


class OwnReading(Belief):
    """Where a member, or a family, put itself on a scored tool on a day, and why, in its own words.

    No verdict reads it: what the family says of itself is kept beside what the worker says, and neither replaces the
    other.
    """

    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="own_readings")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="own_readings")
    tool = models.CharField(max_length=80)
    scored_on = models.DateField()
    score = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    grade = graded(Grade.FAMILY_STATEMENT)

    class Meta:
        constraints = [
            has_a_grade("own_reading_has_a_grade"),
            one_current(
                "person", "family", "tool", "scored_on", name="own_reading_is_recorded_once", nulls_distinct=False,
                message="The family's own score for this is already recorded on that day.",
            ),
            about_one("own_reading_is_about_a_person_or_a_family"),
        ]

    def __str__(self):
        return f"{self.tool} {self.score} on {self.scored_on}, in their own view"


class OwnReadingEnd(models.Model):
    """Why a family's own reading was corrected or withdrawn. By whom and when stands on the reading itself."""

    reading = models.OneToOneField(OwnReading, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_reading_ends_for_a_reason", condition=~Q(reason=""),
                violation_error_message="Say why the family’s own score is changed.",
            ),
        ]

    def __str__(self):
        return f"{self.reading}: {self.reason}"
