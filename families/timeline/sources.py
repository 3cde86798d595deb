"""What can stand on a family's timeline. Each source is one sort of line; later apps add theirs with `add_source`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable

from families.assessments.models import Assessment
from families.documents.enums import DocumentKind
from families.enums import HouseholdRole, ProblemStatus
from families.facts.enums import EventKind, SpellKind
from families.facts.models import Event, Judgement, Score, Spell, TermRecord
from families.facts.words import day_in_words
from families.household.enums import HomeUse, RelationshipKind
from families.household.models import Address, Relationship, UnbornChild
from families.lineage.enums import LineageKind
from families.lineage.models import LineageEvent
from families.models import Document, LeadWorker, Membership, Note, Problem
from families.notes.enums import NoteKind
from families.plans.models import Plan
from families.professionals.enums import ContactKind
from families.professionals.models import Professional, ProfessionalContact
from families.purposes.enums import NoticeWay, Purpose
from families.purposes.models import NoticeGiven, Objection
from families.referrals.enums import ReferralOutcome
from families.referrals.models import Referral
from families.scoring.models import OwnReading
from families.screening.models import ScreeningHeld


@dataclass(frozen=True)
class Scope:
    """Whose timeline: the ids of the family and of those who are or were its members, at a moment of knowledge."""

    family: Any
    people: Any
    known_at: Any


@dataclass(frozen=True)
class Told:
    """What a line says, and a longer text under it."""

    says: str
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One sort of line. `kind` groups sorts for the filter; `on` is the day; `fields` reach `says(said, names)`.

    `rows(scope)` gives the beliefs; `person` is the field with whom a line is about (blank: the family), `people` one
    that holds the ids of several. What is no belief says in `recorded` when it became known, and in `by` who wrote it.
    """

    code: str
    kind: str
    on: str | Combinable
    fields: dict
    says: Callable
    rows: Callable
    person: str = ""
    recorded: str = "recorded_at"
    is_belief: bool = True
    by: str = ""
    people: str = ""


KINDS = {
    "people": "People and homes", "event": "Events", "spell": "Work, benefits and care", "school": "School attendance",
    "problem": "Problems", "plan": "Assessments and plans", "score": "Scores", "judgement": "Decisions",
    "professional": "Professionals", "note": "Notes",
    "document": "Documents", "lead": "Lead workers", "referral": "Referrals",
    "purposes": "Privacy notices and objections",
}
SOURCES, BY_CODE = [], {}


def add_source(source, label=""):
    """Adds a sort of line; `label` names its kind in the filter, where the kind is new."""
    if source.code not in BY_CODE:
        KINDS.setdefault(source.kind, label or source.kind)
        SOURCES.append(source)
        BY_CODE[source.code] = source


def of_family(model, **conditions):
    """The beliefs of this model about the family."""
    return lambda scope: model.objects.known_at(scope.known_at).filter(family=scope.family, **conditions)


def of_people(model, **conditions):
    """The beliefs of this model about the family or anybody who is or was its member."""
    return lambda scope: model.objects.known_at(scope.known_at).filter(
        Q(family=scope.family) | Q(person__among=scope.people), **conditions
    )


def in_words(iso):
    """A day of the database's JSON in words."""
    return day_in_words(date.fromisoformat(iso))


def ended(said):
    """The last day in words, if there is one."""
    return f", until {in_words(said['ends_on'])}" if said.get("ends_on") else ""


def fields(*names):
    """Fields under their own names."""
    return {name: F(name) for name in names}


def home_in_words(said):
    parts = [said[name] for name in ("line_1", "line_2", "town", "postcode") if said[name]]
    return ", ".join(parts)


def verb_of_home(said, names):
    use = "Part of the time at" if said["use"] == HomeUse.PART_TIME else "Home at"
    return Told(f"{use} {home_in_words(said)}" + (f" ({said['ward']})" if said["ward"] else ""))


def relationship(said, names):
    who = names.get(said["person"], "Somebody")
    other = names.get(said["other"], "somebody")
    return Told(f"{who}: {RelationshipKind(said['kind']).label.lower()} of {other}")


def relationship_ended(said, names):
    return Told(f"{relationship(said, names).says}, until this day")


def school(said, names):
    missed = said["authorised"] + said["unauthorised"]
    return Told(
        f"{said['term']} at {said['school']}: {missed} of {said['possible']} sessions missed, "
        f"{said['unauthorised']} without permission"
    )


def problem(said, names):
    status = "" if said["status"] == ProblemStatus.ACCEPTED else f" ({ProblemStatus(said['status']).label.lower()})"
    source = f"From {said['source']}" if said["source"] else ""
    return Told(f"Problem: {headline(said['headline'], names)}{status}", source)


