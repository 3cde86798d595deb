"""The only writers of people who are typed in here, and of who belongs to a family."""

import uuid

from django.db import transaction

from families.actions import not_later
from families.believing import believe, replace, said_again
from families.changes import tell
from families.enums import HouseholdRole
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.actions.relationships import related
from families.household.permissions import check_can_change, check_is_around, check_may_see
from families.household.rules import day_before
from families.models import Membership, Person, PersonDetails
from families.permissions import Refused, check_can_record, check_was_typed_here
from families.search.known import people_like
from families.search.reading import plain_number
from families.search.rules import Asked
from families.two_clocks import moment_of_writing

NUMBERS = ("upn", "nino", "nhs_number")


class PossiblyKnown(Refused):
    """Somebody like this is known already: a question, not an error. `matches` are those not yet ruled out."""

    status = 200

    def __init__(self, matches):
        self.matches = matches
        super().__init__("Somebody like this is known already. Say whether it is one of them.")


@transaction.atomic
def add_person(*, family, by, person, role, starts_on, ruled_out=()):
    """Adds somebody who was not known before, and who is a member from a day on.

    `person` holds what is known of them (names, `date_of_birth`, …). Raises PossiblyKnown while there is somebody
    like them who is not in `ruled_out` (person ids).
    """
    check_can_record(by, family)
    new = create_person(person, ruled_out, by=by, at=(at := moment_of_writing()))
    believe(membership(family, new, role, starts_on), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="new member")
    tell([family.pk], by=by)
    return new


@transaction.atomic
def add_relative(*, family, by, person, kind, other, turned=False, starts_on=None, ruled_out=()):
    """Adds somebody who is not a member, but is `kind` of one (or, `turned`, whose `kind` the member is)."""
    check_can_record(by, family)
    check_is_around(family, other)
    at = moment_of_writing()
    new = create_person(person, ruled_out, by=by, at=at)
    first, second = (other.pk, new.pk) if turned else (new.pk, other.pk)
    believe(related(family, first, kind, second, starts_on, None), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="new relative")
    return new


def create_person(said, ruled_out, *, by, at):
    """Makes a person and believes what is said of them, unless somebody like them is known."""
    if matches := could_be_known(said, ruled_out):
        raise PossiblyKnown(matches)
    check_birthday(said.get("date_of_birth"))
    new = Person.objects.create(reference=str(uuid.uuid4()))
    new.reference = f"N-{new.pk:07}"
    new.save(update_fields=["reference"])
    believe(PersonDetails(person=new, **clean(said)), by=by, at=at)
    return new


def could_be_known(said, ruled_out=()):
    """The people like this one who have not been ruled out."""
    asked = Asked(
        forename=said["forename"], surname=said["surname"], born_on=said.get("date_of_birth"),
        numbers=frozenset(plain_number(said[name]) for name in NUMBERS if said.get(name)),
    )
    return [match for match in people_like(asked) if match.weight.could_be and match.person_id not in set(ruled_out)]


def clean(said):
    """What is said of a person, with numbers as they are compared."""
    return {name: plain_number(value) if name in NUMBERS else value for name, value in said.items()}


def check_birthday(born):
    if born is not None:
        not_later(born)


def membership(family, person, role, starts_on, ends_on=None):
    """An unsaved membership that says only what can be so: a member was born, and has a birthday that is known."""
    born = PersonDetails.objects.current().filter(person=person).values_list("date_of_birth", flat=True).first()
    if born is None:
        raise Refused("A member needs a date of birth. Record it first.")
    if not_later(starts_on) < born:
        raise Refused("The first day is before this person was born.")
    if ends_on is not None and not_later(ends_on) < starts_on:
        raise Refused("The last day is before the first day.")
    return Membership(
        family=family, person=person, role=HouseholdRole(role), starts_on=starts_on, ends_on=ends_on,
    )


@transaction.atomic
def bring_in(*, family, by, person, role, starts_on):
    """Makes somebody who is known already a member from a day on; where else they belong stays as it is."""
    check_can_record(by, family)
    check_may_see(by, person)
    new = membership(family, person, role, starts_on)
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="member")
    tell([family.pk], by=by)
    return new


@transaction.atomic
def change_role(*, member, family, by, role, changed_on):
    """Records that a member's role changed on a day."""
    check_can_change(by, member, family)
    check_is_open(member)
    if not_later(changed_on) <= member.starts_on:
        raise Refused("The change must be after the first day. Correct the record if the first role was wrong.")
    if role == member.role:
        raise Refused("That is the role they have now. Choose another.")
    at = moment_of_writing()
    replace(member, said_again(member, ends_on=day_before(changed_on)), by=by, at=at)
    new = membership(family, member.person, role, changed_on)
    believe(new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="change of a role")
    tell([family.pk], by=by)
    return new


@transaction.atomic
def end_membership(*, member, family, by, ends_on):
    """Records the last day on which somebody belonged to the family."""
    check_can_change(by, member, family)
    check_is_open(member)
    if not_later(ends_on) < member.starts_on:
        raise Refused("The last day is before the first day.")
    replace(member, said_again(member, ends_on=ends_on), by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="end of a membership")
    tell([family.pk], by=by)


def check_is_open(member):
    if member.ends_on is not None:
        raise Refused("This membership has already ended. Correct it if the last day is wrong.")


@transaction.atomic
def correct_membership(*, member, family, by, role, starts_on, ends_on=None):
    """Corrects a membership that was typed in here."""
    check_can_change(by, member, family)
    check_was_typed_here(member)
    new = membership(family, member.person, role, starts_on, ends_on)
    replace(member, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="membership")
    tell([family.pk], by=by)
    return new


@transaction.atomic
def correct_person(*, details, family, by, person):
    """Corrects what is known of a person who was typed in here."""
    check_can_record(by, family)
    check_is_around(family, details.person)
    check_was_typed_here(details)
    check_birthday(person.get("date_of_birth"))
    in_families = Membership.objects.current().filter(person=details.person)
    if person.get("date_of_birth") is None and in_families.exists():
        raise Refused("A member needs a date of birth.")
    new = said_again(details, **clean(person))
    replace(details, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="person")
    tell(sorted(set(in_families.values_list("family", flat=True))), by=by)
    return new


@transaction.atomic
def record_birth(*, child, family, by, forename, surname, sex, born_on):
    """Records that an expected child was born: a new person, member from that day, child of both parents."""
    check_can_change(by, child, family)
    if child.ends_on is not None:
        raise Refused("This has already ended.")
    at = moment_of_writing()
    said = {"forename": forename, "surname": surname, "sex": sex, "date_of_birth": not_later(born_on)}
    known = {match.person_id for match in could_be_known(said)}  # a child just born was not known before
    new = create_person(said, known, by=by, at=at)
    believe(membership(family, new, HouseholdRole.CHILD, born_on), by=by, at=at)
    for parent in {child.person_id, child.other_parent_id} - {None}:
        believe(related(family, parent, "parent", new.pk, None, None), by=by, at=at)
    replace(child, said_again(child, ends_on=born_on, born_as=new), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="birth")
    tell([family.pk], by=by)
    return new

