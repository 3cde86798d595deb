"""The only writers of what happens between families: registering, splitting, joining, moving from one to another."""

import uuid

from django.db import transaction

from families.accounts.enums import Role
from families.actions import not_later
from families.believing import believe, replace, said_again
from families.changes import tell
from families.enums import Framework, Stage
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.household.actions.members import create_person, membership
from families.household.permissions import check_can_register, check_may_see
from families.household.rules import day_before
from families.lineage.actions import record_lineage
from families.lineage.enums import LineageKind
from families.models import Family, FamilyDetails, LeadWorker, Membership
from families.permissions import Refused, check_can_record, check_works_with
from families.two_clocks import moment_of_writing


@transaction.atomic
def register_family(*, by, identified_on, role, framework, district=None, person=None, known=None, ruled_out=()):
    """Registers a family with its first member: a new person (`person`, what is known of them), or one who is `known`.

    A key worker who registers a family leads it until a manager says who does. Raises PossiblyKnown as `add_person`.
    """
    check_can_register(by)
    not_later(identified_on)
    if by.role == Role.TEAM_MANAGER and (district is None or district.pk != by.district_id):
        raise Refused("Choose your own district, or ask the programme manager to register the family.")
    at = moment_of_writing()
    if known is not None:
        check_may_see(by, known)
    member = known or create_person(person, ruled_out, by=by, at=at)
    family = new_family(
        FamilyDetails(
            framework=Framework(framework), district=district, identified_on=identified_on,
            stage=Stage.INFORMATION_GATHERING,
        ),
        by=by, at=at,
    )
    believe(membership(family, member, role, identified_on), by=by, at=at)
    if by.role == Role.KEY_WORKER:
        believe(LeadWorker(family=family, worker=by, name=str(by), starts_on=identified_on), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="family registered")
    tell([family.pk], by=by)
    return family


def new_family(details, *, by, at):
    """Makes a family and believes these details of it."""
    family = Family.objects.create(reference=str(uuid.uuid4()))
    family.reference = f"N-{family.pk:06}"
    family.save(update_fields=["reference"])
    details.family = family
    believe(details, by=by, at=at)
    return family


@transaction.atomic
def split_family(*, family, by, happened_on, people):
    """Records that these members went their own way on a day, and are a family of their own from then on.

    The new family is worked with under the same framework, in the same district and by the same lead worker. Raises
    Refused when nobody goes, or nobody stays.
    """
    check_can_record(by, family)
    not_later(happened_on)
    going, staying = on_the_day(family, happened_on, people)
    if not going or not staying:
        raise Refused("A family splits when somebody goes and somebody stays. To move everybody, record a new address.")
    at = moment_of_writing()
    details = family.details.current().get()
    later = new_family(
        FamilyDetails(
            framework=details.framework, district=details.district, ward="", identified_on=happened_on,
            stage=Stage.INFORMATION_GATHERING,
        ),
        by=by, at=at,
    )
    for lead in family.lead_workers.current().filter(ends_on=None):
        believe(
            LeadWorker(family=later, worker=lead.worker, name=lead.name, starts_on=happened_on), by=by, at=at,
        )
    move(going, later, happened_on, by=by, at=at)
    record_lineage(kind=LineageKind.SPLIT, earlier=family, later=later, happened_on=happened_on, by=by)
    tell([family.pk, later.pk], by=by)
    return later


@transaction.atomic
def join_family(*, family, other, by, happened_on):
    """Records that the members of `other` moved in with `family` on a day; `other` is closed from then on."""
    check_can_record(by, family)
    check_works_with(by, other)
    not_later(happened_on)
    at = moment_of_writing()
    coming, _ = on_the_day(other, happened_on, None)
    if not coming:
        raise Refused("Nobody is a member of that family on that day.")
    move(coming, family, happened_on, by=by, at=at)
    details = other.details.current().get()
    if details.closed_on is None:
        closed = said_again(
            details, stage=Stage.CLOSED, closed_on=max(happened_on, details.identified_on),
            closed_reason=f"Joined family {family.reference}",
        )
        replace(details, closed, by=by, at=at)
    record_lineage(kind=LineageKind.JOIN, earlier=other, later=family, happened_on=happened_on, by=by)
    tell([family.pk, other.pk], by=by)


@transaction.atomic
def move_member(*, family, to, by, person, moved_on, role, stays=False):
    """Records that a member moved to another family on a day, or (`stays`) lives with both from then on."""
    check_can_record(by, family)
    check_can_record(by, to)
    not_later(moved_on)
    at = moment_of_writing()
    going, _ = on_the_day(family, moved_on, [person.pk])
    if not going:
        raise Refused("That person is not a member of this family on that day.")
    if stays:
        believe(membership(to, person, role, moved_on), by=by, at=at)
    else:
        move(going, to, moved_on, by=by, at=at, role=role)
    record_many(Verb.RECORDED, by=by, about=[family, to], detail="member moved")
    tell([family.pk, to.pk], by=by)


def on_the_day(family, on, people):
    """The family's open memberships that cover a day: (those of `people`, the others). None: everybody goes."""
    rows = [
        row for row in Membership.objects.current().filter(family=family, ends_on=None).select_related("person")
        if row.starts_on <= on
    ]
    if people is None:
        return rows, []
    return [row for row in rows if row.person_id in set(people)], [row for row in rows if row.person_id not in people]


def move(rows, to, on, *, by, at, role=None):
    """Ends these memberships on the day before, and begins them in the other family; who is there already stays."""
    there = {row.person_id for row in Membership.objects.current().filter(family=to, ends_on=None)}
    for row in rows:
        if row.starts_on >= on:
            raise Refused("Somebody joined on that very day or later. Choose a later day, or correct when they joined.")
        replace(row, said_again(row, ends_on=day_before(on)), by=by, at=at)
        if row.person_id not in there:
            believe(membership(to, row.person, role or row.role, on), by=by, at=at)

