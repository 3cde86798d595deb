"""What pages and returns ask of the purpose ledger: who objects to what on a day, and what was told to whom."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists
from django.utils.timezone import localdate

from families.facts.dates import day_in_words
from families.lineage.models import LineageEvent
from families.lineage.reading import lines_of
from families.members import people_of
from families.models import Membership
from families.purposes.enums import LawfulBasis, Purpose
from families.purposes.models import NoticeGiven, Objection, ObjectionTakenBack, PurposeBasis
from families.purposes.rules import (
    WITHOUT_A_SETTING,
    Binding,
    Said,
    Stay,
    TakenBack,
    Tie,
    bindings,
    in_force,
    those_bound,
)
from families.purposes.words import IF_YOU_OBJECT, MEANS
from families.together import read_together


@dataclass(frozen=True)
class Objecting:
    """Ids of the people and of the families who object to a purpose on a day."""

    people: frozenset
    families: frozenset


@dataclass(frozen=True)
class ShownObjection:
    """An objection as it binds this family or one of its people. `came`: it was said in another family's record."""

    row: Objection
    binding: Binding
    who: str
    came: bool

    @property
    def key(self):
        """How addresses name it: the person whom it binds, 0 for the family."""
        return self.binding.person or 0

    @property
    def since_in_words(self):
        """Since when it binds."""
        return day_in_words(self.binding.since)


def objecting_to(purpose, on, *, known_at=None):
    """Who objects to a purpose on a day: `Objecting(people, families)`, both sets of ids. Three queries.

    `people` are all whose own information must not be used for it, whether they objected themselves or are bound by a
    family's objection; `families` are those that object as a whole. By what was believed at `known_at` (default: now).
    """
    objections = Objection.objects.known_at(known_at).filter(purpose=Purpose(purpose), objected_on__lte=on)
    return Objecting(*those_bound(all_bindings(objections, known_at)[1], on))


def all_bindings(objections, known_at=None):
    """These objections, and everything that they bind, at any time. Two queries."""
    told = read_together(
        objections=objections,
        back=ObjectionTakenBack.objects.known_at(known_at).filter(thread__in=objections.order_by().values("thread")),
        ties=LineageEvent.objects.known_at(known_at).filter(
            Exists(objections.filter(person__isnull=True))  # only those of families pass on to others
        ).order_by("happened_on", "pk"),
    )
    said = [Said(row.thread, row.family_id, row.person_id, row.objected_on) for row in told.objections]
    if not said:
        return [], []
    taken_back = [TakenBack(row.thread, row.family_id, row.person_id, row.taken_back_on) for row in told.back]
    ties = [Tie(row.kind, row.earlier_id, row.later_id, row.happened_on) for row in told.ties]
    families = {
        one.family for one in bindings(said, taken_back=taken_back, ties=ties, stays=[]) if one.person is None
    }
    stays = Membership.objects.known_at(known_at).filter(family__in=families)
    return told.objections, bindings(said, taken_back=taken_back, ties=ties, stays=[
        Stay(row.person_id, row.family_id, row.starts_on, row.ends_on) for row in stays
    ])


@dataclass(frozen=True)
class Use:
    """One purpose, the ground on which it rests on a day, and the setting that says so (None: nobody set one)."""

    purpose: Purpose
    basis: LawfulBasis
    setting: PurposeBasis | None

    @property
    def means(self):
        """What it is, for a family."""
        return MEANS[self.purpose]

    @property
    def if_you_object(self):
        """What becomes of an objection, for a family."""
        return IF_YOU_OBJECT[self.purpose]


def uses(on=None, *, known_at=None):
    """Each purpose with its lawful basis on a day (today), in the order of the list. One query."""
    return uses_by(settings(known_at), on or localdate())


def settings(known_at=None):
    """What anybody said of the ground on which a purpose rests, as a question to be asked."""
    return PurposeBasis.objects.known_at(known_at).select_related("recorded_by")


def uses_by(settings, on):
    """Each purpose with its lawful basis on a day, by these settings."""
    held = in_force(settings, on)
    return [
        Use(purpose, LawfulBasis(held[purpose].basis if held[purpose] else WITHOUT_A_SETTING), held[purpose])
        for purpose in Purpose
    ]


class PurposeLedger:
    """One family's purposes, notices and objections today. Constant queries.

    `people`, everybody who is or was a member, are those read already, if they are.
    """

    def __init__(self, family, *, people=None):
        self.family, self.on = family, localdate()
        self.people = people_of(family) if people is None else people

    def name(self, person_id):
        """Whose a thing is, for people."""
        if person_id is None:
            return "The family as a whole"
        return self.people[person_id].name if person_id in self.people else "Somebody who is not a member"

    @cached_property
    def _told(self):
        """What each purpose rests on, and the families to which these people belong or belonged."""
        theirs = Membership.objects.current().filter(person__in=list(self.people))
        return read_together(settings=settings(), theirs=theirs.order_by().values_list("family", flat=True).distinct())

    @cached_property
    def _bound(self):
        """Each objection that touches this family or its people, with each family or person of these that it binds."""
        near = {
            family for line in lines_of(sorted({self.family.pk, *self._told.theirs})).values() for family in line
        }
        rows = Objection.objects.current().filter(family__in=near).select_related("recorded_by")
        said, bound = all_bindings(rows.order_by("objected_on", "pk"))
        rows = {row.thread: row for row in said}
        return [
            ShownObjection(rows[one.thread], one, self.name(one.person), rows[one.thread].family_id != self.family.pk)
            for one in bound if self._is_here(one)
        ]

    def _is_here(self, binding):
        """Whether it is to be shown: this family's, a person's own, or one that a person brought along."""
        if binding.person is None:
            return binding.family == self.family.pk
        return binding.person in self.people and binding.family != self.family.pk

    @cached_property
    def standing(self):
        """Objections that bind the family, or one of its people by themselves, today."""
        held = [one for one in self._bound if one.binding.holds_on(self.on)]
        everybody = {one.row.thread for one in held if one.binding.person is None}
        return [one for one in held if one.binding.person is None or one.row.thread not in everybody]

    @cached_property
    def taken_back(self):
        """Objections that no longer bind."""
        return [one for one in self._bound if one.binding.until and one.binding.until <= self.on]

    @cached_property
    def uses(self):
        """Each purpose with its lawful basis, and the objections to it that stand."""
        return [
            (use, [one for one in self.standing if one.row.purpose == use.purpose])
            for use in uses_by(self._told.settings, self.on)
        ]

    @cached_property
    def notices(self):
        """Which notice was given to whom, the latest first."""
        rows = NoticeGiven.objects.current().filter(family=self.family).select_related("recorded_by")
        return [(row, self.name(row.person_id)) for row in rows.order_by("-given_on", "-pk")]

    @cached_property
    def not_told(self):
        """The names of members today to whom no notice was given: neither to them nor to the family as a whole."""
        told = {row.person_id for row, _ in self.notices}
        if None in told:
            return []
        return [one.name for one in self.people.values() if one.is_member_on(self.on) and one.person_id not in told]
