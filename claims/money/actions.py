"""The only writer of lines of money: called for every move of a claim, by what writes the moves."""

from claims.money.models import MoneyLine
from claims.money.rules import change


def enter_money(moves):
    """Writes what these saved moves changed, each for its claim as it is now."""
    MoneyLine.objects.bulk_create(
        MoneyLine(claim=move.claim, move=move, account=account, pence=pence)
        for move in moves
        for account, pence in change(
            move.before, move.after, amount=move.claim.amount, paid=move.claim.paid_amount,
            repaid=move.claim.repaid_amount,
        ).items()
    )
