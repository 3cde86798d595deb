"""Which facts a judgement rests on, and how each is written into the evidence."""

from collections import defaultdict

from families.enums import HouseholdRole, ProblemStatus
from families.facts.enums import EventKind
from families.models import (
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
from families.together import compiled_once
from outcomes.enums import CriterionKind
from outcomes.models import Headline, OutcomesPlan

GRADED = ("event", "spell", "score", "judgement", "termrecord")
EXCLUSIONS = (EventKind.FIXED_EXCLUSION, EventKind.PERMANENT_EXCLUSION)


def listed(parameters, name):
    """A criterion's parameter as a list of kinds, however it was written."""
    value = parameters.get(name) or []
    return [value] if isinstance(value, str) else list(value)


def kinds_read(kind, parameters):
    """The kinds of event, the kinds of spell and the tool that a criterion of a kind reads."""
    if kind == CriterionKind.SCHOOL_TERMS:
        tested = parameters.get("max_fixed_exclusions") is not None
        return (set(EXCLUSIONS) if tested else set()), set(), None
    if kind in (CriterionKind.CLEAR_PERIOD, CriterionKind.REDUCTION):
        return set(listed(parameters, "events")), set(listed(parameters, "spells")), None
    if kind == CriterionKind.CONTINUOUS_WORK:
        spells = [kind for name in ("work", "benefits", "barred_by") for kind in listed(parameters, name)]
        return set(), set(spells), None
    return set(), set(), parameters.get("tool")


def keys_read_by(verdict, headline, facts):
    """The ids of the facts that one verdict rests on, out of the family's facts by what they are."""
    events, spells, tool = kinds_read(verdict.kind, verdict.parameters)
    found = [fact for fact in facts["event"] if fact["kind"] in events]
    found += [fact for fact in facts["spell"] if fact["kind"] in spells]
    found += [fact for fact in facts["score"] if fact["tool"] == tool]
    if verdict.kind == CriterionKind.SCHOOL_TERMS:
        found += facts["termrecord"]
    if verdict.kind == CriterionKind.JUDGEMENT:
        found += [fact for fact in facts["judgement"] if fact["headline"] == headline]
    person = verdict.person_reference
    return [fact["id"] for fact in found if not person or fact.get("person") == person]


def read_by(judgements, about, *, as_of, known_at):
    """The facts behind each judgement, family id -> list in a fixed order, all believed at `known_at`.

    Facts about the family itself (`standing`) count for every claim; the others are those of the kinds that its
    criteria read. Nothing dated after `as_of` is there. `about` is what `read_about` was answered.
    """
    reads = {family_id: _reads(judgement) for family_id, judgement in judgements.items()}
    people = {row.person_id for row in about.memberships}
    covered = {pk for row in about.agreed for pk in row.covers or []}
    of_people = _read_of_people(
        strangers=covered - people, people=people, terms={row.term_id for row in about.calendar}, families=list(reads),
        events=_all(reads, "events"), spells=_all(reads, "spells"), tools=_all(reads, "tools"),
        as_of=as_of, known_at=known_at,
    )
    found = defaultdict(list)
    for facts in (_standing(about, dict(of_people.strangers), as_of), _of_members(reads, about, of_people, as_of)):
        for family_id, fact in facts:
            found[family_id].append(fact)
    return {
        family_id: sorted(found[family_id], key=lambda fact: (fact["what"], int(fact["id"].rpartition("-")[2])))
        for family_id in judgements
    }


def _believed(model, known_at, *along, **conditions):
    rows = model.objects.known_at(known_at).filter(**conditions)
    return rows.select_related(*along, "recorded_by", "load").defer("load__rejected_file")


@compiled_once
def read_about(*, families, plans, as_of, known_at):
    """What is asked about the families themselves, their plans, and the calendar, as querysets by name."""
    of_families = {"family__among": families}
    return {
        "references": Family.objects.filter(pk__among=families).values_list("pk", "reference"),
        "plans": OutcomesPlan.objects.filter(pk__among=plans),
        "headlines": Headline.objects.filter(plan__among=plans),
        "memberships": _believed(Membership, known_at, "person", starts_on__lte=as_of, **of_families),
        "details": _believed(FamilyDetails, known_at, **of_families),
        "problems": _believed(
            Problem, known_at, "person", status=ProblemStatus.ACCEPTED, identified_on__lte=as_of, **of_families
        ),
        "agreed": _believed(Plan, known_at, agreed_on__lte=as_of, **of_families),
        "leads": _believed(LeadWorker, known_at, **of_families),
        "decided": _believed(Judgement, known_at, decided_on__lte=as_of, **of_families),
        "calendar": TermDates.objects.known_at(known_at).filter(ends_on__lt=as_of),
    }


@compiled_once
def _read_of_people(*, strangers, people, terms, families, events, spells, tools, as_of, known_at):
    """What is asked about people and of the kinds that are read. The kinds are few, and each choice a statement."""
    return {
        "strangers": Person.objects.filter(pk__among=strangers).values_list("pk", "reference"),
        "births": _believed(PersonDetails, known_at, "person", person__among=people),
        "records": _believed(TermRecord, known_at, "person", person__among=people, term__among=terms),
        **{
            f"{name}_of_{whom}": _believed(model, known_at, "person", **{whose: ids}, **wanted)
            for name, model, wanted in (
                ("events", Event, {"kind__in": events, "occurred_on__lte": as_of}),
                ("spells", Spell, {"kind__in": spells, "starts_on__lte": as_of}),
                ("scores", Score, {"tool__in": tools, "scored_on__lte": as_of}),
            )
            for whom, whose, ids in (("people", "person__among", people), ("families", "family__among", families))
        },
    }


def _all(reads, name):
    return tuple(sorted({each for read in reads.values() for each in getattr(read, name)}))


def _standing(about, strangers, as_of):
    for row in about.details:
        yield row.family_id, _fact(
            row, "Family record", standing=True, framework=row.framework, on=_day(row.identified_on),
            engaged_on=_day(row.engaged_on), assessed_on=_day(row.assessed_on), closed_on=_day(row.closed_on),
        )
    for row in about.memberships:
        yield row.family_id, _fact(
            row, f"Member, {row.get_role_display().lower()}", standing=True, person=row.person.reference,
            role=row.role, starts_on=_day(row.starts_on), ends_on=_day(row.ends_on),
        )
    for row in about.problems:
        yield row.family_id, _fact(
            row, f"Problem under “{row.headline}”", standing=True, headline=row.headline,
            person=row.person.reference if row.person else "", on=_day(row.identified_on), source=row.source,
        )
    covered = strangers | {row.person_id: row.person.reference for row in about.memberships}
    for row in about.agreed:
        yield row.family_id, _fact(
            row, "Plan agreed", standing=True, on=_day(row.agreed_on), objectives=row.objectives,
            covers=None if row.covers is None else sorted(covered[pk] for pk in row.covers),
        )
    for row in about.leads:
        if (row.starts_on is None or row.starts_on <= as_of) and (row.ends_on is None or row.ends_on >= as_of):
            yield row.family_id, _fact(
                row, f"Lead worker {row.name}", standing=True, name=row.name, starts_on=_day(row.starts_on),
                ends_on=_day(row.ends_on),
            )


class _Household:
    """Who belongs to which families, and when."""

    def __init__(self, memberships, as_of):
        self.by_person = defaultdict(list)
        for row in memberships:
            self.by_person[row.person_id].append(row)
        self.on_the_day = {
            (row.family_id, row.person_id): row.role
            for row in memberships if row.ends_on is None or row.ends_on >= as_of
        }

    def families(self, person_id):
        """Every family that the person ever belonged to."""
        return {row.family_id for row in self.by_person[person_id]}

    def overlaps(self, family_id, person_id, first, last):
        """Whether the person belonged to the family on some day of a stretch (no last day: without end)."""
        return any(
            row.family_id == family_id and (last is None or row.starts_on <= last)
            and (row.ends_on is None or row.ends_on >= first)
            for row in self.by_person[person_id]
        )


def _of_members(reads, about, told, as_of):
    household = _Household(about.memberships, as_of)
    for row in told.births:
        for family_id in household.families(row.person_id):
            yield family_id, _fact(
                row, "Date of birth", standing=True, person=row.person.reference, on=_day(row.date_of_birth)
            )
    for row in [*told.events_of_people, *told.events_of_families]:
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            mine = row.family_id or household.overlaps(family_id, row.person_id, row.occurred_on, row.occurred_on)
            theirs = row.kind in EXCLUSIONS and (family_id, row.person_id) in household.on_the_day
            if row.kind in reads[family_id].events and (mine or theirs):
                yield family_id, _fact(
                    row, row.get_kind_display(), kind=row.kind, on=_day(row.occurred_on), person=_person(row),
                    source=row.source, source_ref=row.source_ref,
                )
    for row in [*told.spells_of_people, *told.spells_of_families]:
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            mine = row.family_id or household.overlaps(family_id, row.person_id, row.starts_on, row.ends_on)
            theirs = household.on_the_day.get((family_id, row.person_id)) == HouseholdRole.ADULT
            if row.kind in reads[family_id].spells and (mine or theirs):
                yield family_id, _fact(
                    row, row.get_kind_display(), kind=row.kind, starts_on=_day(row.starts_on),
                    ends_on=_day(row.ends_on), person=_person(row), source=row.source, source_ref=row.source_ref,
                )
    yield from _terms(told, about, household, reads)
    for row in [*told.scores_of_people, *told.scores_of_families]:
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            if row.tool in reads[family_id].tools and (
                row.family_id or (family_id, row.person_id) in household.on_the_day
            ):
                yield family_id, _fact(
                    row, f"Score of {row.tool}", tool=row.tool, on=_day(row.scored_on), score=format(row.score, "f"),
                    person=_person(row),
                )
    for row in about.decided:
        if row.headline in reads[row.family_id].judged_headlines:
            yield row.family_id, _fact(
                row, "Progress achieved" if row.achieved else "Progress not achieved", headline=row.headline,
                on=_day(row.decided_on), decided_by=row.decided_by, decider_role=row.decider_role,
                achieved=row.achieved, reason=row.reason,
            )


def _terms(told, about, household, reads):
    dates = {row.term_id: row for row in about.calendar}
    for row in told.records:
        term = dates[row.term_id]
        for family_id in household.families(row.person_id):
            role = household.on_the_day.get((family_id, row.person_id))
            if reads[family_id].terms and role == HouseholdRole.CHILD:
                yield family_id, _fact(
                    row, "School term", person=row.person.reference, school=row.school, starts_on=_day(term.starts_on),
                    ends_on=_day(term.ends_on), counts=term.counts, possible=row.possible, authorised=row.authorised,
                    unauthorised=row.unauthorised,
                )


class _reads:
    """What one judgement's criteria read."""

    def __init__(self, judgement):
        self.events, self.spells, self.tools, self.judged_headlines, self.terms = set(), set(), set(), set(), False
        for headline in judgement.headlines:
            for verdict in headline.verdicts:
                events, spells, tool = kinds_read(verdict.kind, verdict.parameters)
                self.events |= events
                self.spells |= spells
                self.tools |= {tool} - {None}
                self.terms |= verdict.kind == CriterionKind.SCHOOL_TERMS
                if verdict.kind == CriterionKind.JUDGEMENT:
                    self.judged_headlines.add(headline.code)


def _fact(row, label, *, standing=False, **content):
    """A believed row as the evidence holds it: dates as ISO text, people and families by reference."""
    what = row._meta.model_name
    graded = {"grade": row.grade} if what in GRADED else {}
    return {
        "id": f"{what}-{row.pk}", "what": what, "label": label, "standing": standing, **content, **graded,
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": row.recorded_by.username if row.recorded_by else "",
        "file": f"{row.load.file_name} (load {row.load_id})" if row.load else "",
    }


def _person(row):
    return row.person.reference if row.person else ""


def _day(day):
    return day.isoformat() if day else ""


