"""The event log: who did or saw what, about whom, when, in which request. Append-only."""

from django.conf import settings
from django.db import models

from families.accounts.enums import Role
from families.event_log.enums import Verb


class LogEntry(models.Model):
    """One act or one view of one subject. `by` is empty for the system itself; `role` is the role held at that moment.

    `about_type` and `about_id` name a row (`family`, 17); `detail` holds counts and what kind of thing, never names,
    notes or problems.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role, blank=True)
    verb = models.CharField(max_length=20, choices=Verb)
    about_type = models.CharField(max_length=30)
    about_id = models.BigIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)
    request_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["about_type", "about_id", "-at"], name="log_by_subject"),
            models.Index(fields=["by", "-at"], name="log_by_person"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} {self.about_type} {self.about_id or ''}".strip()
