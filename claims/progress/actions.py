"""Handing over the progress summary as a file, logged."""

from django.db import transaction

from claims.exports.writing import write
from claims.permissions import check_can_export
from claims.progress.reading import COLUMNS, rows_of
from families.event_log.actions import record
from families.event_log.enums import Verb


@transaction.atomic
def send_summary(stream, *, summaries, form, by):
    """Writes summaries to a binary stream and logs it. Raises Refused."""
    check_can_export(by)
    rows = write(form, COLUMNS, rows_of(summaries), stream)
    record(Verb.EXPORTED, by=by, about="progress", detail=f"{rows} rows as {form}")
    return rows
