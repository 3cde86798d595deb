"""Writing the event log. Called inside the transaction of the act or of the view, so that neither happens unlogged."""

from contextvars import ContextVar

from django.utils import timezone

from families.event_log.models import LogEntry

current_request_id = ContextVar("current_request_id", default=None)


def record(verb, *, by, about, detail=""):
    """Logs one act of `by` (None: the system) about a row, or about a kind of thing named by a string."""
    record_many(verb, by=by, about=[about], detail=detail)


def record_many(verb, *, by, about, detail=""):
    """Logs the same act about several rows: one entry each, in one statement."""
    now = timezone.now()
    request_id = current_request_id.get()
    LogEntry.objects.bulk_create(
        LogEntry(
            at=now, by=by, role=by.role if by else "", verb=verb, detail=detail, request_id=request_id,
            about_type=row if isinstance(row, str) else row._meta.model_name,
            about_id=None if isinstance(row, str) else row.pk,
        )
        for row in about
    )
