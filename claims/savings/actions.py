"""Recording what savings are reckoned with. Each raises ValidationError with a message for each field that is wrong."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from claims.exports.writing import write
from claims.permissions import check_can_export
from claims.savings.costs import shipped
from claims.savings.counting import FILE_COLUMNS, file_rows
from claims.savings.models import AvertedCost, OwnUnitCost, SavingsAssumptions
from claims.savings.permissions import check_can_record_averted, check_can_set_costs
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Family


def _kept(row, by):
    row.full_clean()
    row.save()
    record(Verb.RECORDED, by=by, about=row)
    return row


def _check_code(code):
    if code not in {cost.code for cost in shipped()}:
        raise ValidationError({"code": "Select one of the outcomes listed"})


@transaction.atomic
def set_unit_cost(*, by, code, from_day, pence, price_year, source):
    """Puts the authority's own cost in the place of the published one, from a day on."""
    check_can_set_costs(by)
    _check_code(code)
    return _kept(
        OwnUnitCost(code=code, from_day=from_day, pence=pence, price_year=price_year, source=source), by
    )


@transaction.atomic
def set_assumptions(*, by, from_day, reason, **assumed):
    """Says what savings are reckoned with from a day on; whoever says it answers for it."""
    check_can_set_costs(by)
    return _kept(SavingsAssumptions(from_day=from_day, reason=reason, owner=by, **assumed), by)


@transaction.atomic
def record_averted_cost(*, by, reference, code, number, reason):
    """Records that a family's cost is held to have been averted, with the reason."""
    check_can_record_averted(by)
    _check_code(code)
    family = Family.objects.visible_to(by).filter(reference=reference).first()
    if family is None:
        raise ValidationError({"reference": "There is no family of this reference"})
    return _kept(
        AvertedCost(family=family, code=code, number=number, reason=reason, by=by, at=timezone.now()), by
    )


@transaction.atomic
def send_savings(stream, *, found, form, by):
    """Writes savings to a binary stream and logs it. Raises Refused."""
    check_can_export(by)
    rows = write(form, FILE_COLUMNS, file_rows(found), stream)
    record(Verb.EXPORTED, by=by, about="savings", detail=f"{rows} rows as {form}")
    return rows
