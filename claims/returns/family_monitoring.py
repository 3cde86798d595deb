"""The return of family monitoring: a sample of the families of each programme year, as they came in and as they left.

The evaluator's own template is not public. The columns are what the programme's papers say it holds: who is in the
household, housing, benefits, school, offending, social care, domestic abuse, the help that was given, each over the
year before the work began and, once it has ended, over the last year of the work. Nobody can tell from it who a family
is: there is a reference that means nothing elsewhere, and ages in the place of birthdays.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from claims.funding.rules import in_words, year_of
from claims.models import ReturnLine
from claims.returns.cohort import Cohort, InCohort
from claims.returns.enums import PeriodKind, Severity
from claims.returns.objections import families_left_out
from claims.returns.references import stand_in
from claims.returns.sampling import ONE_IN, drawn, needed
from claims.returns.schema import Check, Column, Fault, Gathered, Schema, is_missing, yes_no
from families.enums import HouseholdRole
from families.facts.enums import EventKind, SpellKind
from outcomes.wording import minus_months

NAME = "family-monitoring"
FAMILY = "the family’s record"
PARTNERS = "events and spells from partners"
BENEFITS = tuple(kind for kind in SpellKind if kind.value.startswith("benefit_"))
EVENTS = {
    "fixed_exclusions": ("fixed-term exclusions", (EventKind.FIXED_EXCLUSION,)),
    "permanent_exclusions": ("permanent exclusions", (EventKind.PERMANENT_EXCLUSION,)),
    "proven_offences": ("proven offences", (EventKind.PROVEN_OFFENCE,)),
    "asb_incidents": ("incidents of anti-social behaviour", (EventKind.ASB_INCIDENT,)),
    "police_callouts": ("police call-outs", (EventKind.POLICE_CALLOUT,)),
    "domestic_abuse_incidents": ("incidents of domestic abuse", (EventKind.DOMESTIC_ABUSE_INCIDENT,)),
    "missing_episodes": ("times a child was missing", (EventKind.MISSING_EPISODE,)),
    "eviction_notices": ("eviction notices", (EventKind.EVICTION_NOTICE,)),
}
DAYS = {
    "days_in_need": ("as a child in need", (SpellKind.CHILD_IN_NEED,)),
    "days_protected": ("on a child protection plan", (SpellKind.CHILD_PROTECTION,)),
    "days_looked_after": ("looked after by the council", (SpellKind.LOOKED_AFTER,)),
    "days_in_treatment": ("in treatment", (SpellKind.TREATMENT,)),
    "days_in_arrears": ("with rent arrears", (SpellKind.RENT_ARREARS,)),
}
PEOPLE = {
    "adults_on_benefit": ("adults were on an out-of-work benefit", BENEFITS),
    "adults_in_work": ("adults were in work", (SpellKind.EMPLOYMENT,)),
    "people_neet": ("members were not in education, employment or training", (SpellKind.NEET,)),
}
MONTHS = 12


@dataclass(frozen=True)
class Window:
    """The days over which values are counted; `day` is the one on which people are counted."""

    first_day: date
    last_day: date
    day: date


@dataclass(frozen=True)
class Line:
    """One family of the sample."""

    found: InCohort
    cohort: Cohort
    year: int
    until: date

    @property
    def family(self):
        """Whom it is about; the file does not say so."""
        return self.found.family

    @property
    def engaged_on(self):
        """The first day of the work."""
        return self.found.details.engaged_on

    @property
    def entry(self):
        """The year before the work."""
        return Window(
            minus_months(self.engaged_on, MONTHS), self.engaged_on - timedelta(days=1), self.engaged_on,
        )

    @property
    def exit(self):
        """The last year of the work, none of it before the work began; None while the work goes on."""
        closed = self.found.details.closed_on
        if closed is None or closed > self.until:
            return None
        return Window(max(self.engaged_on, minus_months(closed, MONTHS) + timedelta(days=1)), closed, closed)

    def members(self, *roles):
        """The members on the first day of the work, of these roles (of all)."""
        return [row for row in self.found.members_on(self.engaged_on) if not roles or row.role in roles]

    def ages(self, *roles):
        """Their ages then, the oldest first, in words; ? where the birthday is not known."""
        ages = [self.cohort.age(row.person_id, self.engaged_on) for row in self.members(*roles)]
        known = sorted((age for age in ages if age is not None), reverse=True)
        return " ".join([*map(str, known), *("?" for age in ages if age is None)])

    def of_members(self, field):
        """What is recorded of each, counted: "F2 M1"."""
        found = defaultdict(int)
        for row in self.members():
            details = self.cohort.details.get(row.person_id)
            found[getattr(details, field, "") or "not known"] += 1
        return "; ".join(f"{words}: {number}" for words, number in sorted(found.items()))


ADULTS = (HouseholdRole.ADULT, HouseholdRole.EXPECTANT_PARENT)


def household_type(line):
    """By how many adults live with the children on the first day of the work."""
    adults, children = len(line.members(*ADULTS)), len(line.members(HouseholdRole.CHILD))
    if not children:
        return "no children"
    return {0: "no adult", 1: "one adult with children", 2: "two adults with children"}.get(
        adults, "three or more adults with children"
    )


def _over(which, read, kinds, on_the_day=False):
    """Reads a value over the entry or the exit window; blank without a window, or where feeds leave days open."""
    def value(line):
        window = getattr(line, which)
        if window is None:
            return None
        days = (window.day, window.day) if on_the_day else (window.first_day, window.last_day)
        return read(line, window) if line.cohort.covers(kinds, *days) else None
    return value


def _count(kinds):
    return lambda line, window: line.found.events_of(kinds, window.first_day, window.last_day)


def _days(kinds):
    return lambda line, window: line.found.days_of(kinds, window.first_day, window.last_day)


def _people(kinds):
    return lambda line, window: len(
        line.found.people_in(kinds, window.day) & {row.person_id for row in line.found.members_on(window.day)}
    )


def _absence(which):
    def value(line):
        window = getattr(line, which)
        return window and line.found.absence(window.first_day, window.last_day)
    return value


WINDOWS = {
    "entry": "Over the 12 months before the first day of the work",
    "exit": "Over the last 12 months of the work, none before it began; blank while it goes on",
}
BLANK = "Blank where feeds do not cover every day"


def _measures(which):
    rule = f"{WINDOWS[which]}. {BLANK}"
    for heading, (words, kinds) in EVENTS.items():
        yield Column(f"{which}_{heading}", f"How many {words} there were", PARTNERS, rule,
                     _over(which, _count(kinds), kinds))
    for heading, (words, kinds) in DAYS.items():
        yield Column(f"{which}_{heading}", f"On how many days somebody was {words}, added up over the members",
                     PARTNERS, rule, _over(which, _days(kinds), kinds))
    yield Column(f"{which}_absence_percent", "What per cent of their sessions the children missed",
                 "school term records", f"{WINDOWS[which]}, over terms that ended then. Blank where none is recorded",
                 _absence(which))
    day = "On the first day of the work" if which == "entry" else "On its last day; blank while it goes on"
    for heading, (words, kinds) in PEOPLE.items():
        yield Column(f"{which}_{heading}", f"How many {words}", PARTNERS, f"{day}. Blank where feeds do not cover it",
                     _over(which, _people(kinds), kinds, on_the_day=True))


def _described(heading, meaning, rule, read, *checks, source=FAMILY):
    return Column(heading, meaning, source, rule, read, checks)


def _note(sentence, mend):
    return Check(sentence, Severity.MAY_BE_SENT, is_missing, mend)


AGES = "On the first day of the work, the oldest first; ? where not known"
AGE_MISSING = Check(
    "Somebody’s date of birth is missing", Severity.MAY_BE_SENT, lambda line, cell: "?" in cell, "household"
)


def months_worked(line):
    """Whole months from the first day of the work to its last, or to the day of the return."""
    last = min(line.found.details.closed_on or line.until, line.until)
    months = (last.year - line.engaged_on.year) * 12 + last.month - line.engaged_on.month
    return months - (last.day < line.engaged_on.day)


COLUMNS = (
    Column("authority_code", "The authority", "this installation", "The setting AUTHORITY_CODE",
           lambda line: settings.AUTHORITY_CODE),
    _described("reference", "A reference that stands for the family in this return alone",
               "Drawn with a secret of the authority; the same each time this return is made",
               lambda line: stand_in(NAME, line.family.reference)),
    _described("programme_year", "The year in which the work began", "From 1 April", lambda line: in_words(line.year)),
    _described("phase", "The programme", "phase-1, expanded or supporting-families",
               lambda line: line.found.details.framework),
    _described("household_type", "Who lives in the household",
               "By the adults and children on the first day of the work", household_type),
    _described("ages_of_adults", "The ages of the adults", AGES,
               lambda line: line.ages(*ADULTS, HouseholdRole.NON_RESIDENT_PARENT), AGE_MISSING),
    _described("ages_of_children", "The ages of the children", AGES, lambda line: line.ages(HouseholdRole.CHILD),
               AGE_MISSING, _note("The family has no child in the household", "household")),
    _described("sexes", "How many members are of which sex", "F, M, X (other), U (not known), as recorded",
               lambda line: line.of_members("sex")),
    _described("ethnicities", "How many members are of which ethnicity", "As recorded",
               lambda line: line.of_members("ethnicity")),
    _described("tenure", "How the home is held", "As recorded", lambda line: line.found.details.tenure,
               _note("The tenure of the home is not recorded", "address")),
    _described("intervention_type", "What kind of help is given", "The delivery route",
               lambda line: line.found.details.delivery_route, _note("The delivery route is not recorded", "family")),
    _described("lead_agency", "Which agency leads the work", "As recorded",
               lambda line: line.found.details.lead_agency, _note("The lead agency is not recorded", "family")),
    _described("months_worked", "For how many whole months the family was worked with",
               "Up to the last day of the work, or the day of the return", months_worked),
    _described("ended", "Whether the work has ended", "yes or no", lambda line: yes_no(line.exit)),
    *_measures("entry"),
    *_measures("exit"),
)


def gather(asked):
    """The sample of every programme year up to the day, by reference in this return."""
    cohort = Cohort(
        as_of=asked.until, known_at=asked.known_at,
        event_kinds=[kind for _, kinds in EVENTS.values() for kind in kinds],
        spell_kinds=[kind for _, kinds in (*DAYS.values(), *PEOPLE.values()) for kind in kinds],
        terms=True,
        wanted=lambda details: details.engaged_on and details.engaged_on <= asked.until,
    )
    years = defaultdict(dict)
    for found in cohort:
        years[year_of(found.details.engaged_on)][found.family.pk] = found.family.reference
    barred = families_left_out(asked, {
        pk: {row.person_id for row in found.memberships} for pk, found in cohort.families.items()
    })
    kept = returned_before(asked)
    lines = [
        Line(cohort.families[pk], cohort, year, asked.until)
        for year, families in years.items() for pk in drawn(NAME, families, kept=kept, barred=barred)
    ]
    lines.sort(key=lambda line: stand_in(NAME, line.family.reference))
    return Gathered(lines, left_out=len(barred), faults=tuple(_thin(years, barred)))


def returned_before(asked):
    """The ids of the families that were in this return when it was made before."""
    lines = ReturnLine.objects.filter(sent__name=NAME, sent__made_at__lte=asked.known_at)
    return set(lines.values_list("family", flat=True))


def _thin(years, barred):
    """The years of which objections leave less than a tenth."""
    for year, families in sorted(years.items()):
        if len(families) - len(barred & set(families)) < needed(len(families)):
            yield Fault(
                "programme_year", f"So many families of {in_words(year)} object that no tenth of them is left",
                Severity.MAY_BE_SENT,
            )


SCHEMA = Schema(
    name=NAME, version=1, title="Family monitoring", line_is="family of the sample",
    purpose="Monitoring of families for the national evaluation", recipient="The national evaluator",
    period=PeriodKind.DAY, columns=COLUMNS, key=("reference",), gather=gather,
    identity="A reference stands for each family that means nothing elsewhere. It holds no names, birthdays or places.",
    objections="A family is left out when it, or anybody of it, objects to monitoring. The help and claims go on.",
    sample=f"At least one in {ONE_IN} of the families of each programme year, rounded up. Nobody chooses them, and a "
    "family that was in once stays in, so that it is described when it leaves too.",
    notes=("Silence is never taken for success: a count is blank, not nought, where feeds leave a day open.",),
)
