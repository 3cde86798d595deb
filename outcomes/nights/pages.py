"""What the pages of nights show: how each went, whom it looked at and why, and whether something is wrong."""

from datetime import timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum
from django.utils import timezone

from families.together import compiled_once
from outcomes.enums import Because, ChunkState, NextLook
from outcomes.models import Night, NightChunk, NightFamily
from outcomes.nights.rules import MOST_ATTEMPTS
from outcomes.wording import counted, day

LATE_AFTER = timedelta(hours=6)
DUE_BY = 3  # o'clock


def nights_with_work():
    """Every night with how far it has come and what came of it, the latest first."""
    return Night.objects.order_by("-business_date").annotate(
        chunk_count=Count("chunks"),
        chunks_done=Count("chunks", filter=Q(chunks__state=ChunkState.DONE)),
        chunks_given_up=Count("chunks", filter=Q(chunks__state=ChunkState.GIVEN_UP)),
        most_attempts=Max("chunks__attempts", filter=Q(chunks__state=ChunkState.WAITING)),
        judged=Sum("chunks__judged", default=0), changed=Sum("chunks__changed", default=0),
        joined=Sum("chunks__joined", default=0), left=Sum("chunks__left", default=0),
    )


def standing(night, now):
    """How a night stands: its words and the colour of its tag."""
    if night.chunks_given_up:
        return "Parts failed", "red"
    if night.finished_at:
        if night.unforeseen:
            return "Finished, with a fault", "red"
        finished_late = took_too_long(night)
        opened_late = timezone.localdate(night.opened_at) > night.business_date
        return ("Finished late", "yellow") if finished_late or opened_late else ("Finished", "green")
    if (night.most_attempts or 0) >= MOST_ATTEMPTS:
        return "Failing", "red"
    if now - night.opened_at > LATE_AFTER:
        return "Late", "orange"
    return "Running", "blue"


def took_too_long(night):
    """Whether a night finished later than it should have."""
    return night.finished_at is not None and night.finished_at - night.opened_at > LATE_AFTER


def looked_at(night):
    """Whom a night looked at, in a few words."""
    if night.why_full:
        return "Everybody"
    number = sum(night.chosen.values())
    return counted(number, "family", "families") if number else "Nobody was due or touched"


def reasons(night):
    """Why a night looked at families: (reason, its words, families), most families first."""
    return sorted(
        ((code, Because(code).label, number) for code, number in night.chosen.items()), key=lambda reason: -reason[2]
    )


def families_of(night, *, because="", changed=False):
    """The families that a night chose, or that it found changed, each with why, by their references."""
    rows = NightFamily.objects.filter(night=night).select_related("family").order_by("family__reference")
    if because:
        rows = rows.filter(because=because)
    return rows.filter(changed=True) if changed else rows


def why(row):
    """Why a night looked at one family, as a sentence."""
    label = Because(row.because).label
    return f"{label}: {_lower(NextLook(row.next_look).label)}." if row.next_look else f"{label}."


def _lower(words):
    return words[:1].lower() + words[1:]


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


@compiled_once
def _read_last(*, late_since):
    """The last night, if there was one: what every page asks."""
    chunks = NightChunk.objects.filter(night=OuterRef("pk"))
    return {
        "nights": Night.objects.order_by("-business_date").annotate(
            some_given_up=Exists(chunks.filter(state=ChunkState.GIVEN_UP)),
            one_is_late=Exists(Night.objects.filter(finished_at=None, opened_at__lt=late_since)),
        )[:1]
    }


def trouble(today, now):
    """What is wrong with the last night, in sentences for everybody who works from its verdicts. One query.

    An installation that never had a night has nothing to miss.
    """
    nights = _read_last(late_since=now - LATE_AFTER).nights
    if not nights:
        return []
    night, = nights
    found, on = [], day(night.business_date)
    if night.business_date < today and timezone.localtime(now).hour >= DUE_BY:
        found.append(f"Last night’s judging has not begun. What families wait for is as it was on {on}.")
    if night.one_is_late:
        found.append("A night’s judging has not finished in time. What some families wait for may be out of date.")
    if took_too_long(night):
        found.append(f"The night of {on} finished late. What families wait for is up to date again.")
    if night.some_given_up:
        found.append(
            f"The night of {on} could not judge some of the families. What they wait for may be out of date. The next "
            "night tries again."
        )
    if night.unforeseen:
        found.append(
            f"Judging everybody on {on} changed verdicts that should have changed on an earlier night. They are right "
            "now. Whoever looks after this system must find out why."
        )
    return found
