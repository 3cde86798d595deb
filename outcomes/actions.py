"""The only writers of outcomes plans and of verdicts."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from families.enums import Framework
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Family
from families.permissions import Refused
from families.two_clocks import moment_of_writing
from outcomes import plan_file
from outcomes.enums import ChunkState
from outcomes.judging import Scope, judge, run, today_and_now
from outcomes.models import Criterion, Headline, JudgedOnChange, Night, NightChunk, OutcomesPlan
from outcomes.permissions import check_can_publish_plan


@dataclass(frozen=True)
class Publication:
    """What came of publishing: the published plan, and whether it is new (or the same was there before)."""

    plan: OutcomesPlan
    is_new: bool


def publish_plan(*, text, by):
    """Publishes the outcomes plan that this plan file (text or bytes) holds; `by` None is the command line.

    Raises PlanFaults when the file cannot be used, and Refused when this person may not, when no framework
    has the plan's code, or when that version is already published with other content.
    """
    check_can_publish_plan(by)
    plan = plan_file.parse(text)
    if plan.code not in Framework.values:
        raise Refused(
            f'No family is worked with under "{plan.code}". '
            f"The code of a plan is one of: {', '.join(Framework.values)}."
        )
    already = _already_published(plan)
    if already is not None:
        return Publication(already, is_new=False)
    try:
        with transaction.atomic():
            return Publication(_publish(plan, by), is_new=True)
    except IntegrityError:
        # Somebody else published the same version since we looked: theirs stands.
        return Publication(_already_published(plan), is_new=False)


def _already_published(plan):
    """The published plan of this code and version, or None. Raises Refused when it says something else."""
    published = OutcomesPlan.objects.filter(code=plan.code, version=plan.version).first()
    if published is not None and published.digest != plan_file.digest(plan):
        raise Refused(
            f"Version {plan.version} of {plan.code} is already published and says something else. "
            "A published version never changes: give this plan a new version number."
        )
    return published


def _publish(plan, by):
    published = insert_plan(plan, at=moment_of_writing(), by=by)
    record(Verb.PUBLISHED, by=by, about=published, detail=f"{published.code} version {published.version}")
    return published


def insert_plan(plan, *, at, by, **differently):
    """Adds the rows of a published plan. What-ifs do so too, `differently`, and roll back what they added."""
    published = OutcomesPlan.objects.create(**{
        "code": plan.code, "version": plan.version, "name": plan.name, "effective_from": plan.effective_from,
        "headlines_needed": plan.headlines_needed, "non_resident_cap": plan.non_resident_cap,
        "routes": list(plan.routes), "preferred": plan.preferred,
        "toml": plan_file.dump(plan), "digest": plan_file.digest(plan),
        "published_at": at, "published_by": by, **differently,
    })
    headlines = Headline.objects.bulk_create(
        Headline(
            plan=published, position=position, code=headline.code, name=headline.name,
            applies=headline.applies, require=headline.require,
        )
        for position, headline in enumerate(plan.headlines)
    )
    Criterion.objects.bulk_create(
        Criterion(
            headline=row, position=position, code=criterion.code, kind=criterion.kind,
            parameters=criterion.parameters.as_data(),
        )
        for row, headline in zip(headlines, plan.headlines, strict=True)
        for position, criterion in enumerate(headline.criteria)
    )
    return published


@dataclass(frozen=True)
class Kept:
    """What keeping a judgement came to: families judged (open ones in scope), and the ids of those that changed."""

    judged: int
    changed: tuple[int, ...]


@transaction.atomic
def judge_and_keep(scope, *, as_of=None, known_at=None):
    """Judges the families in scope and keeps what changed; the system itself does this, so there is no `by`.

    Running it again changes nothing. The work tables can be read until the transaction ends. The families are locked
    first, by id: two judgements of one family, or one and a claim's move, wait for each other.
    """
    as_of, known_at = today_and_now(as_of, known_at)
    _lock_families(scope)
    judge(scope, as_of=as_of, known_at=known_at)
    run(["keep.sql"], scope, as_of=as_of, known_at=known_at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM work_family")
        judged = cursor.fetchone()[0]
        cursor.execute("SELECT DISTINCT family_id FROM work_changed ORDER BY 1")
        return Kept(judged=judged, changed=tuple(row[0] for row in cursor.fetchall()))


def _lock_families(scope):
    rows = Family.objects.order_by("pk")
    if scope.families is not None:
        rows = rows.filter(pk__in=scope.families)
    if scope.first_family is not None:
        rows = rows.filter(pk__range=(scope.first_family, scope.last_family))
    return list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


@transaction.atomic
def judge_on_change(family_ids):
    """Judges families whose facts were just changed on a page, inside that change's transaction."""
    as_of, known_at = timezone.localdate(), moment_of_writing()
    _outlive_open_nights(family_ids, known_at)
    return judge_and_keep(Scope(families=tuple(family_ids)), as_of=as_of, known_at=known_at)


@transaction.atomic
def judge_on_demand(scope, *, as_of, known_at):
    """Judges because somebody asked for it. A night that is still at work, on what was known earlier, then leaves
    these families alone, even where nothing changed; and the next one looks again at those that changed."""
    if NightChunk.objects.filter(state=ChunkState.WAITING).exists():
        _outlive_open_nights(_lock_families(scope), known_at)
    kept = judge_and_keep(scope, as_of=as_of, known_at=known_at)
    if Night.objects.exists():
        _outlive_open_nights(kept.changed, known_at)
    return kept


def _outlive_open_nights(family_ids, known_at):
    JudgedOnChange.objects.bulk_create(
        [JudgedOnChange(family_id=family_id, known_at=known_at) for family_id in sorted(family_ids)],
        update_conflicts=True, unique_fields=["family"], update_fields=["known_at"], batch_size=5000,
    )
