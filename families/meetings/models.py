"""Meetings of the team around a family, as they were recorded."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from families.plans.enums import OwnerKind


class Meeting(models.Model):
    """A meeting of those who work with a family, and of the family. It never changes.

    What it agreed are the plan's actions that name it by its `token`. `note` holds what was said besides the problems.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="meetings")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = models.DateField()
    next_on = models.DateField(null=True)
    note = models.ForeignKey("families.Note", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="next_meeting_is_after_this_one", condition=Q(next_on=None) | Q(next_on__gt=models.F("held_on")),
                violation_error_message="The next meeting must be after this one.",
            ),
        ]

    def __str__(self):
        return f"Meeting of {self.held_on}"


class Attendance(models.Model):
    """Somebody who came to a meeting, under the name and agency they had then; `kind` says who they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=20, choices=OwnerKind)
    name = models.CharField(max_length=180)
    agency = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name if self.kind == OwnerKind.PERSON else f"{self.name}, {self.agency}"


class Talk(models.Model):
    """What was said at a meeting under one headline: by the family in their own words, and by the worker."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="talks")
    headline = models.CharField(max_length=50)
    family_words = models.TextField(blank=True)
    worker_note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "headline"], name="headline_is_talked_through_once",
                violation_error_message="This problem was talked through already.",
            ),
            models.CheckConstraint(
                name="talk_says_something", condition=~Q(family_words="", worker_note=""),
                violation_error_message="Enter what was said, or leave the problem out.",
            ),
        ]

    def __str__(self):
        return f"{self.headline} at {self.meeting}"
