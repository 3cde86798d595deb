"""May this person? Each check returns quietly or raises `Refused` with a sentence."""

from claims.models import Return
from claims.readers import READERS
from families.accounts.enums import Role
from families.permissions import Refused, check_has_role

MAKES_RETURNS = (Role.ANALYST, Role.PROGRAMME_MANAGER)


def check_can_prepare(by):
    """Analysts and programme managers look at what a return would hold, and at its faults."""
    check_has_role(by, *MAKES_RETURNS, to="prepare returns")


def check_can_release(by, schema):
    """The same people release a return that holds references; one that names people, programme managers only."""
    if schema.carries_names:
        check_has_role(by, Role.PROGRAMME_MANAGER, to="make a return that names people")
    check_has_role(by, *MAKES_RETURNS, to="make returns")


def check_can_read_file(by, schema):
    """Whoever reads claims may have the file of a return without names; one with names, programme managers only."""
    if schema.carries_names:
        check_has_role(by, Role.PROGRAMME_MANAGER, to="open a return that names people")
    check_has_role(by, *READERS, to="open a return")


def check_is_not_made_yet(schema, recipient, first_day, last_day, as_of):
    """The same return for the same recipient and days is made once; after that it is corrected."""
    made = Return.objects.filter(name=schema.name, recipient__iexact=recipient)
    same = made.filter(first_day=first_day, last_day=last_day) if first_day else made.filter(as_of=as_of)
    if same.exists():
        raise Refused("This return was already made for this recipient. Open it in the list of returns and correct it.")
