"""The only writers of nights: opening one, and working its chunks."""

from datetime import time

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Family
from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep
from outcomes.enums import ChunkState
from outcomes.judging import Scope
from outcomes.models import Night, NightChunk

FAMILIES_IN_A_CHUNK = 2000
OPENS_AT = time(2, 0)  # local time; the timetable opens the night then


def open_night(*, business_date=None):
    """Opens the night of a business date (today) and plans its chunks. Opening it again gives the same night.

    A night that was missed is not made up for once a later one is open: None. The later one has judged everything anew,
    and must not be taken back.
    """
    business_date = business_date or timezone.localdate()
    night = Night.objects.filter(business_date=business_date).first()
    if night or Night.objects.filter(business_date__gt=business_date).exists():
        return night
    known_at = moment_of_reading()
    with transaction.atomic():
        night, is_new = Night.objects.get_or_create(
            business_date=business_date, defaults={"known_at": known_at, "opened_at": timezone.now()}
        )
        if is_new:
            NightChunk.objects.bulk_create(
                NightChunk(night=night, first_family=first, last_family=last) for first, last in family_ranges()
            )
            record(Verb.JUDGED, by=None, about=night, detail="opened")
            _finish(night)
    return night


def open_missed_night():
    """Opens today's night if the hour for it has passed and nobody did. Before that hour the night is not missed."""
    return open_night() if timezone.localtime().time() >= OPENS_AT else None


def family_ranges():
    """Ranges of family ids, first and last included, that hold about `FAMILIES_IN_A_CHUNK` families each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), max(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS chunk "
            "FROM families_family) AS numbered GROUP BY chunk ORDER BY 1",
            [FAMILIES_IN_A_CHUNK],
        )
        return cursor.fetchall()


def waiting_chunks():
    """Ids of the chunks still to do, the oldest night first."""
    return NightChunk.objects.filter(state=ChunkState.WAITING).order_by(
        "night__business_date", "first_family"
    ).values_list("pk", flat=True)


def work_chunk(chunk_id, *, then):
    """Judges one chunk, keeps its verdicts, calls `then(family_ids, as_of=…, known_at=…)` -> (joined, left), and marks
    the chunk done: all in one transaction, so a worker killed at any point leaves it either undone or wholly done.
    Only the number of attempts is counted outside it, so that a chunk that fails every time stands out.

    Does nothing when the chunk is done, when another worker has it, or when an earlier night still has work to do on
    these families. Returns whether it did the work.
    """
    NightChunk.objects.filter(pk=chunk_id, state=ChunkState.WAITING).update(attempts=F("attempts") + 1)
    with transaction.atomic():
        chunk = (
            NightChunk.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("night").filter(pk=chunk_id, state=ChunkState.WAITING).first()
        )
        if chunk is None or _earlier_night_waits(chunk):
            return False
        night = chunk.night
        kept = judge_and_keep(
            Scope(first_family=chunk.first_family, last_family=chunk.last_family),
            as_of=night.business_date, known_at=night.known_at,
        )
        family_ids = list(
            Family.objects.filter(pk__range=(chunk.first_family, chunk.last_family)).values_list("pk", flat=True)
        )
        joined, left = then(family_ids, as_of=night.business_date, known_at=night.known_at)
        NightChunk.objects.filter(pk=chunk.pk).update(
            state=ChunkState.DONE, done_at=timezone.now(),
            judged=kept.judged, changed=len(kept.changed), joined=joined, left=left,
        )
        _finish(night)
    return True


def _earlier_night_waits(chunk):
    return NightChunk.objects.filter(
        state=ChunkState.WAITING, night__business_date__lt=chunk.night.business_date,
        first_family__lte=chunk.last_family, last_family__gte=chunk.first_family,
    ).exists()


def _finish(night):
    """Marks the night finished once no chunk waits. Of two last chunks at once, the sweep sees to it."""
    if not night.chunks.filter(state=ChunkState.WAITING).exists():
        Night.objects.filter(pk=night.pk, finished_at=None).update(finished_at=timezone.now())


def finish_nights():
    """Marks nights finished whose last chunks ended at the same moment."""
    for night in Night.objects.filter(finished_at=None):
        _finish(night)
