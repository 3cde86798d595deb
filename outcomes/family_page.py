"""What the page of one family shows, as of a day and as known at a moment. Reads, and writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Q

from families.enums import Framework, HouseholdRole, Stage
from families.feeds import reading as feeds
from families.models import Family, LeadWorker, Membership, PersonDetails, Plan, Problem
from families.together import compiled_once
from outcomes import window_facts
from outcomes.enums import Blocker, Reason
from outcomes.explanation import Explanation
from outcomes.family_judgement import JudgedHeadline, JudgedVerdict
from outcomes.judging import judge_family
from outcomes.models import Headline, Verdict
from outcomes.pictures import picture
from outcomes.relying.notes import feed_notes
from outcomes.sentences import blocker, explain, next_step, routes, title
from outcomes.windows import Drawing

MOST_EARLIER_VERDICTS = 100


@dataclass(frozen=True)
class Member:
    """A member on the day, or a former one (`left_on`)."""

    person_id: int
    name: str
    reference: str
    role: str
    age: int | None
    joined_on: date
    left_on: date | None


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict with its words and picture. `title` names the criterion, `subject` says whom the verdict is about.

    `feeds` says how the feeds stand that it rests on, where that matters.
    """

    verdict: JudgedVerdict
    subject: str
    title: str
    explanation: Explanation
    drawing: Drawing | None
    feeds: tuple[str, ...]


@dataclass(frozen=True)
class ShownHeadline:
    """A headline with its verdicts."""

    headline: JudgedHeadline
    verdicts: tuple[ShownVerdict, ...]


@dataclass(frozen=True)
class EarlierVerdict:
    """A verdict that was given and later replaced."""

    headline: str
    subject: str
    status: str
    reason: str
    judged_on: date
    replaced_at: datetime


@compiled_once
def _who(*, family, as_of, known_at):
    def of_family(kind):
        return kind.objects.known_at(known_at).filter(family=family)

    return {
        "details": Family.objects.with_details(known_at).filter(pk=family),
        "memberships": of_family(Membership).filter(starts_on__lte=as_of).select_related("person")
        .order_by("starts_on", "pk"),
        "problems": of_family(Problem).filter(identified_on__lte=as_of).order_by("headline", "identified_on", "pk"),
        "plan": of_family(Plan).filter(agreed_on__lte=as_of).order_by("-agreed_on")[:1],
        "lead_worker": of_family(LeadWorker).filter(
            Q(starts_on=None) | Q(starts_on__lte=as_of), Q(ends_on=None) | Q(ends_on__gte=as_of)
        ).select_related("worker").order_by("pk")[:1],
        "earlier_verdicts": Verdict.objects.filter(
            family=family, superseded_at__isnull=False, superseded_at__lte=known_at
        ).select_related("criterion__headline").annotate(reference=F("person__reference"))
        .order_by("-superseded_at", "criterion__headline__position", "pk")[:MOST_EARLIER_VERDICTS],
    }


@compiled_once
def _on_file(*, family, members, everybody, framework, as_of, known_at):
    return {
        "people": PersonDetails.objects.known_at(known_at).filter(person__among=everybody),
        "headline_names": Headline.objects.filter(plan__code=framework)
        .order_by("plan__version").values_list("plan", "code", "name"),
        **window_facts.questions(family_id=family, people=members, as_of=as_of, known_at=known_at),
        **feeds.questions(known_at),
    }


