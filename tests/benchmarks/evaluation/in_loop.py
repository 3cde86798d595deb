"""A careful loop: one family at a time, everything about it fetched ahead by the ORM, judged by rules in Python.

The rules are those of the reference implementation, which are written to be read: most developers' would be about as
fast, since most of the time goes into fetching and into one object per row.
"""

from django.db.models import Prefetch

from families.models import (
    ClaimMade,
    Coverage,
    Event,
    Family,
    FamilyDetails,
    Judgement,
    LeadWorker,
    Membership,
    PersonDetails,
    Plan,
    Problem,
    Score,
    Spell,
    TermDates,
    TermRecord,
)
from outcomes.models import OutcomesPlan
from tests.reference import world as rows
from tests.reference.judge import judge, parse_plan

AT_ONCE = 50
ROLES_THAT_MAY_DECIDE = ("", "programme_manager", "team_manager")  # in every plan that comes with the product


def verdicts_and_readiness(family_ids, *, as_of, known_at):
    """The rows of both exports for these families, as tuples of texts, in the order of the exports."""
    plans = [parse_plan(text) for text in OutcomesPlan.objects.values_list("toml", flat=True)]
    shared = rows.World(
        terms=[
            rows.Term(one.term.code, one.starts_on, one.ends_on, one.counts)
            for one in TermDates.objects.known_at(known_at).select_related("term")
        ],
        coverage=[
            rows.Coverage(one.kind, one.starts_on, one.ends_on, one.source)
            for one in Coverage.objects.known_at(known_at)
        ],
    )
    verdicts, readiness = [], []
    for start in range(0, len(family_ids), AT_ONCE):
        for family in _families(family_ids[start:start + AT_ONCE], known_at):
            said, ready = judge(_world(family, shared), plans, as_of)
            verdicts += [tuple(row.values()) for row in said]
            readiness += [tuple(row.values()) for row in ready]
    return sorted(verdicts), sorted(readiness)


def _families(family_ids, known_at):
    def known(relation, model, *related):
        return Prefetch(relation, queryset=model.objects.known_at(known_at).select_related(*related))

    return Family.objects.filter(pk__in=family_ids).order_by("reference").prefetch_related(
        known("details", FamilyDetails), known("lead_workers", LeadWorker), known("plans", Plan),
        known("problems", Problem, "person"), known("events", Event), known("spells", Spell),
        known("scores", Score), known("judgements", Judgement), known("claims_made", ClaimMade),
        known("memberships", Membership, "person"), known("memberships__person__details", PersonDetails),
        known("memberships__person__events", Event), known("memberships__person__spells", Spell),
        known("memberships__person__term_records", TermRecord, "term"), known("memberships__person__scores", Score),
    )


def _world(family, shared):
    """This family alone as rows of the reference implementation."""
    ref = family.reference
    world = rows.World(terms=shared.terms, coverage=shared.coverage)
    for one in family.details.all():
        leads = [worker.name for worker in family.lead_workers.all()]
        world.families.append(rows.Family(
            ref, one.framework, identified_on=one.identified_on, engaged_on=one.engaged_on, assessed_on=one.assessed_on,
            lead_worker=leads[0] if leads else "", closed_on=one.closed_on,
        ))
    people = {member.person_id: member.person for member in family.memberships.all()}
    world.problems = [
        rows.Problem(
            ref, one.headline, one.person.reference if one.person else "", one.identified_on, one.source, one.status
        )
        for one in family.problems.all()
    ]
    world.plans = [
        rows.Plan(
            ref, one.agreed_on, " ".join(people[person].reference for person in one.covers or [] if person in people),
            " ".join(one.objectives),
        )
        for one in family.plans.all()
    ]
    world.judgements = [
        rows.Judgement(ref, one.headline, one.decided_on, one.decided_by, one.achieved, one.reason)
        for one in family.judgements.all() if one.decider_role in ROLES_THAT_MAY_DECIDE
    ]
    world.claims = [
        rows.ClaimMade(ref, one.framework, one.route, one.claimed_on, one.amount, one.status)
        for one in family.claims_made.all()
    ]
    world.memberships = [
        rows.Membership(ref, one.person.reference, one.role, one.starts_on, one.ends_on)
        for one in family.memberships.all()
    ]
    subjects = [(family, "", ref), *((person, person.reference, "") for person in people.values())]
    for subject, person_ref, family_ref in subjects:
        world.events += [
            rows.Event(one.source_ref, one.source, one.kind, one.occurred_on, person_ref, family_ref)
            for one in subject.events.all()
        ]
        world.spells += [
            rows.Spell(one.source_ref, one.source, one.kind, one.starts_on, one.ends_on, person_ref, family_ref)
            for one in subject.spells.all()
        ]
        world.scores += [
            rows.Score(person_ref, family_ref, one.tool, one.scored_on, one.score) for one in subject.scores.all()
        ]
    for person in people.values():
        world.people += [
            rows.Person(person.reference, one.forename, one.surname, one.date_of_birth) for one in person.details.all()
        ]
        world.term_records += [
            rows.TermRecord(person.reference, one.term.code, one.school, one.possible, one.authorised, one.unauthorised)
            for one in person.term_records.all()
        ]
    return world
