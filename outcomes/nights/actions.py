"""The only writers of nights: opening one, choosing whom it looks at, and working its chunks."""

from contextlib import contextmanager, suppress
from datetime import time

from django.db import Error, connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Family
from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep
from outcomes.enums import Because, ChunkState, WhyFull
from outcomes.judging import Scope, statement
from outcomes.models import Night, NightChunk, NightFamily
from outcomes.nights.choosing import choice, rules_digest, same_calendar
from outcomes.nights.rules import is_given_up, why_full

FAMILIES_IN_A_CHUNK = 4000
WORKING_LOCK = 7_201_513  # advisory lock, with a chunk's id: held by the session that works it
OPENS_AT = time(2, 0)  # local time; the timetable opens the night then


def open_night(*, business_date=None, full=False):
    """Opens the night of a business date (today) and plans its chunks. Opening it again gives the same night.

    It looks at whoever is due or touched since the night before; `full`, or `why_full` (`nights/rules.py`), makes it
    look at everybody. A night that was missed is not made up for once a later one is open: None. The later one has
    judged all that was to be judged, and must not be taken back.
    """
    business_date = business_date or timezone.localdate()
    night = Night.objects.filter(business_date=business_date).first()
    if night or Night.objects.filter(business_date__gt=business_date).exists():
        return night
    known_at = moment_of_reading()
    with transaction.atomic():
        before = Night.objects.order_by("-business_date").first()
        why = _why_full(business_date, before, known_at)
        night, is_new = Night.objects.get_or_create(
            business_date=business_date,
            defaults={
                "known_at": known_at, "opened_at": timezone.now(), "follows": before, "rules": rules_digest(),
                "why_full": why or (WhyFull.WEEKLY if full else ""),
            },
        )
        if is_new:
            _plan(night)
            record(Verb.JUDGED, by=None, about=night, detail=f"opened, {night.why_full or 'whoever is due or touched'}")
            _finish(night)
    return night


def _why_full(business_date, before, known_at):
    return why_full(
        business_date, follows=before is not None,
        same_rules=before is not None and before.rules == rules_digest(),
        same_calendar=before is not None and same_calendar(before, known_at),
        last_full_on=Night.objects.exclude(why_full="").aggregate(last=Max("business_date"))["last"],
    )


def _plan(night):
    """Chooses whom an ordinary night looks at, and what a full one that checks the others would have chosen."""
    if night.why_full in ("", WhyFull.WEEKLY):
        text, values = choice(night.follows, as_of=night.business_date, known_at=night.known_at)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off; SET LOCAL work_mem = '64MB'")
            cursor.execute(
                "INSERT INTO outcomes_nightfamily (night_id, family_id, because, next_look, changed) "
                f"SELECT %(night)s, family_id, because, next_look, false FROM ({text}) AS chosen",
                {**values, "night": night.pk},
            )
            cursor.execute(
                "SELECT because, count(*) FROM outcomes_nightfamily WHERE night_id = %s GROUP BY because", [night.pk]
            )
            night.chosen = dict(sorted(cursor.fetchall()))
        night.save(update_fields=["chosen"])
    ranges = family_ranges() if night.why_full else _chosen_ranges(night)
    NightChunk.objects.bulk_create(
        NightChunk(night=night, first_family=first, last_family=last) for first, last in ranges
    )


def open_missed_night():
    """Opens today's night if the hour for it has passed and nobody did. Before that hour the night is not missed."""
    return open_night() if timezone.localtime().time() >= OPENS_AT else None


def family_ranges():
    """Ranges of family ids, first and last included, that hold about `FAMILIES_IN_A_CHUNK` families each."""
    return _ranges("SELECT id FROM families_family", [])


def _chosen_ranges(night):
    return _ranges("SELECT family_id AS id FROM outcomes_nightfamily WHERE night_id = %s", [night.pk])


