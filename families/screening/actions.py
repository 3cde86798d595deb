"""The only writers of screenings."""

from django.db import transaction
from django.utils import timezone

from families.actions import not_later, record_problems
from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import check_can_record
from families.screening.models import ScreeningHeld
from families.screening.reading import Screening

NOBODY_CAN_SAY = "Whether the family is eligible could not be said."


@transaction.atomic
def record_screening(*, family, by, held_on, problems=()):
    """Records what a screening found, if anything, and that it was held: what was asked, and what the answer was.

    `problems` as `record_problems` takes them.
    """
    check_can_record(by, family)
    if problems:
        record_problems(family=family, by=by, problems=problems)
    now = Screening(family)
    held = ScreeningHeld(
        family=family, held_on=not_later(held_on), asked=list(now.names.values()),
        found=sum(bool(row.recorded) for row in now.rows), is_eligible=now.answer.is_eligible if now.answer else None,
        says=now.answer.says if now.answer else NOBODY_CAN_SAY, recorded_at=timezone.now(), recorded_by=by,
    )
    insert(held)
    record(Verb.RECORDED, by=by, about=family, detail="screening")
    return held
