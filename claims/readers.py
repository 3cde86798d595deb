"""Who reads claims, and everything about them."""

from claims.enums import TO_BE_AUDITED
from families.accounts.enums import Role

READERS = (Role.PROGRAMME_MANAGER, Role.AUDITOR, Role.ANALYST)


def readable_by(queryset, user):
    """All rows for the roles that read claims, none for everybody else."""
    may = user.is_authenticated and user.is_active and user.role in READERS
    return queryset if may else queryset.none()


def looks_blind(user, status):
    """Whether this person must not see who checked and approved a claim, nor what they said of it: an auditor, as long
    as the claim could still be audited. Once they have said what they find themselves, they may."""
    return user.role == Role.AUDITOR and status in TO_BE_AUDITED
