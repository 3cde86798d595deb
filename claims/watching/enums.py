"""The vocabulary of alerts."""

from django.db import models


class AlertState(models.TextChoices):
    """What became of an alert."""

    OPEN = "open", "To be decided"
    DISMISSED = "dismissed", "Dismissed"
    WITHDRAWN = "withdrawn", "Claim withdrawn"
    CLEARED = "cleared", "No longer contradicted"
