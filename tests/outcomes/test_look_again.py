"""Nothing about a family changes before the day on which it is looked at again; planted faults are seen to break that.

Families on the edges of the rules are judged day after day on the same knowledge, under one plan and whole feeds, which
nights compare for themselves. Whoever is judged otherwise than the day before must have been due.
"""

import random
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from families import models
from families.two_clocks import moment_of_reading, moment_of_writing
from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import EVERYONE, statement
from outcomes.models import OutcomesPlan
from tests.outcomes.happenings import Happenings
from tests.outcomes.sound_plan import SOUND
from tests.outcomes.worlds import load, put
from tests.reference.generate import make_plans, make_world
from tests.reference.world import Coverage, Event, Family, Membership, Person, Problem, Spell, Term, World

pytestmark = pytest.mark.django_db

FAMILIES, DAYS, HAPPENINGS = 120, 36, 700
ONE_DAY = timedelta(days=1)

# Which statement, what it says, and what it says with the fault.
LOOK, DATED = "look_again.sql", "nights/dated.sql"
FAULTS = {
    "time that passes": (LOOK, "WHERE due_on > %(as_of)s", "WHERE due_on > %(as_of)s::date + 1"),
    "the end of a term": (LOOK, "t.ends_on + 1, 'term'", "t.ends_on + 2, 'term'"),
    "the end of school age": (LOOK, "m.school_until + 1", "m.school_until + 2"),
    "coming of age": (LOOK, "outcomes_plus(m.date_of_birth, 12 *", "1 + outcomes_plus(m.date_of_birth, 12 *"),
    "members who leave": (LOOK, "ends_on + 1, 'member'", "ends_on + 2, 'member'"),
    "a fact that leaves the months": (LOOK, "+ 1), 'slides'", "+ 2), 'slides'"),
    "months that end early": (
        LOOK, "greatest(outcomes_plus(occurred_on + 1, months), %(as_of)s::date + 1), 'slides'",
        "outcomes_plus(occurred_on + 1, months), 'slides'",
    ),
    "a member's fact that leaves the months": (LOOK, "e ON e.person_id = m", "e ON false AND e.person_id = m"),
    "the family's fact that leaves the months": (LOOK, "e ON e.family_id = s", "e ON false AND e.family_id = s"),
    "work that just stopped": (LOOK, "NOT good_days @> %(as_of)s::date - 1\n", "false\n"),
    "rules that take turns": (LOOK, "OR (many_gaps AND", "OR (false AND"),
    "a decision's validity": (LOOK, "::int) + 1, 'expires'", "::int) + 2, 'expires'"),
    **{
        f"what is to come: {day}": (DATED, f"{day} <= %(as_of)s", f"{day} < %(as_of)s")
        for day in (
            "d.identified_on", "d.engaged_on", "d.assessed_on", "d.closed_on", "m.starts_on", "l.starts_on",
            "p.identified_on", "p.agreed_on", "c.claimed_on", "j.decided_on", "e.occurred_on", "s.scored_on",
            "p.starts_on",
        )
    },
    "a lead worker who leaves": (DATED, "l.ends_on >= %(before_as_of)s", "l.ends_on > %(before_as_of)s"),
    "the day after a spell begins": (DATED, "p.starts_on >= %(before_as_of)s", "p.starts_on > %(before_as_of)s"),
    "the end of a spell": (DATED, "p.ends_on < %(as_of)s", "p.ends_on < %(as_of)s::date - 1"),
    "the day after a spell": (DATED, "p.ends_on >= %(before_as_of)s::date - 1", "p.ends_on >= %(before_as_of)s"),
}


