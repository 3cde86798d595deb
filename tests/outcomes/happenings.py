"""What happens between nights: facts come in, are corrected and withdrawn; members move; feeds and plans change.

Everything is written as beliefs are written (`families/two_clocks.py`), at random but from a seed alone, and dated
around the day. What the database refuses does not happen.
"""

import re
from datetime import timedelta

from django.db import DatabaseError, transaction

from families.enums import Framework, HouseholdRole, ProblemStatus
from families.facts.enums import ClaimMadeStatus, EventKind, SpellKind
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
    TermDates,
    TermRecord,
)
from families.two_clocks import moment_of_writing
from outcomes.actions import publish_plan
from outcomes.models import OutcomesPlan

NEAR = (-200, -60, -30, -8, -2, -1, -1, 0, 0, 1, 1, 2, 3, 5, 9, 14)


class Happenings:
    """Lets things happen on one day after another."""

    def __init__(self, rng):
        self.rng = rng
        self.families = list(Family.objects.order_by("pk").values_list("pk", flat=True))
        self.people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        self.day = None
        self.number = 0

    def happen(self, day, *, some, common=0.35):
        """So many ordinary things, and at times one that bears on many families."""
        self.day = day
        for _ in range(some):
            self._one(self.rng.choice(ORDINARY))
        if self.rng.random() < common:
            self._one(self.rng.choice(COMMON))

    def _one(self, what):
        try:
            with transaction.atomic():
                what(self, moment_of_writing())
        except DatabaseError:
            pass  # it cannot be so

    def near(self):
        """A day not far from today, most often about today or soon."""
        return self.day + timedelta(days=self.rng.choice(NEAR))

    def maybe(self, value):
        """The value, or nothing."""
        return self.rng.choice([value, None])

    def current(self, model):
        """A belief held now, or None."""
        found = list(model.objects.current().order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.rng.choice(found)) if found else None

    def withdraw(self, row, at):
        type(row).objects.filter(pk=row.pk).update(superseded_at=at)

    def correct(self, model, at, **fields):
        """Replaces a random belief by one that says something else; sometimes only closes it."""
        row = self.current(model)
        if row is None:
            return
        self.withdraw(row, at)
        if self.rng.random() < 0.15:
            return
        values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        for name in ("id", "recorded_at", "superseded_at", "superseded_by_id", "superseded_load_id"):
            values.pop(name)
        changed = self.rng.choice(list(fields))
        model.objects.create(**{**values, "recorded_at": at, changed: fields[changed]})

    def subject(self):
        """Whom a fact is about: a person mostly, else a family."""
        if self.rng.random() < 0.75:
            return {"person_id": self.rng.choice(self.people)}
        return {"family_id": self.rng.choice(self.families)}

    def grade(self):
        return self.rng.choice([1, 1, 2, 3])

    def source(self):
        self.number += 1
        return {"source": "council", "source_ref": f"happened {self.number}"}


def event(h, at):
    Event.objects.create(
        recorded_at=at, kind=h.rng.choice(EventKind.values), occurred_on=h.near(), **h.subject(), **h.source()
    )


def event_corrected(h, at):
    h.correct(Event, at, occurred_on=h.near(), kind=h.rng.choice(EventKind.values), grade=h.grade())


def spell(h, at):
    first = h.near()
    last = h.maybe(max(first, h.near()))
    Spell.objects.create(
        recorded_at=at, kind=h.rng.choice(SpellKind.values), starts_on=first, ends_on=last, **h.subject(), **h.source()
    )


def work(h, at):
    """Work begins, or a benefit does."""
    kind = h.rng.choice(["employment", "employment", "benefit_jsa", "benefit_uc"])
    adults = list(
        Membership.objects.current().filter(role=HouseholdRole.ADULT).order_by("pk").values_list("person", flat=True)
    )
    first = h.near()
    Spell.objects.create(
        recorded_at=at, kind=kind, starts_on=first, ends_on=h.maybe(max(first, h.near())),
        person_id=h.rng.choice(adults), **h.source(),
    )


def spell_corrected(h, at):
    h.correct(Spell, at, ends_on=h.maybe(h.near()), starts_on=h.near(), grade=h.grade())


def term_record(h, at):
    h.correct(TermRecord, at, unauthorised=h.rng.randint(0, 30), authorised=0, possible=h.rng.choice([19, 20, 130]))


def score(h, at):
    tool = h.current(Score).tool
    Score.objects.create(recorded_at=at, tool=tool, scored_on=h.near(), score=h.rng.randint(1, 10), **h.subject())


def score_corrected(h, at):
    h.correct(Score, at, score=h.rng.randint(1, 10), scored_on=h.near())


def judgement(h, at):
    Judgement.objects.create(
        recorded_at=at, family_id=h.rng.choice(h.families), headline=h.current(Problem).headline, decided_on=h.near(),
        decided_by="A manager", achieved=h.rng.random() < 0.7, reason="As seen.",
    )


