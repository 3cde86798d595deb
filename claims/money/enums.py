"""The vocabulary of money."""

from django.db import models


class Account(models.TextChoices):
    """Where the money of a claim stands."""

    DUE = "due", "Claimed, and not answered"
    RECEIVED = "received", "Received"
    OWED = "owed", "Owed back"
