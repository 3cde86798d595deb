"""Chronologies that a worker curates: lines chosen from a family's timeline or written, for a purpose, then locked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from families.chronologies.enums import Turn


class Chronology(models.Model):
    """One chronology. While `locked_at` is set it is only read: the database refuses any change of its lines."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="chronologies")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name_plural = "chronologies"

    def __str__(self):
        return self.title


class ChronologyLineQuerySet(models.QuerySet):
    """Lines of chronologies."""

    def standing(self):
        """Those whose words may be shown: none from a note that was recorded in error."""
        from families.models import Note

        return self.exclude(source="note", row__in=Note.objects.withheld().values("pk"))


class ChronologyLine(models.Model):
    """One line. From the timeline: `source` and `row` name what it says, `says` to `recorded_by` are what it said when
    it was chosen. Written by the worker: `source` is blank. `sentence` is the worker's own, beside it.
    """

    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="lines")
    on = models.DateField()
    source = models.CharField(max_length=40, blank=True)
    row = models.BigIntegerField(null=True)
    says = models.TextField()
    note = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    sentence = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = ChronologyLineQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["chronology", "source", "row"], name="line_is_chosen_once", condition=Q(row__isnull=False),
                violation_error_message="That line is in this chronology already.",
            ),
            models.CheckConstraint(
                name="line_is_chosen_or_written",
                condition=Q(source="", row=None) | (~Q(source="") & Q(row__isnull=False)),
                violation_error_message="A line is either from the timeline or written.",
            ),
        ]

    def __str__(self):
        return f"{self.on}: {self.says}"


class ChronologyTurn(models.Model):
    """A chronology was locked, or reopened for a reason: by whom and when."""

    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="turns")
    turn = models.CharField(max_length=10, choices=Turn)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="chronology_is_reopened_for_a_reason", condition=~Q(turn=Turn.REOPENED, reason=""),
                violation_error_message="Say why the chronology is reopened.",
            ),
        ]

    def __str__(self):
        return f"{self.get_turn_display()}, {self.at:%Y-%m-%d}"
