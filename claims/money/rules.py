"""Where the money of a claim stands, by its status and its sums. All sums are whole pence."""

from claims.enums import ClaimStatus as S
from claims.money.enums import Account

NOTHING = dict.fromkeys(Account, 0)


def standing(status, *, amount, paid, repaid):
    """What a claim has on each account: account -> pence."""
    if status == S.SUBMITTED:
        return {**NOTHING, Account.DUE: amount}
    if status in (S.PAID, S.SPOT_VALID):
        return {**NOTHING, Account.RECEIVED: paid}
    if status == S.SPOT_INVALID or (status == S.WITHDRAWN and paid):
        return {**NOTHING, Account.RECEIVED: paid, Account.OWED: paid}
    if status == S.REPAID:
        return {**NOTHING, Account.RECEIVED: paid - repaid}
    return NOTHING


def change(before, after, *, amount, paid, repaid):
    """What going from one status to another changes: account -> pence, only where it changes something."""
    was, now = (standing(status, amount=amount, paid=paid, repaid=repaid) for status in (before, after))
    return {account: now[account] - was[account] for account in Account if now[account] != was[account]}
