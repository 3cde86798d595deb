"""What was agreed with the department for each year: families, results, grant."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from claims.funding.rules import in_words
from families.enums import Framework


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FundingYear(models.Model):
    """One financial year of a framework, from 1 April of `year`: what was agreed. Families and results are counts,
    `grant` is in pence. `source` names the letter or report that says so.
    """

    framework = models.CharField(max_length=40, choices=Framework)
    year = models.PositiveIntegerField(validators=[MinValueValidator(2012), MaxValueValidator(2040)])
    families = models.PositiveIntegerField()
    results = models.PositiveIntegerField()
    grant = models.PositiveBigIntegerField(default=0)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["framework", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "year"], name="funding_is_agreed_once_for_a_year",
                violation_error_message="What was agreed for this year is already recorded.",
            ),
        ]

    def __str__(self):
        return in_words(self.year)
