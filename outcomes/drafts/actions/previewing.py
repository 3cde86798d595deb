"""Previews: every family judged by the version in force and by the draft, as the night would, and nothing kept but
what differs. The work is rows in the database; a message to a worker only ever means "look"."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import FamilyDetails
from families.two_clocks import moment_of_reading
from outcomes import plan_file
from outcomes.actions import insert_plan
from outcomes.drafts.actions.worlds import NO_VERSION, a_number, rolled_back
from outcomes.drafts.changes import change_of
from outcomes.drafts.worth import CLAIMS
from outcomes.enums import ChunkState
from outcomes.judging import Scope, judge, read_judgements
from outcomes.models import DraftPreview, Night, PreviewChunk, PreviewedFamily
from outcomes.permissions import check_can_change_draft

FAMILIES_IN_A_CHUNK = 1000


def start_preview(*, draft, by):
    """Plans a preview of a draft, on what is known now. Raises PlanFaults while the draft is not sound, and Refused.

    Not to be called inside a transaction: the moment of knowing is fixed once every write that began is visible.
    """
    check_can_change_draft(draft, by)
    plan = plan_file.parse(draft.text)
    known_at = moment_of_reading()
    with transaction.atomic():
        preview = DraftPreview.objects.create(
            draft=draft, digest=plan_file.digest(plan), text=plan_file.dump(plan), as_of=first_night_of(plan),
            known_at=known_at, asked_at=timezone.now(), asked_by=by,
        )
        PreviewChunk.objects.bulk_create(
            PreviewChunk(preview=preview, first_family=first, last_family=last) for first, last in _ranges(draft.code)
        )
        _finish(preview)
        record(Verb.JUDGED, by=by, about=draft, detail="previewed")
    return preview


def first_night_of(plan):
    """The business date of the first night that would judge by this plan if it were published now."""
    today = timezone.localdate()
    over = Night.objects.filter(business_date__gte=today).exists()
    return max(plan.effective_from, today + timedelta(days=1) if over else today)


def waiting_preview_chunks():
    """Ids of the chunks still to do, the oldest preview first."""
    return PreviewChunk.objects.filter(state=ChunkState.WAITING).order_by(
        "preview", "first_family"
    ).values_list("pk", flat=True)


def work_preview_chunk(chunk_id):
    """Works out one chunk of a preview, in one transaction; harmless when it is done or another worker has it.

    Returns whether it did the work. Only the number of attempts is counted outside, so that one that fails stands out.
    """
    with transaction.atomic():
        chunk = _taken(chunk_id)
        if chunk is None:
            return False
        PreviewChunk.objects.filter(pk=chunk.pk).update(attempts=F("attempts") + 1)
    with transaction.atomic():
        chunk = _taken(chunk_id)
        if chunk is None:
            return False
        preview = chunk.preview
        before, after = _judged_both_ways(preview, chunk)
        effects = CLAIMS.effects(before, after)
        changes = {
            family_id: change_of(before.get(family_id), after.get(family_id), effects.get(family_id))
            for family_id in sorted(before.keys() | after.keys())
        }
        PreviewedFamily.objects.bulk_create(
            (
                PreviewedFamily(preview=preview, family_id=family_id, **change)
                for family_id, change in changes.items() if change
            ),
            batch_size=500,
        )
        PreviewChunk.objects.filter(pk=chunk.pk).update(state=ChunkState.DONE, judged=len(changes))
    with transaction.atomic():
        _finish(preview)
    return True


def _judged_both_ways(preview, chunk):
    """The judgements of a chunk's families by the version in force and by the draft: two dicts by family id."""
    plan = plan_file.parse(preview.text)
    families = tuple(
        FamilyDetails.objects.known_at(preview.known_at)
        .filter(framework=plan.code, family__gte=chunk.first_family, family__lte=chunk.last_family)
        .values_list("family", flat=True)
    )
    asked = {"as_of": preview.as_of, "known_at": preview.known_at}
    # A what-if is rolled back either way, so that the second starts from work tables as empty as the first's.
    with rolled_back():
        judge(Scope(families=families), **asked)
        before = read_judgements(**asked)
    with rolled_back():
        insert_plan(plan, at=preview.known_at, by=None, pk=a_number(), version=NO_VERSION)
        judge(Scope(families=families), **asked)
        after = read_judgements(**asked)
    return before, after


def _taken(chunk_id):
    return (
        PreviewChunk.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("preview").filter(pk=chunk_id, state=ChunkState.WAITING).first()
    )


def _ranges(framework):
    """Ranges of ids, first and last included, of about `FAMILIES_IN_A_CHUNK` families of this framework each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(family_id), max(family_id) FROM ("
            "SELECT family_id, (row_number() OVER (ORDER BY family_id) - 1) / %s AS chunk "
            "FROM families_familydetails WHERE framework = %s AND superseded_at IS NULL"
            ") AS numbered GROUP BY chunk ORDER BY 1",
            [FAMILIES_IN_A_CHUNK, framework],
        )
        return cursor.fetchall()


def _finish(preview):
    """Marks a preview finished once no chunk waits. Of two last chunks at once, the second sees to it."""
    if not preview.chunks.filter(state=ChunkState.WAITING).exists():
        DraftPreview.objects.filter(pk=preview.pk, finished_at=None).update(finished_at=timezone.now())
