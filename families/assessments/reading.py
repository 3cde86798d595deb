"""What the page of an assessment shows: a section for each member and the family, with what is known already."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.timezone import localdate

from families.assessments.models import Assessment
from families.assessments.questions import FAMILY, questions_for
from families.assessments.rules import parts_of_an_assessment
from families.enums import HouseholdRole
from families.facts.dates import day_in_words
from families.facts.models import Spell, TermRecord
from families.household.rules import age_on
from families.members import members_of
from families.plans.reading import headlines_for


@dataclass(frozen=True)
class Section:
    """One section: `key` names it in answers, `known` says what is known already, `questions` are still to be asked."""

    key: str
    title: str
    known: tuple[str, ...]
    questions: tuple


class Known:
    """What is known of a family's people and need not be asked again. Three queries."""

    def __init__(self, family, people, on):
        self.lines = defaultdict(list)
        names = headlines_for(family)
        for row in family.problems.current().order_by("identified_on"):
            status = "" if row.status == "accepted" else f" ({row.get_status_display().lower()})"
            self.lines[row.person_id].append(f"Problem: {names.get(row.headline, row.headline)}{status}")
        spells = Spell.objects.current().filter(Q(family=family) | Q(person__in=people))
        for row in spells.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on).order_by("starts_on"):
            self.lines[row.person_id].append(f"{row.get_kind_display()} since {day_in_words(row.starts_on)}")
        terms = TermRecord.objects.current().filter(person__in=people, term__dates__superseded_at=None)
        latest = {row.person_id: row for row in terms.select_related("term").order_by("term__dates__ends_on")}
        for person_id, row in latest.items():
            missed = row.authorised + row.unauthorised
            self.lines[person_id].append(
                f"{row.school}, {row.term.code}: {missed} of {row.possible} sessions missed, {row.unauthorised} "
                "without permission"
            )


class AssessmentPage:
    """One family's assessment as it can be written now, or one version. The number of queries is fixed."""

    def __init__(self, family, version=None):
        self.family, self.version = family, version
        self.on = version.assessed_on if version else localdate()

    @cached_property
    def people(self):
        """Everybody who is or was a member, by id."""
        return {row.person_id: row for row in members_of(self.family)}

    @cached_property
    def members(self):
        """Members on the day, grown-ups first."""
        found = [row for row in self.people.values() if row.is_member_on(self.on)]
        return sorted(found, key=lambda row: (row.role == HouseholdRole.CHILD, row.born_on or self.on, row.name))

    @cached_property
    def versions(self):
        """The versions completed, the latest first."""
        rows = Assessment.objects.current().filter(family=self.family).select_related("recorded_by")
        return list(rows.order_by("-assessed_on", "-pk"))

    @property
    def answers(self):
        """What is written: this version's words, or else those of the latest."""
        if self.version:
            return self.version.answers
        return self.versions[0].answers if self.versions else {}

    @cached_property
    def sections(self):
        """A section for every member on the day, and one for the family."""
        known = Known(self.family, list(self.people), self.on).lines
        found = []
        for row in self.members:
            age = age_on(row.born_on, self.on)
            first = f"{row.role_in_words}, {age} years old" if age is not None else row.role_in_words
            found.append(Section(
                str(row.person_id), row.name, (first, *known[row.person_id]), tuple(questions_for(row.role))
            ))
        return [*found, Section(FAMILY, "The family as a whole", tuple(known[None]), tuple(questions_for(FAMILY)))]

    def parts(self, answers):
        """What makes it whole, done or not, by what is written so far."""
        return parts_of_an_assessment(answers, self.members)

    @property
    def said(self):
        """The sections with what was written in them, for reading: (section, [(label, text)])."""
        return [
            (section, [
                (one.label, self.answers[section.key][one.code]) for one in section.questions
                if self.answers.get(section.key, {}).get(one.code)
            ])
            for section in self.sections
        ]