class FamilyPage:
    """One family. Each part is worked out when first asked for; the number of queries does not grow with the family.

    Two questions are asked: who they are, and then what is on record about those people.
    """

    def __init__(self, family, *, as_of, known_at):
        self.family, self.as_of, self.known_at = family, as_of, known_at

    @cached_property
    def _who(self):
        return _who(family=self.family.pk, as_of=self.as_of, known_at=self.known_at)

    @cached_property
    def _on_file(self):
        return _on_file(
            family=self.family.pk, members=self.people, framework=self.details.framework or "",
            everybody={*self.people, *(row.person_id for row in self._who.problems if row.person_id)},
            as_of=self.as_of, known_at=self.known_at,
        )

    @cached_property
    def people(self):
        """Everybody who was ever a member, by id."""
        return sorted({row.person_id for row in self._who.memberships})

    @cached_property
    def details(self):
        """What was believed about the family as a whole; its attributes are empty where nothing was."""
        return self._who.details[0]

    @cached_property
    def stage(self):
        """The stage in words."""
        return Stage(self.details.stage).label if self.details.stage else "Not known then"

    @cached_property
    def framework(self):
        """The programme in words."""
        return Framework(self.details.framework).label if self.details.framework else ""

    @cached_property
    def lead_worker(self):
        """Who led the work on the day, or None."""
        return next(iter(self._who.lead_worker), None)

    @cached_property
    def _people(self):
        """What was believed about everybody who was ever a member, by person."""
        return {details.person_id: details for details in self._on_file.people}

    @cached_property
    def names(self):
        """The name of everybody who was ever a member, by person."""
        return {person: str(details) for person, details in self._people.items()}

    @cached_property
    def members(self):
        """Everybody who was a member on the day, the eldest first."""
        present = [row for row in self._who.memberships if row.ends_on is None or row.ends_on >= self.as_of]
        return sorted((self._member(row) for row in present), key=lambda member: (-(member.age or 0), member.name))

    @cached_property
    def former_members(self):
        """Everybody who had left by the day."""
        present = {member.person_id for member in self.members}
        return [
            self._member(row) for row in self._who.memberships
            if row.ends_on and row.ends_on < self.as_of and row.person_id not in present
        ]

    @property
    def everyone(self):
        """Members and former members, as choices of a filter."""
        return [(str(member.person_id), member.name) for member in [*self.members, *self.former_members]]

    def _member(self, membership):
        details = self._people.get(membership.person_id)
        left = membership.ends_on if membership.ends_on and membership.ends_on < self.as_of else None
        return Member(
            person_id=membership.person_id, name=self.names.get(membership.person_id, ""),
            reference=membership.person.reference, role=membership.get_role_display(),
            age=_age(details.date_of_birth, self.as_of) if details else None,
            joined_on=membership.starts_on, left_on=left,
        )

    @cached_property
    def surname(self):
        """The surname of the main adult, for the title: as in lists, the adult who has been a member longest."""
        present = {member.person_id for member in self.members}
        rows = [row for row in self._who.memberships if row.person_id in present]
        main = min(rows, key=lambda row: row.role != HouseholdRole.ADULT, default=None)
        details = self._people.get(main.person_id) if main else None
        return details.surname if details else ""

    @cached_property
    def headline_names(self):
        """The names of the headlines of the plan that judges, and failing that of the framework's latest, by code."""
        judges = self.judgement.plan_id if self.judgement else None
        return {code: name for plan, code, name in self._on_file.headline_names if judges in (None, plan)}

    @cached_property
    def problems(self):
        """The problems identified by the day, by the name of their headline."""
        found = {}
        for problem in self._who.problems:
            found.setdefault(self.headline_names.get(problem.headline, problem.headline), []).append(problem)
        return found

    @cached_property
    def plan(self):
        """The latest plan agreed by the day, or None."""
        return next(iter(self._who.plan), None)

    @cached_property
    def plan_covers(self):
        """The names of those whom the plan covers; None: every member on the day it was agreed."""
        if self.plan is None or self.plan.covers is None:
            return None
        return [self.names.get(person, "somebody who is not a member") for person in self.plan.covers]

    @cached_property
    def plan_objectives(self):
        """The names of the headlines for which the plan holds an objective."""
        return [self.headline_names.get(code, code) for code in self.plan.objectives] if self.plan else []

    @cached_property
    def judgement(self):
        """What we say of the family; None where it was not open on the day."""
        return judge_family(self.family, as_of=self.as_of, known_at=self.known_at)

    @cached_property
    def next_step(self):
        """What the family waits for, in one sentence."""
        return next_step(self.judgement, self.headline_names) if self.judgement else ""

    @cached_property
    def first_day(self):
        """The first day ahead on which a result could be claimed, or None: unknown, reached, or claimed already."""
        judged = self.judgement
        if not judged or judged.claimable or Blocker.ALREADY_CLAIMED in judged.blockers:
            return None
        return judged.earliest_on if judged.earliest_on and judged.earliest_on > self.as_of else None

    @cached_property
    def is_engaged(self):
        """Whether there is anything to judge: a family has no verdicts before it is engaged."""
        return bool(self.judgement) and Blocker.NOT_ENGAGED not in self.judgement.blockers

    @cached_property
    def routes(self):
        """Each route, and whether and when it can be claimed."""
        return routes(self.judgement, self.headline_names) if self.judgement else []

    @cached_property
    def blockers(self):
        """What is missing besides the routes, in sentences."""
        return [blocker(code, self.headline_names) for code in self.judgement.blockers] if self.judgement else []

    @cached_property
    def headlines(self):
        """Every headline that was judged, with its verdicts in words and pictures."""
        if not self.judgement or not self.judgement.headlines:
            return []
        return [
            ShownHeadline(headline, tuple(self._shown(verdict) for verdict in headline.verdicts))
            for headline in self.judgement.headlines
        ]

    @cached_property
    def window_facts(self):
        """The facts that the pictures show."""
        return window_facts.WindowFacts(self.family.pk, as_of=self.as_of, known_at=self.known_at, people=self.people,
                                        told=self._on_file)

    @cached_property
    def _standings(self):
        """How each feed stood on the day."""
        return feeds.standings(on=self.as_of, told=self._on_file)

    def _shown(self, verdict):
        subject = self.names.get(verdict.person_id, verdict.person_reference) if verdict.person_id else "The family"
        return ShownVerdict(
            verdict=verdict, subject=subject, title=title(verdict.kind, verdict.parameters),
            explanation=explain(verdict, self.names, self.as_of), drawing=picture(verdict, self.window_facts),
            feeds=feed_notes(verdict, self._standings, self.as_of),
        )

    @cached_property
    def earlier_verdicts(self):
        """Verdicts that were given and replaced since, the latest first; the oldest are left out of a long list."""
        return [
            EarlierVerdict(
                headline=row.criterion.headline.name,
                subject=self.names.get(row.person_id, row.reference) if row.person_id else "The family",
                status=row.status, reason=Reason(row.reason).label if row.reason else "",
                judged_on=row.judged_on, replaced_at=row.superseded_at,
            )
            for row in self._who.earlier_verdicts
        ]


def _age(born, on):
    """Whole years. Somebody born on 29 February turns on 28 February in other years."""
    had_birthday = (on.month, on.day) >= (born.month, born.day) or (
        (born.month, born.day) == (2, 29) and (on.month, on.day) == (2, 28)
        and not (on.year % 4 == 0 and (on.year % 100 != 0 or on.year % 400 == 0))
    )
    return on.year - born.year - (not had_birthday)
