"""What one claim pack says of its family, put to hand, and the arithmetic of days and exact numbers."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

ONE_DAY = timedelta(days=1)


def day(text):
    """An ISO date as a date; nothing for a blank."""
    return date.fromisoformat(text) if text else None


def plus(on, months):
    """So many calendar months later (or earlier); the month's last day where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def days(first, last):
    """Every day from first to last, both included."""
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


def two_decimals(number):
    """A fraction as text with two decimals, a half away from nought."""
    hundredths = int(abs(number) * 100 + Fraction(1, 2))
    return f"{'-' if number < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02}"


def plain(number):
    """An exact number as text, without trailing noughts."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def verdict(status="", reason="", *, person="", window=(None, None), value="", threshold="", due=None, grade=None):
    """One verdict, written as packs write it."""
    first, last, due = ("" if one is None else one.isoformat() for one in (*window, due))
    return {
        "person": person, "status": status, "reason": reason, "window_starts_on": first, "window_ends_on": last,
        "value": value, "threshold": threshold, "due_on": due, "grade": grade,
    }


class Family:
    """The facts of one pack, put to hand."""

    def __init__(self, said):
        evidence, grounds = said["evidence"], said["grounds"]
        self.D, self.framework = day(evidence["as_of"]), evidence["framework"]
        self.calendar, self.claims_made = grounds["terms"], grounds["claims_made"]
        self.facts = defaultdict(list)
        for fact in evidence["facts"]:
            self.facts[fact["what"]].append(fact)
        self.details = self.facts["familydetails"][0]
        engaged, assessed = day(self.details["engaged_on"]), day(self.details["assessed_on"])
        self.E = engaged if engaged and engaged <= self.D else None
        self.is_assessed = bool(assessed and assessed <= self.D)
        self.born = {fact["person"]: day(fact["on"]) for fact in self.facts["persondetails"]}
        self.raised = {fact["headline"] for fact in self.facts["problem"]}
        self.covered = defaultdict(dict)  # kind -> day -> the grade of the best word for it
        for row in grounds["coverage"]:
            for on in days(day(row["starts_on"]), min(day(row["ends_on"]), self.D - ONE_DAY)):
                self.covered[row["kind"]][on] = min(row["grade"], self.covered[row["kind"]].get(on, 5))

    def members(self, on, *roles):
        """Who belongs to the family on a day, in these roles or any."""
        return sorted({
            one["person"] for one in self.facts["membership"]
            if holds(one, on) and (not roles or one["role"] in roles)
        })

    def is_younger(self, person, age, on):
        """Whether somebody had not reached an age on a day; a family is of no age, so that it never had."""
        return age is None or (person != "" and on < plus(self.born[person], 12 * age))

    def named(self, headline):
        """Whom the problems under a headline name; a blank for one that names nobody."""
        return {fact["person"] for fact in self.facts["problem"] if fact["headline"] == headline}

    def last_day(self, spell):
        """The last day of a spell, as far as can be known on D."""
        return min(day(spell["ends_on"]) or self.D, self.D)

    def events(self, kinds, first, last, age):
        """The family's events: on itself, or on a person who belonged to it on that day."""
        return [
            fact for fact in self.facts["event"]
            if fact["kind"] in kinds and first <= day(fact["on"]) <= last
            and (not fact["person"] or fact["person"] in self.members(day(fact["on"])))
            and self.is_younger(fact["person"], age, day(fact["on"]))
        ]

    def spell_days(self, kinds, first, last, age):
        """The days of the family's spells: on itself, or on a person while that person belonged to it."""
        found = set()
        for fact in self.facts["spell"]:
            if fact["kind"] not in kinds or not self.is_younger(fact["person"], age, day(fact["starts_on"])):
                continue
            theirs = days(max(first, day(fact["starts_on"])), min(last, self.last_day(fact)))
            found.update(on for on in theirs if not fact["person"] or fact["person"] in self.members(on))
        return found

    def stretch(self, kinds, on):
        """First and last day of the unbroken stretch around a day that the feeds of all kinds cover, or nothing."""
        if not self.is_covered(kinds, on):
            return None, None
        first = last = on
        while self.is_covered(kinds, first - ONE_DAY):
            first -= ONE_DAY
        while self.is_covered(kinds, last + ONE_DAY):
            last += ONE_DAY
        return first, last

    def is_covered(self, kinds, on):
        """Whether the feeds of all these kinds cover a day."""
        return all(on in self.covered[kind] for kind in kinds)

    def grade(self, facts):
        """The lowest grade of facts: the highest number."""
        return max((fact["grade"] for fact in facts), default=None)

    def grade_covered(self, kinds, first, last):
        """The grade of the worst word for any of these days and kinds."""
        return max(self.covered[kind][on] for kind in kinds for on in days(first, last))


def holds(row, on):
    """Whether a row with a first and a last day (blank: without end) is true on a day."""
    return row["starts_on"] <= on.isoformat() and (not row["ends_on"] or row["ends_on"] >= on.isoformat())
