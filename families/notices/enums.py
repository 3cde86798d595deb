"""What somebody is told about."""

from django.db import models


class NoticeKind(models.TextChoices):
    """One sort of news, which a person may choose to be told of or not."""

    MENTIONED = "mentioned", "Somebody mentions me in a note"
    ALLOCATED = "allocated", "I become the lead worker of a family"
    REVIEW_DUE = "review_due", "A plan of one of my families is due for review"
    VERDICT_CHANGED = "verdict_changed", "A family of mine can be claimed, or no longer can"
    CLAIM_ALERT = "claim_alert", "Something contradicts a claim that was sent"
    AUDIT_FINDING = "audit_finding", "An audit finding waits for a reply, or a reply for a conclusion"
    FILE_HELD = "file_held", "A file is held because it is not as usual"
