"""The vocabulary of how the work with a family goes on, and of why it ends."""

from django.db import models


class ClosingReason(models.TextChoices):
    """Why the work with a family ends. Whether its result is claimed is another matter."""

    OUTCOMES = "outcomes", "Outcomes achieved, the family manages without us"
    STEPPED_UP = "stepped_up", "Stepped up: social care leads now"
    OTHER_SERVICE = "other_service", "Another service goes on with the family"
    MOVED = "moved", "Moved out of the area"
    DECLINED = "declined", "The family does not want to go on"
    NOT_REACHED = "not_reached", "The family could not be reached"
    OTHER = "other", "Another reason"


class StepDirection(models.TextChoices):
    """Between early help and social care."""

    UP = "up", "Stepped up to social care"
    DOWN = "down", "Stepped down from social care"
