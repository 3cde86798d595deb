"""What the list of nights shows."""

from datetime import timedelta

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from outcomes.enums import ChunkState
from outcomes.models import Night
from outcomes.wording import counted

LATE_AFTER = timedelta(hours=6)
MANY_ATTEMPTS = 3
DUE_BY = 3  # o'clock


def nights_with_work():
    """Every night with how far it has come and what came of it, the latest first."""
    return Night.objects.order_by("-business_date").annotate(
        chunk_count=Count("chunks"),
        chunks_done=Count("chunks", filter=Q(chunks__state=ChunkState.DONE)),
        most_attempts=Max("chunks__attempts", filter=Q(chunks__state=ChunkState.WAITING)),
        judged=Sum("chunks__judged", default=0), changed=Sum("chunks__changed", default=0),
        joined=Sum("chunks__joined", default=0), left=Sum("chunks__left", default=0),
    )


def standing(night, now):
    """How a night stands: its words and the colour of its tag."""
    if night.finished_at:
        finished_late = night.finished_at - night.opened_at > LATE_AFTER
        opened_late = timezone.localdate(night.opened_at) > night.business_date
        return ("Finished late", "yellow") if finished_late or opened_late else ("Finished", "green")
    if (night.most_attempts or 0) >= MANY_ATTEMPTS:
        return "Failing", "red"
    if now - night.opened_at > LATE_AFTER:
        return "Late", "orange"
    return "Running", "blue"


def nights_in_trouble(now):
    """Nights that should have finished by now and have not, the latest first."""
    return Night.objects.filter(finished_at=None, opened_at__lt=now - LATE_AFTER).order_by("-business_date")


def took(night):
    """How long a night took, in words."""
    if not night.finished_at:
        return "Not over"
    seconds = int((night.finished_at - night.opened_at).total_seconds())
    if not seconds:
        return "Under a second"
    if seconds < 60:
        return counted(seconds, "second")
    hours, minutes = divmod(seconds // 60, 60)
    return f"{counted(hours, 'hour')} {counted(minutes, 'minute')}" if hours else counted(minutes, "minute")


def missing_night(today, now):
    """Whether today's night should have begun by now and has not: the timetable opens it at two."""
    return timezone.localtime(now).hour >= DUE_BY and not Night.objects.filter(business_date=today).exists()
