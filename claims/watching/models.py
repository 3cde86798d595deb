"""What we learned after a claim was sent, held against it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.readers import readable_by
from claims.watching.enums import AlertState


class ClaimWatch(models.Model):
    """Up to which moment of knowing a claim that was sent has been held against what we know."""

    claim = models.OneToOneField("claims.Claim", on_delete=models.PROTECT, primary_key=True, related_name="watch")
    known_at = models.DateTimeField()

    def __str__(self):
        return f"{self.claim} at {self.known_at}"


class AlertQuerySet(models.QuerySet):
    """Alerts, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads the alerts about them."""
        return readable_by(self, user)

    def open(self):
        """Those that wait for a decision."""
        return self.filter(state=AlertState.OPEN)


class ClaimAlert(models.Model):
    """What we know at `known_at` contradicts a claim that was sent. `sentences` says how, without names.

    `digest` names the evidence that contradicts it: what was dismissed is not raised again for the same. `pence` is
    what was paid for the claim, and would be owed back. `reason` is what whoever decided wrote.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="alerts")
    raised_at = models.DateTimeField()
    known_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    sentences = models.TextField()
    pence = models.BigIntegerField()
    state = models.CharField(max_length=20, choices=AlertState, default=AlertState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], name="one_open_alert_for_a_claim", condition=Q(state=AlertState.OPEN),
                violation_error_message="This claim has an open alert already.",
            ),
            models.CheckConstraint(
                name="alert_dismissed_says_by_whom_and_why",
                condition=~Q(state=AlertState.DISMISSED) | (Q(decided_by__isnull=False) & ~Q(reason="")),
                violation_error_message="A dismissed alert says who dismissed it, and why.",
            ),
            models.CheckConstraint(
                name="alert_decided_says_when",
                condition=Q(state=AlertState.OPEN, decided_at__isnull=True)
                | (~Q(state=AlertState.OPEN) & Q(decided_at__isnull=False)),
                violation_error_message="An alert that is no longer open says since when.",
            ),
        ]

    def __str__(self):
        return f"{self.claim}, {self.get_state_display().lower()}"
