"""Putting an example family into the database for as long as it takes to judge it, out of everybody's sight.

An example lives at a moment of its own, long before the authority's records begin: its rows are dated and closed
there, so that it shares no calendar, no coverage and no plan with the real ones. All of it is rolled back.
"""

import random
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from families.enums import ProblemStatus, Stage
from families.facts.enums import Grade
from families.models import (
    ClaimMade,
    Coverage,
    Event,
    Family,
    FamilyDetails,
    Judgement,
    LeadWorker,
    Membership,
    Person,
    PersonDetails,
    Plan,
    Problem,
    Score,
    Spell,
    Term,
    TermDates,
    TermRecord,
)
from outcomes.actions import insert_plan

KNOWN_AT = datetime(1800, 1, 1, 12, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)
AT = {"recorded_at": KNOWN_AT - HALF_A_DAY, "superseded_at": KNOWN_AT + HALF_A_DAY}
SOURCE = "example"
# A version number that nobody publishes, so that nobody who publishes waits for a what-if.
NO_VERSION = 2_000_000_000


@contextmanager
def rolled_back():
    """Whatever is written inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_number():
    """A number for a row that will never be kept: below all real ones, which so have no gaps, and nobody else's."""
    return -random.randrange(1, 2**62)


def insert_plan_for_examples(plan):
    """The plan, in force on every day of the examples, and known at their moment alone."""
    return insert_plan(
        plan, at=KNOWN_AT, by=None, pk=a_number(), version=NO_VERSION, effective_from=date(1, 1, 1)
    )


def insert_world(example, framework):
    """The rows of one example. Gives the family, and its persons by what the example calls them."""
    family = Family.objects.create(pk=a_number(), reference=f"example{a_number()}")
    known = example["family"]
    FamilyDetails.objects.create(
        family=family, framework=framework, identified_on=known["identified_on"], engaged_on=known.get("engaged_on"),
        assessed_on=known.get("assessed_on"), closed_on=known.get("closed_on"), stage=Stage.ACTIVE_PLAN, **AT,
    )
    if known.get("lead_worker", True):
        LeadWorker.objects.create(family=family, name="A lead worker", **AT)
    people = _insert_people(example, family)
    _insert_work(example, family, people)
    _insert_school(example, people)
    _insert_facts(example, family, people)
    return family, people


def _insert_people(example, family):
    people, born = {}, {}
    for row in example.get("members", ()):
        born[row["person"]] = row["born"]
        if row["person"] not in people:
            people[row["person"]] = Person(pk=a_number(), reference=f"example{a_number()}")
    Person.objects.bulk_create(people.values())
    PersonDetails.objects.bulk_create(
        PersonDetails(person=person, forename=name, surname="Example", date_of_birth=born[name], **AT)
        for name, person in people.items()
    )
    Membership.objects.bulk_create(
        Membership(
            family=family, person=people[row["person"]], role=row["role"], starts_on=row["since"],
            ends_on=row.get("until"), **AT,
        )
        for row in example.get("members", ())
    )
    return people


def _insert_work(example, family, people):
    Problem.objects.bulk_create(
        Problem(
            family=family, headline=row["headline"], person=people.get(row.get("person")), source=SOURCE,
            identified_on=row["identified_on"], status=ProblemStatus.ACCEPTED, **AT,
        )
        for row in example.get("problems", ())
    )
    Plan.objects.bulk_create(
        Plan(
            family=family, agreed_on=row["agreed_on"],
            covers=sorted(people[name].pk for name in row["covers"].split()) if row.get("covers") else None,
            objectives=sorted(row.get("objectives", "").split()), **AT,
        )
        for row in example.get("agreed", ())
    )
    Judgement.objects.bulk_create(
        Judgement(
            family=family, headline=row["headline"], decided_on=row["decided_on"], decided_by="Somebody",
            decider_role=row["role"], achieved=row["achieved"], reason="Example", **AT,
        )
        for row in example.get("decisions", ())
    )
    ClaimMade.objects.bulk_create(
        ClaimMade(
            family=family, framework=family.details.get().framework, route=row["route"],
            claimed_on=row["claimed_on"], status=row["status"], **AT,
        )
        for row in example.get("claims", ())
    )


def _insert_school(example, people):
    terms = {row["term"]: Term(pk=a_number(), code=f"example{a_number()}") for row in example.get("terms", ())}
    Term.objects.bulk_create(terms.values())
    TermDates.objects.bulk_create(
        TermDates(
            term=terms[row["term"]], starts_on=row["starts_on"], ends_on=row["ends_on"],
            counts=row.get("counts", True), **AT,
        )
        for row in example.get("terms", ())
    )
    TermRecord.objects.bulk_create(
        TermRecord(
            person=people[row["person"]], term=terms[row["term"]], school="A school", possible=row["possible"],
            authorised=row["authorised"], unauthorised=row["unauthorised"], grade=Grade.OFFICIAL_RECORD, **AT,
        )
        for row in example.get("sessions", ())
    )


def _insert_facts(example, family, people):
    def about(row):
        person = people.get(row.get("person"))
        return {"person": person, "family": None if person else family, "grade": Grade.OFFICIAL_RECORD, **AT}

    Event.objects.bulk_create(
        Event(source=SOURCE, source_ref=str(a_number()), kind=row["kind"], occurred_on=row["happened_on"], **about(row))
        for row in example.get("events", ())
    )
    Spell.objects.bulk_create(
        Spell(
            source=SOURCE, source_ref=str(a_number()), kind=row["kind"], starts_on=row["starts_on"],
            ends_on=row.get("ends_on"), **about(row),
        )
        for row in example.get("spells", ())
    )
    Score.objects.bulk_create(
        Score(tool=row["tool"], scored_on=row["scored_on"], score=row["score"], **about(row))
        for row in example.get("scores", ())
    )
    Coverage.objects.bulk_create(
        Coverage(kind=row["kind"], source=SOURCE, starts_on=row["starts_on"], ends_on=row["ends_on"], **AT)
        for row in example.get("coverage", ())
    )