def plan(said, names):
    covers = "every member" if said["covers"] is None else f"{len(said['covers'])} members"
    return Told(f"Plan agreed for {covers}, with {len(said['objectives'])} objectives")


def judgement(said, names):
    made = "Progress" if said["achieved"] else "No progress"
    return Told(f"{made} under {headline(said['headline'], names)}, decided by {said['decided_by']}", said["reason"])


def note(said, names):
    what = NoteKind(said["kind"]).label
    if said["cites"]:
        what = f"{'Correction of' if said['corrects'] else 'Addition to'} a note ({what[0].lower()}{what[1:]})"
    about = ", ".join(names.get(pk, "somebody") for pk in said["about"])
    significant = "Significant event. " if said["is_significant"] else ""
    return Told(f"{significant}{what}" + (f": {about}" if about else ""), said["text"])


def notes(scope):
    found = Note.objects.standing().filter(family=scope.family)  # what was in error is withheld at any moment
    return found if scope.known_at is None else found.filter(recorded_at__lte=scope.known_at)


def screening(said, names):
    return Told(f"Screening: {len(said['asked'])} headlines asked about, something recorded under {said['found']}",
                said["says"])


def screenings(scope):
    found = ScreeningHeld.objects.filter(family=scope.family)
    return found if scope.known_at is None else found.filter(recorded_at__lte=scope.known_at)


def contact(said, names):
    return Told(f"{ContactKind(said['kind']).label}: {said['name']}, {said['agency']}")


def professional(field):
    """What was last said of the professional of a contact."""
    return Subquery(Professional.objects.filter(thread=OuterRef("thread")).order_by("-recorded_at").values(field)[:1])


def headline(code, names):
    """The name of a headline of the family's plan, or its code."""
    return names.get(f"headline {code}", code)


def lineage(said, names):
    return Told(f"{LineageKind(said['kind']).label} ({said['earlier']} and {said['later']})")


def lineage_rows(scope):
    events = LineageEvent.objects.known_at(scope.known_at)
    return events.filter(Q(earlier=scope.family) | Q(later=scope.family))


