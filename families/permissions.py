"""May this person? Each check returns quietly or raises `Refused` with a sentence that pages show as it stands."""

from families.accounts.enums import Role


class Refused(Exception):
    """A person may not do this, or not now. The message is a sentence for that person."""


def check_has_role(by, *roles, to):
    """Only people in one of `roles` may do what the phrase `to` says ("approve a claim")."""
    if by is None or not by.is_active or by.role not in roles:
        names = " or ".join(Role(role).label.lower() for role in roles)
        raise Refused(f"Only a {names} may {to}.")
