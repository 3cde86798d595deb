"""The vocabulary of plans: what becomes of an action, who may own one, and what somebody said of the plan."""

from django.db import models


class ActionState(models.TextChoices):
    """Where an action stands."""

    TO_DO = "to_do", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "No longer needed"


class OwnerKind(models.TextChoices):
    """Who can own an action."""

    USER = "user", "Somebody who signs in here"
    PERSON = "person", "Somebody of the family"
    PROFESSIONAL = "professional", "A professional who works with the family"


class Stance(models.TextChoices):
    """What somebody of the family said when the plan was put to them."""

    AGREED = "agreed", "Agreed"
    IN_PART = "in_part", "Agreed with part of it"
    DISAGREED = "disagreed", "Did not agree"
    NOT_ASKED = "not_asked", "Was not asked"


AGREEING = (Stance.AGREED, Stance.IN_PART)
