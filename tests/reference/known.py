"""What exists for a judgement on one day: the world without anything dated later or withdrawn."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.reference.days import ONE_DAY, each_day


@dataclass
class Verdict:
    """What one criterion says of one subject. Blank is the empty text for text and None for a date."""

    person_ref: str
    status: str
    reason: str = ""
    window_starts_on: date | None = None
    window_ends_on: date | None = None
    value: str = ""
    threshold: str = ""
    due_on: date | None = None
    grade: int | None = None


class Known:
    """The world on the day of judging, arranged so that one family's rows are quickly found."""

    def __init__(self, world, as_of):
        self.as_of = as_of
        self.grades = world.grades
        self.people = {person.person_ref: person for person in world.people}
        self.role_of = world.deciders
        self.terms = sorted(world.terms, key=lambda term: term.starts_on)
        self.memberships = rows_by(world.memberships, "family_ref", lambda row: row.starts_on <= as_of)
        self.problems = rows_by(
            world.problems,
            "family_ref",
            lambda row: row.identified_on <= as_of and row.status == "accepted",
        )
        self.plans = rows_by(world.plans, "family_ref", lambda row: row.agreed_on <= as_of)
        self.claims = rows_by(world.claims, "family_ref", lambda row: row.claimed_on <= as_of)
        self.judgements = rows_by(world.judgements, "family_ref", lambda row: row.decided_on <= as_of)
        self.term_records = rows_by(world.term_records, "person_ref", lambda row: True)

        def has_happened(row):
            return row.occurred_on <= as_of and not row.withdrawn

        def has_begun(row):
            return row.starts_on <= as_of and not row.withdrawn

        def is_read(row):
            return row.scored_on <= as_of

        self.events_of_person = rows_by(world.events, "person_ref", has_happened)
        self.events_of_family = rows_by(world.events, "family_ref", has_happened)
        self.spells_of_person = rows_by(world.spells, "person_ref", has_begun)
        self.spells_of_family = rows_by(world.spells, "family_ref", has_begun)
        self.scores_of_person = rows_by(world.scores, "person_ref", is_read)
        self.scores_of_family = rows_by(world.scores, "family_ref", is_read)

        self.stretch_of_day = defaultdict(dict)
        self.covered_days = defaultdict(dict)  # kind -> day -> the best grade of what covers it
        for row in world.coverage:
            covered = self.covered_days[row.kind]
            for day in each_day(row.starts_on, min(row.ends_on, as_of - ONE_DAY)):
                covered[day] = min(covered.get(day, 5), self.grade_of(row))

    def grade_of(self, row):
        """How well founded a row is: 1 is the best."""
        return self.grades.get(row, 1)

    def lowest_grade(self, rows):
        """The grade of the least well founded of these rows, or None where there are none."""
        return max((self.grade_of(row) for row in rows), default=None)

    def grade_of_coverage(self, kinds, first, last):
        """The grade of the coverage of all these kinds on the day that is worst covered, both ends included."""
        return max(max(map(self.covered_days[kind].__getitem__, each_day(first, last))) for kind in kinds)

    def members_on(self, family_ref, day):
        """The memberships of the family that cover the day, by person."""
        return sorted(
            (row for row in self.memberships[family_ref] if covers(row, day)),
            key=lambda row: row.person_ref,
        )

    def is_member_on(self, family_ref, person_ref, day):
        """Whether some membership of the person in the family covers the day."""
        return any(row.person_ref == person_ref and covers(row, day) for row in self.memberships[family_ref])

    def spans_of_membership(self, family_ref, person_ref):
        """First and last day (None: still going on) of each membership of the person in the family."""
        return [(row.starts_on, row.ends_on) for row in self.memberships[family_ref] if row.person_ref == person_ref]

    def ever_members(self, family_ref):
        """Everybody who has been in the family at any time so far."""
        return sorted({row.person_ref for row in self.memberships[family_ref]})

    def last_day_of(self, spell):
        """The last day of a spell as far as can be known: an end that has not come yet is not known."""
        if spell.ends_on is None or spell.ends_on > self.as_of:
            return self.as_of
        return spell.ends_on

    def reach(self, kinds, day):
        """The last day of the unbroken stretch of days covered for every kind that holds `day`, or None."""
        _, last = self.stretch_with(kinds, day)
        return last

    def first_of_stretch(self, kinds, day):
        """The first day of the unbroken stretch of days covered for every kind that holds `day`, or None."""
        first, _ = self.stretch_with(kinds, day)
        return first

    def stretch_with(self, kinds, day):
        """The first and last days of the unbroken stretch, or None twice. Walked once, remembered for all its days."""
        found = self.stretch_of_day[tuple(kinds)]
        if day not in found:
            stretch = (None, None)
            days = [day]
            if self.all_covered(kinds, day):
                first = last = day
                while self.all_covered(kinds, first - ONE_DAY):
                    first -= ONE_DAY
                while self.all_covered(kinds, last + ONE_DAY):
                    last += ONE_DAY
                stretch, days = (first, last), each_day(first, last)
            found.update(dict.fromkeys(days, stretch))
        return found[day]

    def all_covered(self, kinds, day):
        """Whether the feeds of all these kinds cover the day."""
        return all(day in self.covered_days[kind] for kind in kinds)


def covers(row, day):
    """Whether a row with a first and a last day covers the day."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def rows_by(rows, column, exists):
    """The rows that exist, gathered by the value in a column; rows with a blank there are left out."""
    gathered = defaultdict(list)
    for row in rows:
        if getattr(row, column) and exists(row):
            gathered[getattr(row, column)].append(row)
    return gathered
