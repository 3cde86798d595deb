"""The only writers of the purpose ledger."""

from django.db import transaction

from families.actions import check_belonged, not_later
from families.believing import believe, replace, said_again, stop_believing
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.permissions import check_can_change
from families.permissions import Refused, check_can_record
from families.purposes.enums import LawfulBasis, NoticeWay, Purpose
from families.purposes.models import NoticeGiven, Objection, ObjectionTakenBack, PurposeBasis
from families.purposes.permissions import check_can_set_basis
from families.two_clocks import moment_of_writing


@transaction.atomic
def set_basis(*, by, purpose, basis, starts_on, gateway=""):
    """Says on what ground a purpose rests from a day on, which may be ahead. What was said of that day is replaced."""
    check_can_set_basis(by)
    at = moment_of_writing()
    new = PurposeBasis(
        purpose=Purpose(purpose), basis=LawfulBasis(basis), starts_on=starts_on, gateway=gateway.strip()
    )
    old = PurposeBasis.objects.current().filter(purpose=purpose, starts_on=starts_on).first()
    if old is not None:
        stop_believing(old, by=by, at=at)
    believe(new, by=by, at=at)
    record(Verb.MANAGED, by=by, about="purpose", detail=f"{purpose} rests on {basis} from {starts_on}")
    return new


@transaction.atomic
def record_notice(*, family, by, version, given_on, way, person=None):
    """Records that a privacy notice was given to one member, or (no person) to the whole family."""
    check_can_record(by, family)
    check_belonged(family, person)
    if not version.strip():
        raise Refused("Enter which notice it was, as printed on it.")
    new = NoticeGiven(
        family=family, person=person, version=version.strip(), given_on=not_later(given_on), way=NoticeWay(way)
    )
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="privacy notice")
    return new


@transaction.atomic
def record_objection(*, family, by, purpose, objected_on, reason="", person=None):
    """Records that one member, or (no person) the family as a whole, objects to a purpose from a day on."""
    check_can_record(by, family)
    check_belonged(family, person)
    alike = Objection.objects.current().filter(family=family, person=person, purpose=purpose)
    ended = ObjectionTakenBack.objects.current().filter(thread__in=alike.values("thread"), family__isnull=bool(person))
    if alike.exclude(thread__in=ended.values("thread")).exists():
        raise Refused("This objection is already recorded, and it stands.")
    new = Objection(
        family=family, person=person, purpose=Purpose(purpose), objected_on=not_later(objected_on),
        reason=reason.strip(),
    )
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail=f"objection to {new.purpose}")
    return new


@transaction.atomic
def correct_objection(*, objection, family, by, purpose, objected_on, reason="", person=None):
    """Corrects what was written down wrongly about an objection."""
    check_can_change(by, objection, family)
    check_belonged(family, person)
    new = said_again(
        objection, person=person, purpose=Purpose(purpose), objected_on=not_later(objected_on), reason=reason.strip()
    )
    replace(objection, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail=f"objection to {new.purpose}")
    return new


@transaction.atomic
def take_back_objection(*, objection, family, by, taken_back_on, person=None):
    """Records that this family, or one of its people, no longer objects, from a day on.

    `objection` may have come with them from another family; there, and for others whom it binds, it goes on.
    """
    check_can_record(by, family)
    check_belonged(family, person)
    if not_later(taken_back_on) < objection.objected_on:
        raise Refused("The objection was made after that day.")
    new = ObjectionTakenBack(
        thread=objection.thread, family=None if person else family, person=person, taken_back_on=taken_back_on
    )
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail=f"objection to {objection.purpose} taken back")
    return new


@transaction.atomic
def withdraw_from_ledger(*, row, family, by):
    """Withdraws a notice or an objection that should never have been recorded."""
    check_can_change(by, row, family)
    stop_believing(row, by=by, at=moment_of_writing())
    record(Verb.WITHDREW, by=by, about=family, detail=row._meta.model_name)
