"""What becomes of a chronology."""

from django.db import models


class Turn(models.TextChoices):
    """One turn in a chronology's life."""

    LOCKED = "locked", "Locked"
    REOPENED = "reopened", "Reopened"
