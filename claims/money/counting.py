"""Sums of money, asked of the database."""

from django.db.models import Sum

from claims.models import Claim, ClaimAlert
from claims.money.enums import Account
from claims.money.models import MoneyLine


def totals(framework=""):
    """What stands on each account, in pence, over all claims or those of one framework: account -> pence."""
    lines = MoneyLine.objects.filter(claim__framework=framework) if framework else MoneyLine.objects.all()
    found = dict(lines.order_by().values_list("account").annotate(Sum("pence")))
    return {account: found.get(account, 0) for account in Account}


def owed_back():
    """The claims for which money is owed back, each with the pence as `owed`, the oldest first."""
    claims = Claim.objects.filter(money__account=Account.OWED).annotate(owed=Sum("money__pence"))
    return claims.filter(owed__gt=0).defer("evidence").select_related("family", "window").order_by("reference")


def at_stake():
    """What would be owed back if every claim that an open alert contradicts were withdrawn, in pence."""
    return ClaimAlert.objects.open().aggregate(pence=Sum("pence", default=0))["pence"]
