"""Who reads claims, and everything about them."""

from families.accounts.enums import Role

READERS = (Role.PROGRAMME_MANAGER, Role.AUDITOR, Role.ANALYST)


def readable_by(queryset, user):
    """All rows for the roles that read claims, none for everybody else."""
    may = user.is_authenticated and user.is_active and user.role in READERS
    return queryset if may else queryset.none()