PEOPLE, SPELL = "people", "spell"
for one in (
    Source(
        "joined", PEOPLE, "starts_on", fields("role"),
        lambda said, names: Told(f"Member of the family as {HouseholdRole(said['role']).label.lower()}"),
        of_family(Membership), "person",
    ),
    Source(
        "left", PEOPLE, "ends_on", fields("role"),
        lambda said, names: Told(f"Last day as {HouseholdRole(said['role']).label.lower()} in the family"),
        of_family(Membership, ends_on__isnull=False), "person",
    ),
    Source(
        "home", PEOPLE, "starts_on", fields("line_1", "line_2", "town", "postcode", "ward", "use"), verb_of_home,
        of_family(Address), "person",
    ),
    Source(
        "left_home", PEOPLE, "ends_on", fields("line_1", "line_2", "town", "postcode"),
        lambda said, names: Told(f"Last day at {home_in_words(said)}"), of_family(Address, ends_on__isnull=False),
        "person",
    ),
    Source(
        "relationship", PEOPLE, "starts_on", fields("person", "kind", "other"), relationship,
        of_family(Relationship, starts_on__isnull=False),
    ),
    Source(
        "relationship_ended", PEOPLE, "ends_on", fields("person", "kind", "other"), relationship_ended,
        of_family(Relationship, ends_on__isnull=False),
    ),
    Source(
        "expected", PEOPLE, "starts_on", fields("due_on"),
        lambda said, names: Told(f"Expecting a child, due {in_words(said['due_on'])}"), of_family(UnbornChild),
        "person",
    ),
    Source(
        "born", PEOPLE, "ends_on", fields("born_as"),
        lambda said, names: Told(f"{names.get(said['born_as'], 'A child')} was born"),
        of_family(UnbornChild, born_as__isnull=False), "person",
    ),
    Source("lineage", PEOPLE, "happened_on", {
        "kind": F("kind"), "earlier": F("earlier__reference"), "later": F("later__reference"),
    }, lineage, lineage_rows),
    Source(
        "event", "event", "occurred_on", fields("kind", "note", "source"),
        lambda said, names: Told(EventKind(said["kind"]).label, said["note"]), of_people(Event), "person",
    ),
    Source(
        "spell", SPELL, "starts_on", fields("kind", "note", "ends_on"),
        lambda said, names: Told(f"{SpellKind(said['kind']).label} began{ended(said)}", said["note"]),
        of_people(Spell), "person",
    ),
    Source(
        "spell_ended", SPELL, "ends_on", fields("kind"),
        lambda said, names: Told(f"{SpellKind(said['kind']).label}: last day"),
        of_people(Spell, ends_on__isnull=False), "person",
    ),
    Source(
        "school", "school", "term__dates__ends_on",
        {**fields("school", "possible", "authorised", "unauthorised"), "term": F("term__code")}, school,
        lambda scope: TermRecord.objects.known_at(scope.known_at).filter(
            person__among=scope.people, term__dates__superseded_at=None
        ), "person",
    ),
    Source(
        "score", "score", "scored_on", fields("tool", "score"),
        lambda said, names: Told(f"{names.get('tool ' + said['tool'], said['tool'])}: {said['score']:g}"),
        of_people(Score), "person",
    ),
    Source(
        "own_reading", "score", "scored_on", fields("tool", "score", "words"),
        lambda said, names: Told(
            f"{names.get('tool ' + said['tool'], said['tool'])}, in their own view: {said['score']}", said["words"]
        ), of_people(OwnReading), "person",
    ),
    Source(
        "screening", "problem", "held_on", fields("asked", "found", "says"), screening, screenings, is_belief=False,
        by="recorded_by",
    ),
    Source(
        "assessment", "plan", "assessed_on", {}, lambda said, names: Told("Whole-family assessment"),
        of_family(Assessment),
    ),
    Source(
        "judgement", "judgement", "decided_on", fields("headline", "achieved", "decided_by", "reason"), judgement,
        of_family(Judgement),
    ),
    Source(
        "problem", "problem", "identified_on", fields("headline", "status", "source"), problem, of_family(Problem),
        "person",
    ),
    # a plan of which there is a version in words has a line of its own (`plan_lines`)
    Source("plan", "plan", "agreed_on", fields("covers", "objectives"), plan, of_family(Plan, agreement=None)),
    Source(
        "professional", "professional", "starts_on", fields("name", "agency"),
        lambda said, names: Told(f"{said['name']}, {said['agency']}, began to work with the family"),
        of_family(Professional),
    ),
    Source(
        "professional_left", "professional", "ends_on", fields("name", "agency"),
        lambda said, names: Told(f"{said['name']}, {said['agency']}: last day with the family"),
        of_family(Professional, ends_on__isnull=False),
    ),
    Source(
        "contact", "professional", "happened_on", {
            "kind": F("kind"), "name": professional("name"), "agency": professional("agency"),
        },
        contact,
        of_family(ProfessionalContact),
    ),
    Source(
        "note", "note", "happened_on", fields("kind", "text", "about", "is_significant", "cites", "corrects"), note,
        notes, is_belief=False, by="written_by", people="about",
    ),
    Source(
        "document", "document", "dated_on", fields("title", "kind", "about"),
        lambda said, names: Told(
            f"{DocumentKind(said['kind']).label}: {said['title']}"
            + (f" ({about})" if (about := ", ".join(names.get(pk, "somebody") for pk in said["about"])) else "")
        ),
        lambda scope: Document.objects.known_at(scope.known_at).filter(family=scope.family), recorded="added_at",
        is_belief=False, by="added_by", people="about",
    ),
    Source(
        "lead", "lead", "starts_on", fields("name"),
        lambda said, names: Told(f"{said['name']} began to lead the work"),
        of_family(LeadWorker, starts_on__isnull=False),
    ),
    Source(
        "referral", "referral", "received_on", fields("referrer_name", "referrer_agency", "reason"),
        lambda said, names: Told(
            f"Referred by {said['referrer_name']}, {said['referrer_agency']}", said["reason"]
        ), of_family(Referral),
    ),
    Source(
        "referral_told", "referral", "outcome_told_on", fields("referrer_name", "outcome", "told"),
        lambda said, names: Told(
            f"{said['referrer_name']} was told: {ReferralOutcome(said['outcome']).label.lower()}", said["told"]
        ), of_family(Referral, outcome_told_on__isnull=False),
    ),
    Source(
        "notice", "purposes", "given_on", fields("version", "way"),
        lambda said, names: Told(f"Privacy notice {said['version']}: {NoticeWay(said['way']).label.lower()}"),
        of_family(NoticeGiven), "person",
    ),
    Source(
        "objection", "purposes", "objected_on", fields("purpose", "reason"),
        lambda said, names: Told(f"Objection to: {Purpose(said['purpose']).label}", said["reason"]),
        of_family(Objection), "person",
    ),
):
    add_source(one)
