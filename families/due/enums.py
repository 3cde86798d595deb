"""When something is due, seen from today."""

from django.db import models


class Period(models.TextChoices):
    """The heading under which a thing to do stands."""

    OVERDUE = "overdue", "Overdue"
    TODAY = "today", "Today"
    WEEK = "week", "In the next seven days"
    LATER = "later", "Later"
    ANY_TIME = "any_time", "As soon as you can"
