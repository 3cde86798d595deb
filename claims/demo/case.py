"""One family while its facts are being made: who it is, when things happened, and ways to write rows about it."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from claims.demo.courses import Course
from claims.demo.days import Calendar, age_on, ago, leaves_school, some_day, starts_school
from claims.demo.rows import Files
from claims.demo.sources import PREFIXES

MANAGER_WHO_JUDGES = "manager2"


@dataclass
class Case:
    """One family. `goes` says how each raised headline goes; `needs` are what people observe of it."""

    ref: str
    story: str
    framework: str
    stage: str
    goes: dict
    needs: frozenset
    rng: Random
    today: date
    calendar: Calendar
    files: Files
    late: Files
    days_to_go: int = 1
    identified_on: date = None
    engaged_on: date | None = None
    assessed_on: date | None = None
    agreed_on: date | None = None
    closed_on: date | None = None
    place: str = ""
    two_parents: bool = False
    members: list = field(default_factory=list)
    headlines: list = field(default_factory=list)
    judged: set = field(default_factory=set)

    def chance(self, percent):
        """True in so many of a hundred cases."""
        return self.rng.random() * 100 < percent

    # who

    @property
    def until(self):
        """The last day of which there is anything to tell."""
        return self.closed_on or self.today

    @property
    def begun(self):
        """Since when the authority works with the family, or knows of it."""
        return self.engaged_on or self.identified_on

    def of_role(self, *roles):
        """The members in these roles who did not move out, in order."""
        return [member for member in self.members if member.role in roles and member.ends_on is None]

    @property
    def parent(self):
        """The parent who leads the household."""
        return self.of_role("adult")[0]

    @property
    def other_parent(self):
        """The second parent, here or elsewhere, or else the first."""
        others = [m for m in self.of_role("adult", "non_resident_parent") if age_on(m.born, self.today) >= 24]
        return others[1] if len(others) > 1 else self.parent

    def schoolchildren(self):
        """The children who had to go to school at some time in the last three years, by age."""
        first, last = self.calendar.finished[0].starts_on, self.today
        return [
            child for child in self.of_role("child")
            if starts_school(child.born) <= last and leaves_school(child.born) >= first
        ]

    def pupils_of_age(self):
        """Children who were of school age from engagement until today, the eldest first."""
        found = [
            child for child in self.of_role("child")
            if starts_school(child.born) <= self.begun and leaves_school(child.born) > self.today
        ]
        return sorted(found, key=lambda child: child.born)

    def teenagers(self):
        """Children of ten or more, the eldest first; or the eldest child."""
        children = sorted(self.of_role("child"), key=lambda child: child.born)
        return [child for child in children if age_on(child.born, self.today) >= 12] or children[:1]

    # what is told of them

    def event(self, source, kind, on, *, person=None, note="", late=False):
        """An event about a person, or the family if none is given; `late` puts it into the files that come last."""
        return self._fact("events", source, kind, person, note, late, occurred_on=on)

    def spell(self, source, kind, starts_on, ends_on=None, *, person=None, note="", late=False):
        """A spell about a person, or about the family where none is given."""
        if ends_on is not None and ends_on < starts_on:
            starts_on = ends_on
        return self._fact("spells", source, kind, person, note, late, starts_on=starts_on, ends_on=ends_on)

    def _fact(self, dataset, source, kind, person, note, late, **days):
        return (self.late if late else self.files).add(
            dataset, source_ref=self.files.next_reference(PREFIXES[source]), source=source, kind=kind,
            person_ref=person.ref if person else None, family_ref=None if person else self.ref, note=note or None,
            **days,
        )

    def score(self, tool, on, score, person=None):
        """A reading, written once for each day."""
        self.files.add(
            "scores", person_ref=person.ref if person else None, family_ref=None if person else self.ref, tool=tool,
            scored_on=on, score=score,
        )

    def problem(self, headline, source, *, person=None, status=None, on=None):
        """A problem under a headline, found with the family or later."""
        if status is None:
            status = "accepted" if self.engaged_on or self.chance(60) else "suspected"
        self.files.add(
            "problems", family_ref=self.ref, headline=headline, person_ref=person.ref if person else None,
            identified_on=on or self.identified_on, source=source, status=status,
        )
        if headline not in self.headlines and status == "accepted":
            self.headlines.append(headline)

    def judgement(self, headline, course, reason, *, by=MANAGER_WHO_JUDGES):
        """A manager's decision under a headline: progress was made, or it was not; one for each headline."""
        if headline in self.judged:
            return
        self.judged.add(headline)
        latest = ago(self.today, 70 if course == Course.EARLY else 22)
        first = max(self.engaged_on, ago(self.today, 240))
        self.files.add(
            "judgements", family_ref=self.ref, headline=headline,
            decided_on=some_day(self.rng, min(first, latest), latest), decided_by=by,
            achieved="no" if course == Course.JUDGED_NOT else "yes", reason=reason,
        )
