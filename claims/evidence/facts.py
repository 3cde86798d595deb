"""Which facts a judgement rests on, and how each is written into the evidence."""

from collections import defaultdict

from families.enums import HouseholdRole, ProblemStatus
from families.facts.enums import EventKind
from families.models import (
    Event,
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
from outcomes.enums import CriterionKind

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


def read_by(judgements, *, as_of, known_at):
    """The facts behind each judgement, family id -> list in a fixed order, all believed at `known_at`.

    Facts about the family itself (`standing`) count for every claim; the others are those of the kinds that its
    criteria read. Nothing dated after `as_of` is there.
    """
    families = list(judgements)
    memberships = list(
        Membership.objects.known_at(known_at).filter(family__in=families, starts_on__lte=as_of)
        .select_related("person", "recorded_by", "load")
    )
    found = defaultdict(list)
    for facts in (
        _standing(families, memberships, as_of, known_at),
        _of_members(judgements, memberships, as_of, known_at),
    ):
        for family_id, fact in facts:
            found[family_id].append(fact)
    return {
        family_id: sorted(found[family_id], key=lambda fact: (fact["what"], int(fact["id"].rpartition("-")[2])))
        for family_id in judgements
    }


def _standing(families, memberships, as_of, known_at):
    def believed(model, **conditions):
        rows = model.objects.known_at(known_at).filter(**conditions).select_related("recorded_by", "load")
        return rows.select_related("person", "recorded_by", "load") if model is Problem else rows

    for row in believed(FamilyDetails, family__in=families):
        yield row.family_id, _fact(
            row, "Family record", standing=True, framework=row.framework, on=_day(row.identified_on),
            engaged_on=_day(row.engaged_on), assessed_on=_day(row.assessed_on), closed_on=_day(row.closed_on),
        )
    for row in memberships:
        yield row.family_id, _fact(
            row, f"Member, {row.get_role_display().lower()}", standing=True, person=row.person.reference,
            role=row.role, starts_on=_day(row.starts_on), ends_on=_day(row.ends_on),
        )
    for row in believed(
        Problem, family__in=families, status=ProblemStatus.ACCEPTED, identified_on__lte=as_of
    ):
        yield row.family_id, _fact(
            row, f"Problem under “{row.headline}”", standing=True, headline=row.headline,
            person=row.person.reference if row.person else "", on=_day(row.identified_on), source=row.source,
        )
    covered = {row.person_id: row.person.reference for row in memberships}
    plans = list(believed(Plan, family__in=families, agreed_on__lte=as_of))
    strangers = {pk for row in plans for pk in row.covers or []} - covered.keys()
    covered.update(Person.objects.filter(pk__in=strangers).values_list("pk", "reference"))
    for row in plans:
        yield row.family_id, _fact(
            row, "Plan agreed", standing=True, on=_day(row.agreed_on), objectives=row.objectives,
            covers=None if row.covers is None else sorted(covered[pk] for pk in row.covers),
        )
    for row in believed(LeadWorker, family__in=families):
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


def _of_members(judgements, memberships, as_of, known_at):
    household = _Household(memberships, as_of)
    people = list(household.by_person)
    reads = {family_id: _reads(judgement) for family_id, judgement in judgements.items()}

    def believed(model, about_family=True, **conditions):
        rows = model.objects.known_at(known_at).filter(**conditions).select_related("person", "recorded_by", "load")
        found = list(rows.filter(person__in=people))
        return found + list(rows.filter(family__in=list(judgements))) if about_family else found

    for row in believed(PersonDetails, about_family=False):
        for family_id in household.families(row.person_id):
            yield family_id, _fact(
                row, "Date of birth", standing=True, person=row.person.reference, on=_day(row.date_of_birth)
            )
    for row in believed(Event, kind__in={k for read in reads.values() for k in read.events}, occurred_on__lte=as_of):
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            mine = row.family_id or household.overlaps(family_id, row.person_id, row.occurred_on, row.occurred_on)
            theirs = row.kind in EXCLUSIONS and (family_id, row.person_id) in household.on_the_day
            if row.kind in reads[family_id].events and (mine or theirs):
                yield family_id, _fact(
                    row, row.get_kind_display(), kind=row.kind, on=_day(row.occurred_on), person=_person(row),
                    source=row.source, source_ref=row.source_ref,
                )
    for row in believed(Spell, kind__in={k for read in reads.values() for k in read.spells}, starts_on__lte=as_of):
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            mine = row.family_id or household.overlaps(family_id, row.person_id, row.starts_on, row.ends_on)
            theirs = household.on_the_day.get((family_id, row.person_id)) == HouseholdRole.ADULT
            if row.kind in reads[family_id].spells and (mine or theirs):
                yield family_id, _fact(
                    row, row.get_kind_display(), kind=row.kind, starts_on=_day(row.starts_on),
                    ends_on=_day(row.ends_on), person=_person(row), source=row.source, source_ref=row.source_ref,
                )
    yield from _terms(believed, household, reads, as_of, known_at)
    for row in believed(Score, tool__in={t for read in reads.values() for t in read.tools}, scored_on__lte=as_of):
        for family_id in [row.family_id] if row.family_id else household.families(row.person_id):
            if row.tool in reads[family_id].tools and (
                row.family_id or (family_id, row.person_id) in household.on_the_day
            ):
                yield family_id, _fact(
                    row, f"Score of {row.tool}", tool=row.tool, on=_day(row.scored_on), score=format(row.score, "f"),
                    person=_person(row),
                )
    decided = Judgement.objects.known_at(known_at).filter(family__in=list(judgements), decided_on__lte=as_of)
    for row in decided.select_related("recorded_by", "load"):
        if row.headline in reads[row.family_id].judged_headlines:
            yield row.family_id, _fact(
                row, "Progress achieved" if row.achieved else "Progress not achieved", headline=row.headline,
                on=_day(row.decided_on), decided_by=row.decided_by, decider_role=row.decider_role,
                achieved=row.achieved, reason=row.reason,
            )


def _terms(believed, household, reads, as_of, known_at):
    dates = {row.term_id: row for row in TermDates.objects.known_at(known_at).filter(ends_on__lt=as_of)}
    for row in believed(TermRecord, about_family=False, term__in=list(dates)):
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


