"""The vocabulary of returns: how grave a fault is, and over which days a return is made."""

from django.db import models


class Severity(models.TextChoices):
    """Whether a return may leave with a fault in it."""

    MUST_MEND = "must", "Must be mended first"
    MAY_BE_SENT = "may", "May be sent with a note"


class PeriodKind(models.TextChoices):
    """Over which days a return is made."""

    WINDOW = "window", "A submission window"
    HALF_YEAR = "half_year", "Half a year, from April or October"
    DAY = "day", "Everything up to a day"
