"""The return of family progress: what happened in each family that was worked with, half-year by half-year.

The department's own template is not public. The columns are what the programme's papers say it asked of each family and
half-year: anti-social behaviour, police call-outs, domestic abuse, evictions and arrears, the level of help, missing
children, and who is in work, education or training. It tells of families by the authority's reference.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from claims.returns.cohort import Cohort, InCohort
from claims.returns.enums import PeriodKind, Severity
from claims.returns.periods import half_years
from claims.returns.schema import Check, Column, Fault, Gathered, Schema, is_missing
from families.enums import HouseholdRole
from families.facts.dates import day_in_words
from families.facts.enums import EventKind, SpellKind

NAME = "family-progress"
EVENTS, FAMILY = "events from partners", "the family’s record"
BLANK = "Blank where feeds do not cover every day of the half-year"
# The levels of help for children, the highest first.
LEVELS = (SpellKind.LOOKED_AFTER, SpellKind.CHILD_PROTECTION, SpellKind.CHILD_IN_NEED, SpellKind.EARLY_HELP)
BENEFITS = (
    SpellKind.BENEFIT_JSA, SpellKind.BENEFIT_ESA, SpellKind.BENEFIT_IS, SpellKind.BENEFIT_IB, SpellKind.BENEFIT_CA,
    SpellKind.BENEFIT_SDA, SpellKind.BENEFIT_UC,
)
COUNTED = {
    "asb_incidents": (EventKind.ASB_INCIDENT,), "police_callouts": (EventKind.POLICE_CALLOUT,),
    "domestic_abuse_incidents": (EventKind.DOMESTIC_ABUSE_INCIDENT,), "eviction_notices": (EventKind.EVICTION_NOTICE,),
    "missing_episodes": (EventKind.MISSING_EPISODE,),
}
# Columns that rest on spells, and the kinds that must be covered for them.
RESTS_ON = {
    "rent_arrears": (SpellKind.RENT_ARREARS,), "level_of_help": LEVELS, "adults_in_work": (SpellKind.EMPLOYMENT,),
    "adults_on_benefit": BENEFITS, "young_people_neet": (SpellKind.NEET,),
}
YOUNG = range(16, 25)


@dataclass(frozen=True)
class Line:
    """One family in one half-year; what counts ends with `last_day`, today in one that goes on."""

    found: InCohort
    cohort: Cohort
    first_day: date
    last_day: date

    @property
    def family(self):
        """Whom it is about."""
        return self.found.family

    def count(self, kinds):
        """How many events; None where feeds leave days open."""
        return self.found.events_of(kinds, *self.days) if self.cohort.covers(kinds, *self.days) else None

    @property
    def days(self):
        """The first and last day that count."""
        return self.first_day, self.last_day

    def people(self, of_role, kinds=None):
        """How many members of a role there were on the last day, or of them in a spell of these kinds."""
        members = {row.person_id for row in self.found.members_on(self.last_day) if of_role(self, row)}
        if kinds is None:
            return len(members)
        if not self.cohort.covers(kinds, self.last_day, self.last_day):
            return None
        return len(members & self.found.people_in(kinds, self.last_day))


def is_adult(line, row):
    """Members who are no children of the family."""
    return row.role != HouseholdRole.CHILD


def is_child(line, row):
    return row.role == HouseholdRole.CHILD


def is_young(line, row):
    return line.cohort.age(row.person_id, line.last_day) in YOUNG


def has_arrears(line):
    kinds = RESTS_ON["rent_arrears"]
    if line.found.spells_of(kinds, *line.days):
        return "yes"
    return "no" if line.cohort.covers(kinds, *line.days) else None


def level_of_help(line):
    """The highest level on any day of the half-year; "none" only where feeds cover all levels."""
    for kind in LEVELS:
        if line.found.spells_of((kind,), *line.days):
            return kind.value
    return "none" if line.cohort.covers(LEVELS, *line.days) else None


def _counted(heading, what):
    return Column(
        heading, f"How many {what} there were", EVENTS,
        f"Those that fell to the family or its members in the half-year. {BLANK}",
        lambda line, kinds=COUNTED[heading]: line.count(kinds),
    )


def _people(heading, meaning, rule, who, kinds=None, source="spells from partners"):
    return Column(heading, meaning, source, rule, lambda line: line.people(who, kinds))


ON_THE_LAST_DAY = "On the last day of the half-year, or the day of the return in one that goes on"
COLUMNS = (
    Column("authority_code", "The authority", "this installation", "The setting AUTHORITY_CODE",
           lambda line: settings.AUTHORITY_CODE),
    Column("family_reference", "The family, by the authority’s own reference", FAMILY, "As recorded; never a name",
           lambda line: line.family.reference),
    Column("phase", "The programme", FAMILY, "phase-1, expanded or supporting-families",
           lambda line: line.found.details.framework),
    Column("period_starts_on", "The first day of the half-year", "the calendar", "1 April or 1 October",
           lambda line: line.first_day),
    Column("period_ends_on", "The last day that counts", "the calendar",
           "30 September or 31 March; the day of the return in a half-year that goes on", lambda line: line.last_day),
    Column("engaged_on", "The day on which the work began", FAMILY, "As recorded",
           lambda line: line.found.details.engaged_on),
    Column("closed_on", "The last day of the work", FAMILY, "Blank while it goes on",
           lambda line: line.found.details.closed_on),
    Column(
        "district", "The district of the authority", FAMILY, "Its code",
        lambda line: line.found.details.district and line.found.details.district.code,
        checks=(Check("No district is recorded", Severity.MAY_BE_SENT, is_missing, "family"),),
    ),
    _people("adults", "How many adults the family has", ON_THE_LAST_DAY, is_adult, source=FAMILY),
    Column(
        "children", "How many children the family has", FAMILY, ON_THE_LAST_DAY, lambda line: line.people(is_child),
        checks=(Check(
            "The family has no member on the last day that counts", Severity.MUST_MEND,
            lambda line, cell: not line.found.members_on(line.last_day), "household",
        ),),
    ),
    _counted("asb_incidents", "incidents of anti-social behaviour"),
    _counted("police_callouts", "police call-outs"),
    _counted("domestic_abuse_incidents", "incidents of domestic abuse"),
    _counted("eviction_notices", "eviction notices"),
    Column(
        "rent_arrears", "Whether there were rent arrears", "spells from partners",
        f"yes where there were on any day of the half-year. {BLANK} and none is recorded", has_arrears,
    ),
    Column(
        "level_of_help", "The highest level of help for a child", "spells from partners",
        "looked_after, child_protection, child_in_need, early_help or none, on any day of the half-year. "
        f"{BLANK} and none is recorded", level_of_help,
    ),
    _counted("missing_episodes", "times a child was missing"),
    _people("adults_in_work", "How many adults are in work", f"{ON_THE_LAST_DAY}. Blank where no feed covers it",
            is_adult, RESTS_ON["adults_in_work"]),
    _people("adults_on_benefit", "How many adults are on an out-of-work benefit",
            f"{ON_THE_LAST_DAY}. Blank where feeds do not cover every benefit", is_adult, BENEFITS),
    _people("young_people", "How many members are from 16 to 24 years old", ON_THE_LAST_DAY, is_young, source=FAMILY),
    _people("young_people_neet", "How many of them are not in education, employment or training",
            f"{ON_THE_LAST_DAY}. Blank where no feed covers it", is_young, RESTS_ON["young_people_neet"]),
)


def gather(asked):
    """Every family in every half-year in which it was worked with: those of the period, or all until the day."""
    until = asked.until
    cohort = Cohort(
        as_of=until, known_at=asked.known_at, event_kinds=[kind for kinds in COUNTED.values() for kind in kinds],
        spell_kinds=[kind for kinds in RESTS_ON.values() for kind in kinds],
        wanted=lambda details: details.engaged_on and details.engaged_on <= until,
    )
    lines = []
    for found in cohort:
        begun, ended = found.details.engaged_on, min(found.details.closed_on or until, until)
        lines += [
            Line(found, cohort, period.first_day, min(period.last_day, until))
            for period in half_years(max(begun, asked.first_day or begun), ended)
        ]
    return Gathered(lines, faults=tuple(_left_open(cohort, lines)))


def _left_open(cohort, lines):
    """The half-years that feeds leave open, one fault for each column and half-year."""
    periods = {}
    for line in lines:
        periods[line.days] = periods.get(line.days, 0) + 1
    for (first, last), number in sorted(periods.items()):
        for heading, kinds in {**COUNTED, **RESTS_ON}.items():
            on_the_day = heading in ("adults_in_work", "adults_on_benefit", "young_people_neet")
            if not cohort.covers(kinds, last if on_the_day else first, last):
                days = day_in_words(last) if on_the_day else f"{day_in_words(first)} to {day_in_words(last)}"
                yield Fault(
                    heading, f"Feeds do not cover {days}, so {number:,} {'line is' if number == 1 else 'lines are'} "
                    "blank where nothing is recorded", Severity.MAY_BE_SENT, mend="feeds",
                )


SCHEMA = Schema(
    name=NAME, version=1, title="Family progress", line_is="family and half-year", purpose="Progress of families",
    period=PeriodKind.HALF_YEAR, columns=COLUMNS, key=("family_reference", "period_starts_on"), gather=gather,
    notes=("Silence is never taken for success: a count is blank, not nought, where feeds leave a day open.",),
)
