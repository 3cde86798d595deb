"""Two clocks: what was said of a day, knowing what was known then, is said again to the letter, and writes nothing."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max, Min

from families.models import ClaimMade
from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import EVERYONE, export_readiness, export_verdicts, judge_families_now
from outcomes.models import OutcomesPlan
from tests.outcomes.histories import told_in_turn
from tests.outcomes.worlds import disagreements, engine_rows, reference_rows
from tests.reference.generate import make_plans, make_world
from tests.reference.judge import parse_plan

pytestmark = pytest.mark.django_db

SEED, FAMILIES, DAY = 11, 120, date(2017, 3, 1)
DAYS = (DAY - timedelta(days=150), DAY)


def versions_of(plans):
    """The plans' texts by version, the first ones first."""
    numbers = [parse_plan(text)["version"] for text in plans]
    return [[text for text, number in zip(plans, numbers, strict=True) if number == n] for n in sorted(set(numbers))]


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """What was said in the course of time: (day, moment of knowing, the rows said then, what the reference says)."""
    said, published = [], []
    with django_db_blocker.unblock(), transaction.atomic():
        told = told_in_turn(make_world(SEED, FAMILIES, as_of=DAY), SEED)
        for version in versions_of(make_plans(SEED, DAY)):
            for text in version:
                publish_plan(text=text, by=None)
            published += version
            world, known_at = next(told)
            said += [(day, known_at, engine_rows(day, known_at), reference_rows(world, published, day)) for day in DAYS]
        yield said
        transaction.set_rollback(True)


def test_every_past_judgement_is_given_again_to_the_letter(said):
    assert len(said) == 6
    for day, known_at, then, expected in said:
        assert disagreements(expected, then) == []
        assert engine_rows(day, known_at) == then
    distinct = {str(then) for day, _, then, _ in said if day == DAY}
    assert len(distinct) == 3


def test_an_early_judgement_differs_where_facts_were_corrected_or_a_plan_was_published(said):
    """The history above really holds corrections that matter: a replay that read today's beliefs would be seen."""
    for day, known_at, then, _ in said[:4]:
        assert len(disagreements(then, engine_rows(day))) > FAMILIES, (day, known_at)


def test_a_fact_counts_from_the_very_moment_at_which_it_was_recorded(said):
    """Claims are the last file of a load: on that moment all is told, a moment before they are not."""
    *_, now, _ = said[-1]
    recorded_at = ClaimMade.objects.aggregate(last=Max("recorded_at"))["last"]
    assert engine_rows(DAY, recorded_at) == now
    assert engine_rows(DAY, recorded_at - timedelta(microseconds=1)) != now
    assert engine_rows(DAY, OutcomesPlan.objects.aggregate(first=Min("published_at"))["first"]) == ([], [])


def digests():
    """Every table of ours as its number of rows and a digest of them all."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(("families_", "outcomes_", "claims_")):
                cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
                found[table] = cursor.fetchone()
    return found


def test_a_replay_writes_nothing(said, capsys):
    judge_and_keep(EVERYONE, as_of=DAY, known_at=moment_of_reading())
    before = digests()
    assert before["outcomes_verdict"][0] > FAMILIES
    day, known_at, then, _ = said[0]
    assert engine_rows(day, known_at) == then
    assert len(list(export_verdicts(as_of=day, known_at=known_at))) == len(then[0])
    assert len(list(export_readiness(as_of=day, known_at=known_at))) == len(then[1])
    assert judge_families_now([1, 2, 3], as_of=day, known_at=known_at) is not None
    call_command("evaluate", "--as-of", day.isoformat(), "--known-at", known_at.isoformat())
    assert "Nothing was changed." in capsys.readouterr().out
    assert digests() == before


def test_the_digests_see_one_row_that_is_written(said):
    before = digests()
    with transaction.atomic():
        judge_and_keep(EVERYONE, as_of=DAY, known_at=said[0][1])
        assert {table for table, digest in digests().items() if digest != before[table]} == {
            "outcomes_verdict", "outcomes_readiness"
        }