def judgement_corrected(h, at):
    h.correct(Judgement, at, achieved=h.rng.random() < 0.5, decided_on=h.near())


def membership(h, at):
    h.correct(
        Membership, at, ends_on=h.maybe(h.near()), starts_on=h.near(), role=h.rng.choice(HouseholdRole.values)
    )


def new_member(h, at):
    Membership.objects.create(
        recorded_at=at, family_id=h.rng.choice(h.families), person_id=h.rng.choice(h.people),
        role=h.rng.choice(HouseholdRole.values), starts_on=h.near(), ends_on=None,
    )


def person(h, at):
    row = h.current(PersonDetails)
    shifted = row.date_of_birth + timedelta(days=h.rng.choice([-400, -30, -1, 1, 30]))
    h.correct(PersonDetails, at, date_of_birth=h.rng.choice([shifted, of_age(h), of_age(h)]))


def of_age(h):
    """A birthday that makes somebody of age, or too old for school, soon."""
    soon = h.near()
    years = h.rng.choice([5, 16, 16, 18, 18, 21])
    return (soon - timedelta(days=60)).replace(year=soon.year - years, day=min(soon.day, 28)) + timedelta(days=60)


def problem(h, at):
    h.correct(Problem, at, status=h.rng.choice(ProblemStatus.values), identified_on=h.near())


def new_problem(h, at):
    Problem.objects.create(
        recorded_at=at, family_id=h.rng.choice(h.families), headline=h.current(Problem).headline,
        person_id=None, identified_on=h.near(), source="school", status=ProblemStatus.ACCEPTED,
    )


def plan(h, at):
    row = h.current(Plan)
    Plan.objects.create(
        recorded_at=at, family_id=h.rng.choice(h.families), agreed_on=h.near(), covers=None, objectives=row.objectives
    )


def plan_corrected(h, at):
    h.correct(Plan, at, objectives=[], agreed_on=h.near(), covers=None)


def lead_worker(h, at):
    h.correct(LeadWorker, at, ends_on=h.maybe(h.near()), starts_on=h.near())


def family(h, at):
    h.correct(
        FamilyDetails, at, engaged_on=h.maybe(h.near()), assessed_on=h.maybe(h.near()), closed_on=h.maybe(h.near()),
        identified_on=h.near(), framework=h.rng.choice(Framework.values),
    )


def claim(h, at):
    ClaimMade.objects.create(
        recorded_at=at, family_id=h.rng.choice(h.families), framework=h.rng.choice(Framework.values),
        route="sustained", claimed_on=h.near(), status=ClaimMadeStatus.PAID,
    )


def claim_corrected(h, at):
    h.correct(ClaimMade, at, status=h.rng.choice(ClaimMadeStatus.values), claimed_on=h.near())


def coverage(h, at):
    row = h.current(Coverage)
    first = row.ends_on + timedelta(days=h.rng.choice([-3, 1, 1, 2]))
    Coverage.objects.create(
        recorded_at=at, kind=row.kind, source=f"source {h.rng.random()}", starts_on=first, grade=h.grade(),
        ends_on=max(first, h.day + timedelta(days=h.rng.choice([-60, -46, -45, -20, -1, 5]))),
    )


def coverage_corrected(h, at):
    row = h.current(Coverage)
    h.withdraw(row, at)
    last = row.ends_on + timedelta(days=h.rng.choice([-40, -1, 1, 7, 7, 30]))
    if h.rng.random() < 0.85 and last >= row.starts_on:
        Coverage.objects.create(
            recorded_at=at, kind=row.kind, source=row.source, grade=row.grade, starts_on=row.starts_on, ends_on=last
        )


def coverage_withdrawn(h, at):
    h.withdraw(h.current(Coverage), at)


def calendar(h, at):
    h.correct(TermDates, at, counts=h.rng.random() < 0.8)


def outcomes_plan(h, at):
    """A new version of a plan, in force at once, soon or (published late) some days ago."""
    row = h.rng.choice(list(OutcomesPlan.objects.order_by("pk")))
    version = OutcomesPlan.objects.filter(code=row.code).count() + 1
    on = h.day + timedelta(days=h.rng.choice([-3, 0, 1, 4, 9]))
    text = re.sub(r"(?m)^version = .*$", f"version = {version}", row.toml)
    publish_plan(text=re.sub(r"(?m)^effective_from = .*$", f"effective_from = {on}", text), by=None)


ORDINARY = (
    event, event, event_corrected, spell, spell_corrected, work, work, term_record, score, score_corrected, judgement,
    judgement_corrected, membership, new_member, person, problem, new_problem, plan, plan_corrected, lead_worker,
    family, claim, claim_corrected,
)
COMMON = (coverage, coverage, coverage_corrected, coverage_corrected, coverage_withdrawn, calendar, outcomes_plan)
