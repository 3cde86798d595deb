"""The only writers of addresses. What the family's own record says of district, ward and tenure follows its home."""

from django.db import transaction
from django.utils.timezone import localdate

from families.actions import not_later
from families.believing import believe, replace, said_again
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.enums import HomeUse
from families.household.models import Address
from families.household.permissions import check_can_change, check_is_around
from families.household.rules import day_before
from families.permissions import Refused, check_can_record
from families.two_clocks import moment_of_writing

AS_THE_FAMILY = ("ward", "postcode", "tenure")


@transaction.atomic
def record_address(*, family, by, starts_on, place, person=None, use=HomeUse.HOME, ends_on=None):
    """Records where the family (no person), or one person of it, lives from a day on. `place` holds the address."""
    check_can_record(by, family)
    new = home(Address(family=family), person, use, starts_on, ends_on, place)
    at = moment_of_writing()
    believe(new, by=by, at=at)
    follow_home(family, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="address")
    return new


@transaction.atomic
def move_home(*, address, family, by, moved_on, place):
    """Records that they moved on a day: they lived at `address` until the day before, and at `place` from then on."""
    check_can_change(by, address, family)
    check_lives_there(address)
    if not_later(moved_on) <= address.starts_on:
        raise Refused("The move must be after they came to the address. Correct the address if that day is wrong.")
    at = moment_of_writing()
    replace(address, said_again(address, ends_on=day_before(moved_on)), by=by, at=at)
    new = home(Address(family=family), address.person, address.use, moved_on, None, place)
    believe(new, by=by, at=at)
    follow_home(family, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="move")
    return new


@transaction.atomic
def leave_address(*, address, family, by, ends_on):
    """Records the last day at an address, where it is not known where they went."""
    check_can_change(by, address, family)
    check_lives_there(address)
    if not_later(ends_on) < address.starts_on:
        raise Refused("The last day at the address is before the first.")
    replace(address, said_again(address, ends_on=ends_on), by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="end of an address")


@transaction.atomic
def correct_address(*, address, family, by, starts_on, place, person=None, use=HomeUse.HOME, ends_on=None):
    """Corrects an address that was recorded wrongly."""
    check_can_change(by, address, family)
    new = home(said_again(address), person, use, starts_on, ends_on, place)
    at = moment_of_writing()
    replace(address, new, by=by, at=at)
    follow_home(family, by=by, at=at)
    record(Verb.CORRECTED, by=by, about=family, detail="address")
    return new


def home(address, person, use, starts_on, ends_on, place):
    """The address, saying only what can be so."""
    if person is None and use != HomeUse.HOME:
        raise Refused("Choose who lives there part of the time: a family as a whole has one home.")
    check_is_around(address.family, person)
    not_later(starts_on)
    if ends_on is not None and not_later(ends_on) < starts_on:
        raise Refused("The last day at the address is before the first.")
    address.person, address.use, address.starts_on, address.ends_on = person, use, starts_on, ends_on
    for name, value in place.items():
        setattr(address, name, value)
    return address


def check_lives_there(address):
    if address.ends_on is not None:
        raise Refused("They have already left this address. Correct it if the last day is wrong.")


def follow_home(family, *, by, at):
    """Puts district, ward, postcode and tenure of today's home into the family's record, so that no list differs."""
    today = localdate()
    now = family.addresses.current().filter(person=None, starts_on__lte=today, ends_on=None).first()
    details = family.details.current().first()
    if now is None or details is None:
        return
    same = {name: getattr(now, name) or getattr(details, name) for name in AS_THE_FAMILY}
    new = said_again(details, **same, district_id=now.district_id or details.district_id)
    if any(getattr(new, name) != getattr(details, name) for name in (*AS_THE_FAMILY, "district_id")):
        replace(details, new, by=by, at=at)
        tell([family.pk], by=by)
