"""Where a family lives, and what happens between families: splits, joins, and moves from one to another."""

from functools import partial

from django.utils.timezone import localdate

from families.household.actions import addresses, moves
from families.household.address_forms import AddressForm, MovedForm
from families.household.forms import EndForm, JoinForm, MoveForm, SplitForm
from families.household.models import Address
from families.household.pages import chosen, household_form, of_family
from families.household.reading import Household, people_around
from families.models import Family
from families.permissions import Refused
from families.problem_forms import FAMILY
from families.recording_pages import open_family


def somebodys(action, form, **fixed):
    """The action, taking person and address as the form says them."""

    def act(who, use, starts_on, ends_on, **place):
        person = None if who == FAMILY else chosen(who)
        action(person=person, use=use, starts_on=starts_on, ends_on=ends_on, place=form.place(), **fixed)

    return act


def record_address_page(request, token):
    """Where the family, or somebody of it, lives."""
    family = open_family(request, token)
    form = AddressForm(request.POST or None, people=people_around(family))
    act = somebodys(addresses.record_address, form, family=family, by=request.user)
    return household_form(request, family, form, act, heading="Record an address", done="The address is recorded.")


def correct_address_page(request, token, pk):
    """What was wrong about an address from the start."""
    family = open_family(request, token)
    address = of_family(Address, family, pk)
    form = AddressForm(request.POST or None, people=people_around(family), address=address)
    act = somebodys(addresses.correct_address, form, address=address, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="Correct an address", done="The address is corrected.", old=address
    )


def move_home_page(request, token, pk):
    """They moved from an address to another."""
    family = open_family(request, token)
    address = of_family(Address, family, pk)
    form = MovedForm(request.POST or None)

    def act(moved_on, **place):
        addresses.move_home(address=address, family=family, by=request.user, moved_on=moved_on, place=form.place())

    return household_form(
        request, family, form, act, heading="They moved", done="The move is recorded.", old=address,
        about=f"The address until now: {address}.",
    )


def leave_address_page(request, token, pk):
    """The last day at an address."""
    family = open_family(request, token)
    address = of_family(Address, family, pk)
    form = EndForm(request.POST or None)
    act = partial(addresses.leave_address, address=address, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="They no longer live there", done="The last day is recorded.", old=address,
        about=f"Enter the last day at {address}. If you know where they went, record a move instead.",
    )


def split_family_page(request, token):
    """Some members became a family of their own."""
    family = open_family(request, token)
    form = SplitForm(request.POST or None, members=present(family))
    act = partial(moves.split_family, family=family, by=request.user)
    return household_form(
        request, family, form, act, heading="The family split",
        done="The split is recorded. The new family is among your families.", template="families/split.html",
    )


def join_family_page(request, token):
    """Another family moved in with this one."""
    family = open_family(request, token)
    form = JoinForm(request.POST or None)

    def act(other, happened_on):
        moves.join_family(
            family=family, other=other_family(other, family, request.user), by=request.user, happened_on=happened_on
        )

    return household_form(
        request, family, form, act, heading="Another family joined", done="The two families are one from that day.",
        template="families/join.html",
    )


def move_member_page(request, token):
    """A member lives with another family now, or with both."""
    family = open_family(request, token)
    form = MoveForm(request.POST or None, members=present(family))

    def act(person, to, **said):
        moves.move_member(
            family=family, to=other_family(to, family, request.user), by=request.user, person=chosen(person), **said
        )

    return household_form(
        request, family, form, act, heading="Somebody moved to another family", done="The move is recorded."
    )


def present(family):
    """The members today."""
    return Household(family, as_of=localdate()).members


def other_family(reference, family, user):
    """The other family, which this person must be able to open. Raises Refused."""
    found = Family.objects.visible_to(user).filter(reference=reference.strip()).exclude(pk=family.pk).first()
    if found is None:
        raise Refused("You cannot open another family of that reference. Check it, or ask a manager to record this.")
    return found