def _ranges(families, values):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(id), max(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS chunk "
            f"FROM ({families}) AS families) AS numbered GROUP BY chunk ORDER BY 1",
            [FAMILIES_IN_A_CHUNK, *values],
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
    Only the number of attempts is counted outside it; a chunk that fails every time is given up (`nights/rules.py`),
    and the next night judges all of its families.

    Does nothing when the chunk is done, when another worker has it, or when an earlier night still has work to do on
    these families. Returns whether it did the work.
    """
    with _alone_with(chunk_id) as is_alone:
        return is_alone and _attempt(chunk_id, then)


@contextmanager
def _alone_with(chunk_id):
    """Whether this session alone is at work on the chunk, from counting the attempt to its end however that comes: a
    session that is lost lets go. Were it only locked within transactions, workers that met between two of them would
    count attempts that nobody made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [WORKING_LOCK, chunk_id])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            # A connection that is gone has let go already.
            with suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [WORKING_LOCK, chunk_id])


def _attempt(chunk_id, then):
    with transaction.atomic():
        chunk = _taken(chunk_id)
        if chunk is None or _earlier_night_waits(chunk) or _give_up(chunk):
            return False
        NightChunk.objects.filter(pk=chunk.pk).update(attempts=F("attempts") + 1)
    try:
        return _work(chunk_id, then)
    except Exception:
        with suppress(Error), transaction.atomic():
            chunk = _taken(chunk_id)
            if chunk is not None:
                _give_up(chunk)
        raise


@transaction.atomic
def _work(chunk_id, then):
    chunk = _taken(chunk_id)
    if chunk is None:
        return False
    night, families = chunk.night, _families(chunk)
    scope = Scope(None, chunk.first_family, chunk.last_family) if night.why_full else Scope(tuple(families))
    kept = judge_and_keep(scope, as_of=night.business_date, known_at=night.known_at)
    with connection.cursor() as cursor:
        cursor.execute(statement("look_again.sql"), {"as_of": night.business_date, "known_at": night.known_at})
    _note_changed(night, kept.changed)
    joined, left = then(families, as_of=night.business_date, known_at=night.known_at)
    NightChunk.objects.filter(pk=chunk.pk).update(
        state=ChunkState.DONE, done_at=timezone.now(), judged=kept.judged, changed=len(kept.changed),
        joined=joined, left=left,
    )
    _finish(night)
    return True


def _families(chunk):
    """Ids of the families that a chunk looks at, in order."""
    first, last = chunk.first_family, chunk.last_family
    if chunk.night.why_full:
        return list(Family.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))
    chosen = NightFamily.objects.filter(night=chunk.night, family__gte=first, family__lte=last)
    return list(chosen.order_by("family").values_list("family", flat=True))


def _note_changed(night, changed):
    """Notes which families changed, and whether a night that checks the others had a reason to look at each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outcomes_nightfamily SET changed = true WHERE night_id = %s AND family_id = ANY (%s::bigint[])",
            [night.pk, list(changed)],
        )
    if night.why_full:
        unforeseen = _note_everybodys(night, changed)
        if night.why_full == WhyFull.WEEKLY and unforeseen:
            _count_unforeseen(night, unforeseen)


def _note_everybodys(night, families):
    """Notes those of these changed families that the night had no other reason to look at; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outcomes_nightfamily (night_id, family_id, because, next_look, changed) "
            "SELECT %s, unnest(%s::bigint[]), %s, '', true ON CONFLICT DO NOTHING",
            [night.pk, list(families), Because.EVERYBODY],
        )
        return cursor.rowcount


def _count_unforeseen(night, number):
    Night.objects.filter(pk=night.pk).update(unforeseen=F("unforeseen") + number)
    record(
        Verb.JUDGED, by=None, about=night,
        detail=f"{number} families changed though no night had a reason to look at them",
    )


@transaction.atomic
def note_unforeseen(families):
    """Says aloud that judging everybody by hand changed these families, which the last night passed over."""
    night = Night.objects.order_by("-business_date").first()
    _note_everybodys(night, families)
    _count_unforeseen(night, len(families))


def _taken(chunk_id):
    """The chunk, locked until the transaction ends; None when it is done or another worker has it. Nobody waits."""
    return (
        NightChunk.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("night").filter(pk=chunk_id, state=ChunkState.WAITING).first()
    )


def _give_up(chunk):
    """Gives a chunk up that failed too often. Returns whether it did."""
    if not is_given_up(chunk.attempts):
        return False
    NightChunk.objects.filter(pk=chunk.pk).update(state=ChunkState.GIVEN_UP)
    record(
        Verb.JUDGED, by=None, about=chunk.night,
        detail=f"gave up families {chunk.first_family} to {chunk.last_family} after {chunk.attempts} attempts",
    )
    _finish(chunk.night)
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
