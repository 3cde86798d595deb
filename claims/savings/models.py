"""What an authority reckons with: its own unit costs, its assumptions, and costs it holds to have been averted."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

PERCENT = [MaxValueValidator(100)]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OwnUnitCost(models.Model):
    """A unit cost that an authority puts in the place of the published one, from a day on. `pence` in the prices of
    `price_year` ("2019/20")."""

    code = models.CharField(max_length=20)
    from_day = models.DateField()
    pence = models.PositiveBigIntegerField()
    price_year = models.CharField(max_length=7)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["code", "from_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "from_day"], name="own_unit_cost_begins_once",
                violation_error_message="A cost of your own from this day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.code} from {self.from_day}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SavingsAssumptions(models.Model):
    """What savings are reckoned with from a day on, in per cent, and who answers for it. `months` is how long each
    window is, `lag_months` how long after engagement the second one begins; `cost_per_family` is in pence."""

    from_day = models.DateField(unique=True)
    deadweight = models.PositiveSmallIntegerField(validators=PERCENT)
    impact = models.PositiveSmallIntegerField(validators=PERCENT)
    optimism = models.PositiveSmallIntegerField(validators=PERCENT)
    months = models.PositiveSmallIntegerField()
    lag_months = models.PositiveSmallIntegerField()
    cost_per_family = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_day"]
        constraints = [
            models.CheckConstraint(
                name="savings_windows_have_some_length", condition=Q(months__gte=1, months__lte=36, lag_months__lte=36),
                violation_error_message="Each window is from 1 to 36 months long, and begins within 36 months.",
            ),
        ]

    def __str__(self):
        return f"from {self.from_day}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AvertedCost(models.Model):
    """A cost that somebody holds to have been averted for a family: never seen, so never added to what was saved."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["family", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "code"], name="averted_cost_is_recorded_once",
                violation_error_message="This averted cost is already recorded for this family.",
            ),
        ]

    def __str__(self):
        return f"{self.family}, {self.code}"
