"""The ledger against the engine: what it asks for is enough, on the day that it says and not before, and none too much.

For every family to which the ledger gives a day, exactly what it asks is supplied and judged by the real rules: on the
day the family is claimable, the day before it is not, and with any one thing withheld it is not.
`LEDGER_WORLDS=40` tries that many worlds instead of the usual few; `LEDGER_SEED` says where to begin.
"""

import os
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db import connection, transaction

from families.models import Coverage, Family, Person, Spell
from families.two_clocks import moment_of_writing
from outcomes.enums import Blocker
from outcomes.judging import Scope, judge, judge_families_now
from outcomes.ledger.reading import read_facts
from outcomes.ledger.rulebook import rulebook
from outcomes.ledger.rules import first_claim
from tests.outcomes.ledger.supplying import (
    as_known_on,
    coverage_of,
    households,
    supply,
    with_enough_problems,
    withhold,
    world_of,
)
from tests.outcomes.test_engine_against_reference import DAYS
from tests.outcomes.worlds import load, put
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
FAMILIES = 330
FEWEST = 250  # families of a world with a day: a thousand in four worlds
SEEDS = [13, 20, 25, 29]
if "LEDGER_WORLDS" in os.environ:
    FEWEST = 200
    first = int(os.environ.get("LEDGER_SEED", 1))
    SEEDS = range(first, first + int(os.environ["LEDGER_WORLDS"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_ledger_asks_for_is_exactly_what_it_takes(seed):
    today = DAYS[seed % len(DAYS)]
    plans = make_plans(seed, today)
    world = with_enough_problems(as_known_on(make_world(seed, FAMILIES, as_of=today), today), plans, today)
    put(world, plans)
    found, left_out = ledgers(today)
    assert len(found) >= FEWEST, left_out

    copies = supplied(world, found, today)
    wrong = []
    # The few first: after many, every judgement truncates its work tables again, and plans its statements again.
    for (day, _), references in sorted(groups(found).items(), key=lambda group: len(group[1])):
        wrong += tried(day, references, found, copies, today)
    assert wrong == [], "\n".join(wrong)


def ledgers(today):
    """family reference -> what the ledger says; and why there is no day for the others."""
    references = dict(Family.objects.values_list("pk", "reference"))
    facts = read_facts(references, as_of=today, known_at=None)
    judged = judge_families_now(references, as_of=today)
    assert judged.keys() == facts.keys()
    book = rulebook(as_of=today, known_at=now())
    found, left_out = {}, Counter()
    for pk, each in facts.items():
        claim = first_claim(each, book)
        if claim:
            found[references[pk]] = claim
            assert not judged[pk].claimable or claim.day == today
        else:
            blockers = set(judged[pk].blockers) & {
                Blocker.ALREADY_CLAIMED, Blocker.FEWER_THAN_NEEDED, Blocker.NO_OUTCOMES_PLAN
            }
            left_out[next(iter(sorted(blockers)), "nothing on record can still lead to it")] += 1
    return found, left_out


def supplied(world, found, today):
    """Loads every family with all that it was asked for, and a copy of it for each thing withheld.

    Answers family reference -> [(reference of the copy, the ask withheld)].
    """
    refs = dict(Person.objects.values_list("pk", "reference"))
    spells = {pk: source for pk, *source in Spell.objects.current().values_list("pk", "source", "source_ref")}
    spells = {pk: tuple(source) for pk, source in spells.items()}
    of_family, homes, copies = households(world), [], defaultdict(list)
    for reference, claim in found.items():
        home = of_family[reference]
        homes.append(supply(home, claim.asks, refs, spells, today))
        for number, ask in enumerate(claim.asks):
            if ask.kind != "coverage":
                homes.append(withhold(home, claim.asks, ask, refs, spells, today).copy(f"-w{number}"))
                copies[reference].append((f"{reference}-w{number}", ask))
    load(unique(world_of(homes, world)))
    return copies


def unique(world):
    """The world without rows said twice, as of people who belong to two families."""
    for name, rows in vars(world).items():
        setattr(world, name, list(dict.fromkeys(rows)))
    return world


def groups(found):
    """(day, days of feeds asked for) -> the families that are judged together: feeds are everybody's."""
    together = defaultdict(list)
    for reference, claim in found.items():
        feeds = frozenset(ask for ask in claim.asks if ask.kind == "coverage")
        together[claim.day, feeds].append(reference)
    return together


def tried(day, references, found, copies, today):
    """What is wrong with what the ledger said of these families, one line each."""
    feeds = [ask for ask in found[references[0]].asks if ask.kind == "coverage"]
    withheld = {copy: ask for reference in references for copy, ask in copies[reference]}
    claimable = claimable_on(day, [*references, *withheld], feeds)
    wrong = [f"{ref} is not claimable on {day}: {shown(found[ref].asks)}" for ref in references if ref not in claimable]
    wrong += [f"{ref} is claimable on {day} without {shown([withheld[ref]])}" for ref in withheld if ref in claimable]
    if day > today:
        early = claimable_on(day - ONE_DAY, references, feeds)
        wrong += [f"{ref} is claimable before {day}: {shown(found[ref].asks)}" for ref in early]
    for ask in feeds:
        early = claimable_on(day, references, [each for each in feeds if each is not ask])
        wrong += [f"{ref} is claimable on {day} without {shown([ask])}: {shown(found[ref].asks)}" for ref in early]
    return wrong


def claimable_on(day, references, feeds):
    """Which of the families the real rules find claimable on a day, with these days of feeds told besides.

    The days are put in for this judgement alone: loading them as a file would take longer than judging.
    """
    with transaction.atomic():
        recorded_at = moment_of_writing()
        Coverage.objects.bulk_create(
            Coverage(
                kind=row.kind, source=row.source, starts_on=row.starts_on, ends_on=row.ends_on, recorded_at=recorded_at
            )
            for row in coverage_of(feeds)
        )
        ids = dict(Family.objects.filter(reference__in=references).values_list("pk", "reference"))
        judge(Scope(families=tuple(ids)), as_of=day, known_at=now())
        with connection.cursor() as cursor:
            cursor.execute("SELECT family_id FROM work_readiness WHERE claimable")
            found = {ids[pk] for (pk,) in cursor.fetchall()}
        transaction.set_rollback(True)
    return found


def shown(asks):
    """Asks without what is empty in them."""
    return [ask.as_data() for ask in asks]


def now():
    """The present moment, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