def the_same_for_all():
    """One version of each plan, whole feeds: nothing that families share changes by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        OutcomesPlan.objects.filter(version=1).update(effective_from=date(2030, 1, 1))
        OutcomesPlan.objects.filter(version=2).update(effective_from=date(2010, 1, 1))
        OutcomesPlan.objects.filter(version=3).update(effective_from=date(2030, 1, 1))
        cursor.execute("SET LOCAL session_replication_role = origin")
    at = moment_of_writing()
    kinds = set(models.Coverage.objects.values_list("kind", flat=True))
    models.Coverage.objects.current().update(superseded_at=at)
    for kind in kinds:
        models.Coverage.objects.create(
            recorded_at=at, kind=kind, source="all", starts_on=date(2000, 1, 1), ends_on=date(2040, 1, 1)
        )


def told(reference, *members, headline="crime", engaged_on, **facts):
    """A family of the sound plan with one problem, and these facts."""
    world = World(**facts)
    for person, role, born in members:
        world.people.append(Person(person, "Ada", "Okafor", born))
        world.memberships.append(Membership(reference, person, role, date(2010, 1, 1)))
    world.families.append(
        Family(reference, "expanded", engaged_on=engaged_on, assessed_on=engaged_on, lead_worker="Ann Price")
    )
    world.problems.append(Problem(reference, headline, members[0][0] if members else "", date(2016, 6, 1)))
    return world


def put_under(*worlds, plan=SOUND):
    """Loads these worlds under a plan that has long been in force."""
    publish_plan(text=plan.replace("2016-09-01", "2012-01-01"), by=None)
    for world in worlds:
        load(world)


def end_of_february():
    """Events of late August, of a member and of a family, leave the last six months when February, which is too short
    for them, is over."""
    whole = [Coverage(kind, date(2000, 1, 1), date(2040, 1, 1), "all") for kind in ("asb_incident", "police_callout")]
    days = (date(2016, 6, 1), date(2016, 8, 30))
    put_under(
        told("F1", ("P1", "adult", date(1980, 5, 1)), engaged_on=date(2016, 7, 1), coverage=whole,
             events=[Event(f"1 {on}", "council", "asb_incident", on, "P1") for on in days]),
        told("F2", engaged_on=date(2016, 7, 1),
             events=[Event(f"2 {on}", "council", "asb_incident", on, "", "F2") for on in days]),
    )
    return date(2017, 2, 26), 6


def end_of_school():
    """A child leaves school, on the last Friday of June, before enough terms have gone by."""
    put_under(
        told("F1", ("P1", "child", date(2001, 3, 1)), headline="education", engaged_on=date(2017, 3, 1),
             terms=[Term("SUM17", date(2017, 4, 18), date(2017, 7, 21))]),
    )
    return date(2017, 6, 28), 5


def two_rules_take_turns():
    """Work after one benefit has lasted long enough; then so has its later part, after another benefit, by the rule
    that comes first in the plan."""
    lines = SOUND.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.strip().startswith("benefit_jsa ="))
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    spells = [
        ("benefit_jsa", date(2016, 1, 1), date(2016, 12, 31)), ("employment", date(2017, 1, 1), date(2017, 5, 1)),
        ("benefit_esa", date(2017, 5, 2), date(2017, 5, 11)), ("employment", date(2017, 5, 12), None),
    ]
    put_under(
        told("F1", ("P1", "adult", date(1980, 5, 1)), headline="work", engaged_on=date(2016, 12, 1),
             spells=[Spell(f"1 {first}", "DWP", kind, first, last, "P1") for kind, first, last in spells]),
        plan="".join(lines),
    )
    return date(2017, 8, 9), 5


def edges(seed, midst):
    """A world on the edges of the rules, among whose families much was recorded ahead, and the days to watch it."""
    put(make_world(seed, FAMILIES, as_of=midst), make_plans(seed, midst))
    the_same_for_all()
    Happenings(random.Random(f"look again {seed}")).happen(midst, some=HAPPENINGS, common=0)
    return midst - timedelta(days=DAYS // 3), DAYS


def judged(day, known_at):
    """What is said of every family on a day, in the parts that nights compare: family id -> rows."""
    judge_and_keep(EVERYONE, as_of=day, known_at=known_at)
    said = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM families_family")
        said = {pk: [] for (pk,) in cursor.fetchall()}
        cursor.execute(
            "SELECT family_id, criterion_id, person_id, status, reason, threshold, due_on, grade FROM work_verdict "
            "ORDER BY 1, 2, 3"
        )
        for family_id, *row in cursor.fetchall():
            said[family_id].append(row)
        cursor.execute(
            "SELECT family_id, framework, plan_id, engaged, eligible, sustained, employment, claimable, route, "
            "blockers, in_the_way::text, CASE WHEN 'met' <> ALL (ARRAY[sustained, employment]) THEN earliest_on END "
            "FROM work_readiness"
        )
        for family_id, *row in cursor.fetchall():
            said[family_id].append(row)
    return said


def text_of(name, fault=None):
    """A statement, or the statement with a fault that is planted in it."""
    text = statement(name).partition("UPDATE outcomes_lookagain")[0]
    if fault and FAULTS[fault][0] == name:
        _, stands, instead = FAULTS[fault]
        assert text.count(stands) == 1, stands
        text = text.replace(stands, instead)
    return text


def due_by_verdicts(day, known_at, fault=None):
    """Who is looked at again on the next day by what was just judged."""
    with connection.cursor() as cursor:
        cursor.execute(text_of(LOOK, fault), {"as_of": day, "known_at": known_at})
        cursor.execute("SELECT family_id FROM work_look_again WHERE next_on = %s", [day + ONE_DAY])
        return {pk for (pk,) in cursor.fetchall()}


def due_by_facts(day, known_at, fault=None):
    """Who is looked at again on the next day by the facts whose day it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(r.family_id, m.family_id) FROM ({text_of(DATED, fault)}) r "
            "LEFT JOIN families_membership m ON m.person_id = r.person_id",
            {"before_as_of": day, "as_of": day + ONE_DAY, "known_at": known_at},
        )
        return {pk for (pk,) in cursor.fetchall()}


def due(day, known_at, faults):
    """Who is looked at again on the next day: as the statements say (None), and as they say with each fault."""
    verdicts, facts = due_by_verdicts(day, known_at), due_by_facts(day, known_at)
    return {None: verdicts | facts} | {
        fault: facts | due_by_verdicts(day, known_at, fault) if FAULTS[fault][0] == LOOK
        else verdicts | due_by_facts(day, known_at, fault)
        for fault in faults
    }


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """Which faults were seen, by name: on which day somebody changed who was not due."""
    found = {}
    with django_db_blocker.unblock():
        for make in (
            end_of_february, end_of_school, two_rules_take_turns,
            lambda: edges(61, date(2016, 7, 1)), lambda: edges(62, date(2017, 1, 3)),
        ):
            with transaction.atomic():
                watch(*make(), found)
                transaction.set_rollback(True)
    return found


def watch(day, days, found):
    """Judges day after day, and compares whoever changed with what was said the day before of who is due."""
    known_at, before, said = moment_of_reading(), None, {}
    for _ in range(days):
        now = judged(day, known_at)
        changed = {pk for pk in now if before is not None and now[pk] != before[pk]}
        for fault, looked_at in said.items():
            late = changed - looked_at
            if fault is None:
                assert not late, (day, [(pk, before[pk], now[pk]) for pk in late])
            elif late:
                found[fault] = day
        said = due(day, known_at, FAULTS.keys() - found.keys())
        before, day = now, day + ONE_DAY


def test_nobody_changes_before_the_day(seen):
    assert seen


@pytest.mark.parametrize("fault", FAULTS)
def test_a_source_of_change_that_is_passed_over_is_seen(seen, fault):
    assert fault in seen
