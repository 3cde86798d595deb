"""Who may take referrals and answer them."""

from families.permissions import WORKS_WITH_FAMILIES, Refused, check_has_role


def check_can_take(by):
    """Whoever works with families may write down a referral."""
    check_has_role(by, *WORKS_WITH_FAMILIES, to="take a referral")


def check_can_answer(by, referral):
    """Whoever may see a referral may say what became of it."""
    check_can_take(by)
    if not type(referral).objects.visible_to(by).filter(pk=referral.pk).exists():
        raise Refused("This referral is not one of yours.")
