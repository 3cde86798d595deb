"""The vocabulary of exceptions."""

from django.db import models


class Vouching(models.TextChoices):
    """What a person does with a claim that they had no part in."""

    CHECK = "check", "Check it"
    APPROVE = "approve", "Approve it"
