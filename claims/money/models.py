"""The money of claims, line by line."""

from django.db import models
from django.db.models import Q

from claims.money.enums import Account


class MoneyLine(models.Model):
    """What one move of a claim changed on one account: `pence`, more or less than nought; append-only.

    The lines of a claim add up to what the claim itself says, account by account; the database compares them.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="money")
    move = models.ForeignKey("claims.ClaimMove", on_delete=models.PROTECT, related_name="money")
    account = models.CharField(max_length=10, choices=Account)
    pence = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "account"], name="money_moves_once_for_a_move",
                violation_error_message="This move is already on this account.",
            ),
            models.CheckConstraint(
                name="money_line_is_of_some_money", condition=~Q(pence=0),
                violation_error_message="A line of money is not nought.",
            ),
        ]

    def __str__(self):
        return f"{self.claim}, {self.get_account_display().lower()}: {self.pence}"
