"""Everything that was recorded about a family, as one timeline: newest first, with corrections and withdrawals."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from families.enums import ProblemStatus
from families.models import Event, Judgement, Membership, Plan, Problem, Score, Spell, TermRecord
from families.together import compiled_once
from outcomes.criteria.score.sentences import tool_in_words
from outcomes.wording import both, counted, day, days_from_to, number


@dataclass(frozen=True)
class Sort:
    """One sort of fact: its model, the field with its day, and the fields by which a correction replaces it."""

    code: str
    label: str
    model: type
    on: str
    key: tuple[str, ...]


SORTS = (
    Sort("event", "Events", Event, "occurred_on", ("source", "source_ref")),
    Sort("spell", "Work, benefits, care and other spells", Spell, "starts_on", ("source", "source_ref")),
    Sort("attendance", "School attendance", TermRecord, "starts_on", ("person", "term", "school")),
    Sort("score", "Scores", Score, "scored_on", ("person", "family", "tool", "scored_on")),
    Sort("judgement", "Decisions", Judgement, "decided_on", ("family", "headline", "decided_on")),
    Sort("problem", "Problems", Problem, "identified_on", ("family", "headline", "person")),
    Sort("plan", "Plans", Plan, "agreed_on", ("family", "agreed_on")),
)
BY_CODE = {sort.code: sort for sort in SORTS}


@dataclass(frozen=True)
class Entry:
    """One fact on the timeline. `state` is blank while we believe it, else what became of it and when."""

    sort: str
    row: object
    on: date
    when: str
    says: str
    note: str
    person_id: int | None
    source: str
    recorded_at: datetime
    recorded_by: str
    state: str
    changed_at: datetime | None


@compiled_once
def _index(*, family, people, sort, person_id, as_of, known_at):
    """Which fact of which sort stands where, the newest first."""
    scope = _Scope(family, people, person_id, as_of, known_at)
    parts = [
        scope.facts(sort).values(
            sort=Value(sort.code, CharField()), fact=F("pk"), on=Cast(_day(sort), DateField()),
            recorded=F("recorded_at"),
        ).order_by()
        for sort in ([BY_CODE[sort]] if sort else SORTS)
    ]
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {"facts": whole.order_by("-on", "-recorded", "sort", "-fact")}


def _day(sort):
    return F("term__dates__starts_on") if sort.model is TermRecord else F(sort.on)


@compiled_once
def _facts(**wanted):
    """The facts with these ids, by sort."""
    return {code: _rows(BY_CODE[code], ids) for code, ids in wanted.items()}


def _rows(sort, ids):
    same = {name: OuterRef(name) for name in sort.key}
    later = sort.model.objects.filter(recorded_at=OuterRef("superseded_at"), **same)
    # only of a fact that is believed no more is it asked what became of it: that reads every fact of the sort
    was_corrected = Case(When(superseded_at__isnull=False, then=Exists(later)), default=Value(False))
    rows = sort.model.objects.filter(pk__among=ids).annotate(was_corrected=was_corrected)
    related = ["recorded_by", "load"] + (["term"] if sort.model is TermRecord else [])
    return rows.select_related(*related)


@dataclass(frozen=True)
class _Scope:
    """Whose facts, of which days, and as known when; `person_id`: about this member only."""

    family: int
    people: list[int]
    person_id: int | None
    as_of: date
    known_at: datetime

    @property
    def _ever(self):
        return Membership.objects.known_at(self.known_at).filter(family=self.family, starts_on__lte=self.as_of)

    def facts(self, sort):
        """What was ever recorded of this sort about the family, or about its members while they were members."""
        facts = sort.model.objects.filter(recorded_at__lte=self.known_at)
        if sort.model is TermRecord:
            facts = facts.filter(
                term__dates__recorded_at__lte=self.known_at, term__dates__starts_on__lte=self.as_of,
            ).filter(Q(term__dates__superseded_at=None) | Q(term__dates__superseded_at__gt=self.known_at))
            facts = facts.filter(person__among=self.people)
        elif sort.model in (Event, Spell, Score):
            now = self._ever.filter(Q(ends_on=None) | Q(ends_on__gte=self.as_of)).values("person")
            facts = facts.filter(**{f"{sort.on}__lte": self.as_of})
            facts = facts.filter(Q(family=self.family) | Q(person__among=self.people))
            facts = facts.filter(Q(family=self.family) | Q(person__in=now) | self._while_member(sort))
        else:
            facts = facts.filter(family=self.family, **{f"{sort.on}__lte": self.as_of})
        if self.person_id is not None:
            has_person = any(field.name == "person" for field in sort.model._meta.fields)
            facts = facts.filter(person=self.person_id) if has_person else facts.none()
        return facts

    def _while_member(self, sort):
        """Facts about somebody who has left, of the days on which they were a member."""
        return Q(Exists(
            self._ever.filter(person=OuterRef("person"), starts_on__lte=OuterRef(sort.on)).filter(
                Q(ends_on=None) | Q(ends_on__gte=OuterRef(sort.on))
            )
        ))


class Timeline:
    """The facts about one family known at a moment and dated by a day, as something a paginator can page through.

    `people`: whoever was ever a member, by id. As numbers: a condition that offers a choice of two subqueries would
    have every fact there is read.
    """

    def __init__(self, family, *, as_of, known_at, headline_names, people, sort="", person_id=None):
        self._as_of, self._known_at, self._headline_names = as_of, known_at, headline_names
        self._asked = {
            "family": family.pk, "people": people, "sort": sort if sort in BY_CODE else "",
            "person_id": int(person_id) if person_id else None, "as_of": as_of, "known_at": known_at,
        }

    @cached_property
    def _references(self):
        """Which fact of which sort stands where: all of them, so that nothing need be counted."""
        return _index(**self._asked).facts

    def count(self):
        """How many facts there are, for the paginator."""
        return len(self._references)

    __len__ = count

    def __getitem__(self, span):
        """The facts of one page, all sorts of them in one query."""
        index, wanted = self._references[span], defaultdict(list)
        for row in index:
            wanted[row["sort"]].append(row["fact"])
        told = vars(_facts(**{code: wanted[code] for code in BY_CODE if code in wanted}))
        found = {(code, row.pk): row for code, rows in told.items() for row in rows}
        return [self._entry(row["sort"], found[row["sort"], row["fact"]], row["on"]) for row in index]

    def _entry(self, code, row, on):
        gone = row.superseded_at is not None and row.superseded_at <= self._known_at
        state = ("Corrected" if row.was_corrected else "Withdrawn") if gone else ""
        when, says, note = getattr(self, f"_{code}")(row, on)
        return Entry(
            sort=code, row=row, on=on, when=when, says=says, note=note, person_id=getattr(row, "person_id", None),
            source=getattr(row, "source", ""), recorded_at=row.recorded_at, recorded_by=_recorded_by(row),
            state=state, changed_at=row.superseded_at if gone else None,
        )

    def _named(self, headline):
        return self._headline_names.get(headline, headline)

    def _event(self, row, on):
        return day(on), row.get_kind_display(), row.note

    def _spell(self, row, on):
        if row.ends_on is None or row.ends_on > self._as_of:
            return f"Since {day(on)}", row.get_kind_display(), row.note
        return days_from_to(on, row.ends_on), row.get_kind_display(), row.note

    def _attendance(self, row, on):
        missed = [
            f"{number(row.authorised)} missed with permission", f"{number(row.unauthorised)} without",
        ]
        says = f"{row.term.code} at {row.school}: {counted(row.possible, 'session')} possible, {both(missed)}"
        return f"Term from {day(on)}", says, ""

    def _score(self, row, on):
        return day(on), f"{tool_in_words(row.tool)}: {number(row.score)}", ""

    def _judgement(self, row, on):
        made = "Progress" if row.achieved else "No progress"
        return day(on), f"{made} under {self._named(row.headline)}, decided by {row.decided_by}", row.reason

    def _problem(self, row, on):
        status = "" if row.status == ProblemStatus.ACCEPTED else f" ({row.get_status_display().lower()})"
        return day(on), f"Problem: {self._named(row.headline)}{status}", ""

    def _plan(self, row, on):
        covers = "every member" if row.covers is None else counted(len(row.covers), "member")
        return day(on), f"Plan agreed for {covers}, {counted(len(row.objectives), 'objective')}", ""


def _recorded_by(row):
    if row.recorded_by_id:
        return str(row.recorded_by)
    return f"file {row.load.file_name}" if row.load_id else ""
