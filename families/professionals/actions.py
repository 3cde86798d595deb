"""The only writers of the professionals round a family, and of when they were in touch."""

from django.db import transaction

from families.actions import not_later
from families.believing import believe, replace, said_again, stop_believing
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.permissions import check_can_change
from families.permissions import Refused, check_can_record
from families.professionals.enums import ContactKind
from families.professionals.models import Professional, ProfessionalContact
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_professional(*, family, by, starts_on, person):
    """Records that a professional works with the family from a day on. `person` holds name, agency and contact."""
    check_can_record(by, family)
    new = Professional(family=family, starts_on=not_later(starts_on), **person)
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="professional")
    return new


@transaction.atomic
def correct_professional(*, professional, family, by, starts_on, person, ends_on=None):
    """Corrects what was recorded wrongly about a professional."""
    check_can_change(by, professional, family)
    new = said_again(professional, starts_on=not_later(starts_on), ends_on=ends_on, **person)
    check_last_day(new, ends_on)
    replace(professional, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="professional")
    return new


@transaction.atomic
def end_professional(*, professional, family, by, ends_on):
    """Records the last day on which a professional worked with the family."""
    check_can_change(by, professional, family)
    if professional.ends_on is not None:
        raise Refused("This professional has already left. Correct the record if the last day is wrong.")
    check_last_day(professional, ends_on)
    replace(professional, said_again(professional, ends_on=ends_on), by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="end of a professional's work")


@transaction.atomic
def withdraw_professional(*, professional, family, by):
    """Withdraws a professional who should never have been recorded."""
    check_can_change(by, professional, family)
    stop_believing(professional, by=by, at=moment_of_writing())
    record(Verb.WITHDREW, by=by, about=family, detail="professional")


@transaction.atomic
def record_contact(*, professional, family, by, happened_on, kind):
    """Records that a professional was in touch with the family on a day."""
    check_can_change(by, professional, family)
    if not_later(happened_on) < professional.starts_on:
        raise Refused("The contact is before this professional began to work with the family.")
    new = ProfessionalContact(
        family=family, thread=professional.thread, happened_on=happened_on, kind=ContactKind(kind)
    )
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="contact with a professional")
    return new


def check_last_day(professional, ends_on):
    if ends_on is not None and not_later(ends_on) < professional.starts_on:
        raise Refused("The last day is before the first day.")
