"""What a preview says of a draft is what the next night finds once the draft is published, family by family.

`PREVIEW_FAMILIES=3000` compares so many families instead of the usual few hundred.
"""

import io
import os
from datetime import timedelta

import pytest
from django.core.management import call_command

from claims import tasks
from claims.actions import check_claim, decline_claim
from claims.enums import UNSENT, ClaimStatus
from claims.models import Claim
from claims.permissions import check_can_check, refusal
from families.models import Family, User
from outcomes.drafts.actions import (
    publish_draft,
    start_draft,
    start_preview,
    waiting_preview_chunks,
    work_preview_chunk,
)
from outcomes.drafts.changes import readiness_as_data, verdicts_as_data
from outcomes.enums import ClaimEffect, Direction, Status
from outcomes.judging import judge_families_now
from outcomes.models import OutcomesPlan, PreviewedFamily, Readiness, Verdict
from outcomes.nights import actions as nights
from tests.outcomes.authority import TODAY

FAMILIES = int(os.environ.get("PREVIEW_FAMILIES", 120))
# What the draft changes: some families gain by it, some lose.
CHANGES = (
    ("percent = 90\n", "percent = 82.5\n"),
    ('events = ["proven_offence"]', 'events = ["proven_offence", "asb_incident"]'),
    ("months = 6", "months = 5"), ("valid_months = 12", "valid_months = 3"),
    ("benefit_jsa = { days = 182, within_days = 210", "benefit_jsa = { days = 91, within_days = 120"),
)


def draft_of(plan, by, *, changes=CHANGES, since=None):
    """A draft of the next version of a published plan, with these changes of its text."""
    text = plan.toml.replace(f"version = {plan.version}", f"version = {plan.version + 1}")
    text = text.replace(f"effective_from = {plan.effective_from}", f"effective_from = {since or TODAY}")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return start_draft(code=plan.code, text=text, by=by, based_on=plan)


def previewed(draft, by):
    """A finished preview."""
    preview = start_preview(draft=draft, by=by)
    for chunk in list(waiting_preview_chunks()):
        work_preview_chunk(chunk)
    preview.refresh_from_db()
    assert preview.finished_at is not None
    return preview


def judged_by_version_in_force(preview):
    """What the version in force says of every family, on the preview's day and knowledge."""
    ids = Family.objects.values_list("pk", flat=True)
    return judge_families_now(list(ids), as_of=preview.as_of, known_at=preview.known_at)


def kept():
    """What is kept of every family: its readiness and its verdicts, as previews show them."""
    verdicts = {}
    for row in Verdict.objects.current().select_related("criterion__headline"):
        key = row.criterion.headline.code, row.criterion.code, row.person_id
        verdicts.setdefault(row.family_id, {})[key] = [
            row.status, row.reason, row.due_on.isoformat() if row.due_on else ""
        ]
    return {
        row.family_id: (readiness_as_data(row), verdicts.get(row.family_id, {}))
        for row in Readiness.objects.current().filter(framework="expanded")
    }


def claims_now():
    """The status of every family's latest claim."""
    return {(claim.family_id, claim.framework): claim for claim in Claim.objects.filter(later__isnull=True)}


@pytest.fixture
def council(db):
    """The demonstration, judged for today, with claims in every status."""
    call_command("demo", families=FAMILIES, today=TODAY, stdout=io.StringIO())
    return {name: User.objects.get(username=name) for name in ("analyst", "manager", "manager2")}


def decide_some(council):
    """Checks a few queued claims, and declines a few; those in which this manager had no part."""
    queued = list(Claim.objects.filter(status=ClaimStatus.QUEUED, framework="expanded").order_by("pk"))
    for number, claim in enumerate(queued[:20]):
        if refusal(check_can_check, claim, council["manager2"]):
            continue
        if number % 2:
            decline_claim(claim=claim, by=council["manager2"], reason="Looked at again later")
        else:
            check_claim(claim=claim, by=council["manager2"], digest=claim.evidence_digest)
    return len(queued)


def test_preview_is_what_the_next_night_finds(council):
    assert decide_some(council) > 0
    plan = OutcomesPlan.objects.get(code="expanded")
    draft = draft_of(plan, council["analyst"])
    preview = previewed(draft, council["manager"])
    assert preview.as_of == TODAY + timedelta(days=1)
    before, claims_before = judged_by_version_in_force(preview), claims_now()
    was_claimable = {family_id for family_id, (readiness, _) in kept().items() if readiness["claimable"]}

    publish_draft(draft=draft, by=council["manager"], revision=1, understood=True)
    run_night_of(preview.as_of)

    rows = {row.family_id: row for row in PreviewedFamily.objects.filter(preview=preview)}
    assert {row.direction for row in rows.values()} >= {Direction.UP, Direction.DOWN}
    found = kept()
    assert len(found) > FAMILIES // 3
    assert {family_id: expected(before[family_id], rows.get(family_id)) for family_id in found} == {
        family_id: without_the_day(readiness, verdicts) for family_id, (readiness, verdicts) in found.items()
    }
    # A family that only the day moved into or out of the queue is no effect of the draft.
    moved_by_the_day = was_claimable ^ {pk for pk in found if before[pk].claimable}
    assert {pk: row.claim for pk, row in rows.items() if row.claim and pk not in moved_by_the_day} == {
        pk: effect for pk, effect in moves(claims_before, claims_now(), found.keys()).items()
        if pk not in moved_by_the_day
    }
    assert_pounds(rows)


def expected(judgement, row):
    """What the night should find of a family: what the version in force says, and where the preview says so, that."""
    verdicts = verdicts_as_data(judgement)
    if row is None:
        return without_the_day(readiness_as_data(judgement), verdicts)
    assert row.before == readiness_as_data(judgement)
    for *key, was, is_now in row.verdicts:
        assert verdicts.pop(tuple(key), None) == was
        if is_now is not None:
            verdicts[tuple(key)] = is_now
    return without_the_day(row.after, verdicts)


def without_the_day(readiness, verdicts):
    """A claim that can be made could be made every day: the day kept is the one on which a night first found it."""
    holds = readiness["route"] and readiness[readiness["route"]] == Status.MET
    return {**readiness, "earliest_on": "" if holds else readiness["earliest_on"]}, verdicts


def assert_pounds(rows):
    """The pounds of the preview are those that the queue then asks for."""
    queued = Claim.objects.filter(family__in=rows, status=ClaimStatus.QUEUED, framework="expanded")
    assert queued.exists()
    assert {claim.family_id: claim.amount for claim in queued} == {
        claim.family_id: rows[claim.family_id].pence_after for claim in queued
    }


def run_night_of(day):
    """Runs the night of this day with everything that the timetable does in it."""
    nights.open_night(business_date=day)
    for chunk in list(nights.waiting_chunks()):
        tasks.work_chunk(chunk)


def moves(before, after, families):
    """What became of the claims of these families, in the words of a preview."""
    inside = UNSENT
    found = {}
    for key in before.keys() | after.keys():
        if key[0] not in families or key[1] != "expanded":
            continue
        was, is_now = before.get(key), after.get(key)
        was_in = was is not None and was.status in inside
        is_in = is_now is not None and is_now.status in inside
        if was_in != is_in:
            found[key[0]] = ClaimEffect.JOINS if is_in else ClaimEffect.LEAVES
        elif was_in and was.status != ClaimStatus.QUEUED and is_now.status == ClaimStatus.QUEUED:
            found[key[0]] = ClaimEffect.LAPSES
    return found

