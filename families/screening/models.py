"""Screenings as they happened: who asked, when, about what, and what the answer was."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ScreeningHeld(models.Model):
    """One screening. It never changes; what is found later is another one.

    `asked` are the names of the headlines that were asked about, `found` how many of them anything was recorded under
    by then (suspected or certain). `says` is the answer in words; `is_eligible` is None where nobody could say.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="screenings")
    held_on = models.DateField()
    asked = models.JSONField()
    found = models.PositiveSmallIntegerField()
    is_eligible = models.BooleanField(null=True)
    says = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="screening_asks_about_something", condition=~Q(asked=[]),
                violation_error_message="There is no headline to ask about: no outcomes plan is in force.",
            ),
        ]

    def __str__(self):
        return f"Screening of {self.held_on}"
