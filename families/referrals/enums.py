"""What became of a referral."""

from django.db import models


class ReferralOutcome(models.TextChoices):
    """What was decided about a referral."""

    TAKEN_ON = "taken_on", "The family was taken on"
    ALREADY_KNOWN = "already_known", "The programme already works with the family"
    PASSED_ON = "passed_on", "Passed on to another service"
    NOT_TAKEN_ON = "not_taken_on", "The family was not taken on"
