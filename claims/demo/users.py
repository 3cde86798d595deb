"""Who can sign in to the demonstration."""

import os
import secrets

from claims.demo.authority import TEAM_MANAGERS_DISTRICT
from claims.demo.sources import POLICE
from families.accounts.actions import add_user
from families.accounts.enums import Role
from families.models import District

# User name, role, first name, last name. Staff numbers follow the order.
USERS = (
    ("keyworker", Role.KEY_WORKER, "Kezia", "Thornaby"),
    ("keyworker2", Role.KEY_WORKER, "Kofi", "Larchwood"),
    ("teammanager", Role.TEAM_MANAGER, "Tamsin", "Oduyale"),
    ("manager", Role.PROGRAMME_MANAGER, "Meera", "Holloway-Rao"),
    ("manager2", Role.PROGRAMME_MANAGER, "Marcus", "Fennimore"),
    ("analyst", Role.ANALYST, "Anneliese", "Quill"),
    ("auditor", Role.AUDITOR, "Aurelio", "Stannard"),
    ("partner", Role.PARTNER, "Parminder", "Eastgate"),
    ("administrator", Role.ADMINISTRATOR, "Adaeze", "Winterton"),
    ("checker", Role.ANALYST, "Ceridwen", "Ashgrove"),
)
FIRST_STAFF_NUMBER = 40_101


def password():
    """The password of everyone: what DEMO_PASSWORD says, or one made now."""
    return os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12)


def add_users(password):
    """Adds everyone, the team manager in a district that must be there already. Gives them by user name."""
    district = District.objects.get(code=TEAM_MANAGERS_DISTRICT)
    return {
        name: add_user(
            by=None, username=name, role=role, first_name=first, last_name=last, staff_number=f"EX{number}",
            district=district if role == Role.TEAM_MANAGER else None, agency=POLICE if role == Role.PARTNER else "",
            password=password,
        )[0]
        for number, (name, role, first, last) in enumerate(USERS, start=FIRST_STAFF_NUMBER)
    }
