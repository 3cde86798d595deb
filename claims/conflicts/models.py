"""Exceptions from the rule that nobody vouches for what they contributed to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.conflicts.enums import Vouching
from claims.enums import TO_BE_AUDITED
from claims.readers import looks_blind, readable_by


class OverrideQuerySet(models.QuerySet):
    """Exceptions, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads them; an auditor, once the claim cannot be audited any more."""
        found = readable_by(self, user)
        blind = [status for status in TO_BE_AUDITED if looks_blind(user, status)] if user.is_authenticated else []
        return found.exclude(claim__status__in=blind) if blind else found


class ConflictOverride(models.Model):
    """`person` may do `act` with one claim although they contributed to it; append-only.

    It holds for the evidence that `digest` names and for no other, and was given, with a reason, by a programme manager
    who is another person and contributed nothing. It never lets one person both check and approve.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="overrides")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Vouching)
    digest = models.CharField(max_length=64)
    deeds = models.CharField(max_length=200)
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "person", "act", "digest"], name="override_is_given_once",
                violation_error_message="This exception was already made.",
            ),
            models.CheckConstraint(
                name="override_is_given_by_somebody_else", condition=~Q(given_by=F("person")) & ~Q(reason=""),
                violation_error_message="An exception has a reason, and is made by somebody else.",
            ),
        ]

    def __str__(self):
        return f"{self.claim}: {self.person} may {self.act}"
