"""How well founded a verdict is: the engine and the reference agree, and a plan may ask for more than there is."""

import random
from dataclasses import fields
from datetime import date

import pytest
from django.db import connection, transaction

from families.facts.enums import Grade
from outcomes.criteria.parameters import GRADES
from outcomes.judging import EVERYONE, judge, statement, today_and_now
from tests.outcomes.planted_faults import GRADE_FAULTS
from tests.outcomes.test_planted_faults import plant
from tests.outcomes.worlds import disagreements, engine_rows, put, reference_rows
from tests.reference.generate import make_plans, make_world
from tests.reference.judge import grades as reference_grades
from tests.reference.judge import parse_plan

pytestmark = pytest.mark.django_db

FAMILIES = 150
WORLDS = [(61, date(2017, 6, 30)), (62, date(2017, 3, 1))]
PLANTED = {name: (file, stands, instead) for file, faults in GRADE_FAULTS.items() for name, stands, instead in faults}
OF_PERSON = "person_id = (SELECT id FROM families_person WHERE reference = %(person_ref)s) "
GRADED = {
    # dataset: its table, and the columns by which a row is found again
    "term_records": ("families_termrecord", f"{OF_PERSON} AND school = %(school)s "
                     "AND term_id = (SELECT id FROM families_term WHERE code = %(term)s)"),
    "events": ("families_event", "source = %(source)s AND source_ref = %(source_ref)s"),
    "spells": ("families_spell", "source = %(source)s AND source_ref = %(source_ref)s"),
    "scores": ("families_score", "tool = %(tool)s AND scored_on = %(scored_on)s AND coalesce("
               "(SELECT reference FROM families_person WHERE id = person_id), "
               "(SELECT reference FROM families_family WHERE id = family_id)) = %(person_ref)s || %(family_ref)s"),
    "judgements": ("families_judgement", "headline = %(headline)s AND decided_on = %(decided_on)s "
                   "AND family_id = (SELECT id FROM families_family WHERE reference = %(family_ref)s)"),
    "coverage": ("families_coverage", "kind = %(kind)s AND source = %(source)s AND starts_on = %(starts_on)s"),
}


def graded(world, seed):
    """Gives the rows of the world grades, mostly good ones, and the same to the facts they were loaded as."""
    rng = random.Random(f"grades {seed}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # beliefs only close, but for this
        for name, (table, condition) in GRADED.items():
            for row in getattr(world, name):
                grade = rng.choices(list(Grade), [60, 20, 10, 6, 4])[0]
                cells = {field.name: getattr(row, field.name) for field in fields(row)}
                cursor.execute(f"UPDATE {table} SET grade = {grade:d} WHERE {condition}", cells)
                world.grades[row] = int(grade)
        cursor.execute("SET LOCAL session_replication_role = origin")


def asking(plans, seed):
    """The plans, with a lowest grade for about half of the criteria."""
    rng = random.Random(f"asking {seed}")
    told = []
    for text in plans:
        lines = []
        for line in text.splitlines():
            lines.append(line)
            if line.strip().startswith("kind = ") and rng.random() < 0.5:
                lines.append(f'lowest_grade = "{rng.choice(list(GRADES))}"')
        told.append("\n".join(lines) + "\n")
    return told


def engine_grades(as_of):
    """What the engine says: (family, headline, criterion, person) -> grade."""
    as_of, known_at = today_and_now(as_of, None)
    with transaction.atomic(), connection.cursor() as cursor:
        judge(EVERYONE, as_of=as_of, known_at=known_at)
        cursor.execute(
            "SELECT f.reference, c.headline, k.code, coalesce(p.reference, ''), v.grade FROM work_verdict v "
            "JOIN work_criterion c USING (criterion_id) JOIN outcomes_criterion k ON k.id = v.criterion_id "
            "JOIN families_family f ON f.id = v.family_id LEFT JOIN families_person p ON p.id = v.person_id"
        )
        return {key: grade for *key_cells, grade in cursor.fetchall() for key in [tuple(key_cells)]}


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """In which world each planted fault was seen first, by name. Where none is planted, nothing may differ."""
    found = {}
    with django_db_blocker.unblock():
        for seed, day in WORLDS:
            with transaction.atomic():
                plans, world = asking(make_plans(seed, day), seed), make_world(seed, FAMILIES, as_of=day)
                put(world, plans)
                graded(world, seed)
                rows = reference_rows(world, plans, day)
                said = reference_grades(world, [parse_plan(text) for text in plans], day)
                assert sum(row["reason"] == "GRADE_TOO_LOW" for row in rows[0]) > 20
                assert len(set(said.values())) == 6
                assert disagreements(rows, engine_rows(day)) == []
                assert engine_grades(day) == said
                for name in PLANTED.keys() - found.keys():
                    with pytest.MonkeyPatch.context() as patch:
                        plant(patch, *PLANTED[name])
                        if engine_grades(day) != said or disagreements(rows, engine_rows(day)):
                            found[name] = seed, day
                transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", PLANTED)
def test_engine_and_reference_agree_on_grades_and_see_the_fault(seen, name):
    assert name in seen


def test_the_words_for_grades_in_plans_are_the_same_in_the_rules():
    assert ", ".join(f"'{word}'" for word in GRADES) in statement("scope.sql")
    assert list(GRADES.values()) == [1, 2, 3, 4, 5]
