"""The return for the national impact study: the people of the programme, by name, for matching with national records.

The content that privacy notices of the time name: name, birthday, sex, last address with postcode, National Insurance
number where known. People who object are not in it, nor is an address that is to be kept off copies. Nothing is decided
about anybody on the strength of it.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from claims.returns.cohort import Cohort, InCohort
from claims.returns.enums import PeriodKind, Severity
from claims.returns.objections import people_left_out
from claims.returns.schema import Check, Column, Gathered, Schema, is_missing, yes_no
from families.household.enums import HomeUse
from families.models import Address, Membership, Person, PersonDetails

NAME = "national-impact-study"
FAMILY, PERSON, HOME = "the family’s record", "the person’s record", "the address on the day of the return"
# As HMRC issues them. QQ is kept for examples: no living person has such a number.
NINO = re.compile(r"(QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])\d{6}[A-D]")
UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z0-9]?\d[A-Z]{2}")
SEXES = {"F": "female", "M": "male", "X": "other"}
PROBLEMS = {
    "problem_crime": "crime and anti-social behaviour", "problem_education": "attendance and behaviour at school",
    "problem_help": "children who need help", "problem_work": "work and money",
    "problem_domestic_abuse": "domestic abuse", "problem_health": "health",
}


@dataclass(frozen=True)
class Line:
    """One person in one family of the programme, with the last days of their membership."""

    found: InCohort
    person: Person
    details: PersonDetails | None
    membership: Membership
    home: Address | None

    @property
    def family(self):
        """The family by which they are in the programme."""
        return self.found.family

    @property
    def keeps_off(self):
        """Whether the address is to be kept off copies."""
        return self.home is not None and self.home.is_confidential

    def of_home(self, field):
        """A part of the address; blank where it is kept off copies."""
        return getattr(self.home, field) if self.home and not self.keeps_off else ""

    @property
    def postcode(self):
        """Of the address; without one, of the family."""
        if self.keeps_off:
            return ""
        return self.of_home("postcode") or ("" if self.home else self.found.details.postcode)

    def said(self, field):
        """What is recorded of the person; blank where nothing is."""
        return getattr(self.details, field) if self.details else ""


def plain(text):
    """A number without spaces, in capitals, as its issuer writes it."""
    return re.sub(r"\s", "", text or "").upper()


def malformed(pattern):
    """Whether something was given that is not of the form."""
    return lambda line, cell: bool(cell) and not pattern.fullmatch(plain(cell))


def exit_on(line):
    """The last day: of the work with the family, or of the membership where that ended first."""
    days = [day for day in (line.found.details.closed_on, line.membership.ends_on) if day]
    return min(days, default=None)


def _problem(heading, words):
    code = heading.removeprefix("problem_").replace("_", "-")
    return Column(
        heading, f"Whether the family had a problem of {words}", FAMILY, "yes where one is accepted by the day",
        lambda line: yes_no(code in line.found.problems),
    )


def _must(sentence, is_wrong, mend="person"):
    return Check(sentence, Severity.MUST_MEND, is_wrong, mend)


def _may(sentence, is_wrong, mend="person"):
    return Check(sentence, Severity.MAY_BE_SENT, is_wrong, mend)


def is_missing_and_wanted(line, cell):
    """Whether a postcode is missing though nothing keeps it off."""
    return not cell and not line.keeps_off


COLUMNS = (
    Column("authority_code", "The authority", "this installation", "The setting AUTHORITY_CODE",
           lambda line: settings.AUTHORITY_CODE),
    Column("family_reference", "The family, by the authority’s own reference", FAMILY, "As recorded",
           lambda line: line.family.reference),
    Column("person_reference", "The person, by the authority’s own reference", PERSON, "As recorded",
           lambda line: line.person.reference),
    Column("phase", "The programme", FAMILY, "phase-1, expanded or supporting-families",
           lambda line: line.found.details.framework),
    Column("forename", "Forename", PERSON, "As recorded", lambda line: line.said("forename"),
           (_must("No forename", is_missing),)),
    Column("surname", "Surname", PERSON, "As recorded", lambda line: line.said("surname"),
           (_must("No surname", is_missing),)),
    Column("date_of_birth", "Date of birth", PERSON, "As recorded", lambda line: line.said("date_of_birth") or None,
           (_must("No date of birth", is_missing),)),
    Column("sex", "Sex", PERSON, "female, male or other; blank where it is not known",
           lambda line: SEXES.get(line.said("sex"), ""), (_may("The sex is not known", is_missing),)),
    Column("address_line_1", "First line of the last known address", HOME, "Blank where it is to be kept off copies",
           lambda line: line.of_home("line_1"),
           (_may("The address is to be kept off copies, so it is left out", lambda line, cell: line.keeps_off,
                 "address"),)),
    Column("address_line_2", "Second line", HOME, "Blank where it is to be kept off copies",
           lambda line: line.of_home("line_2")),
    Column("town", "Town", HOME, "Blank where it is to be kept off copies", lambda line: line.of_home("town")),
    Column("postcode", "Postcode", HOME,
           "Without an address that of the family’s record; blank where it is to be kept off copies",
           lambda line: line.postcode,
           (_must("No postcode", is_missing_and_wanted, "address"),
            _must("The postcode is not of the right form, like LS1 4AP", malformed(POSTCODE), "address"))),
    Column("national_insurance_number", "National Insurance number", PERSON, "Where it is known",
           lambda line: plain(line.said("nino")),
           (_must("The National Insurance number is not of the right form, like QQ123456C", malformed(NINO)),)),
    Column("unique_pupil_number", "Unique pupil number", PERSON, "Where it is known",
           lambda line: plain(line.said("upn")),
           (_must("The pupil number is not of the right form, like A123456789012", malformed(UPN)),)),
    Column("joined_on", "The day on which the work with the family began", FAMILY,
           "The day of engagement, or of joining the family where that was later; blank for comparison",
           lambda line: line.found.details.engaged_on
           and max(line.found.details.engaged_on, line.membership.starts_on)),
    Column("group", "Treatment or comparison", FAMILY, "treatment: the family was engaged by the day; else comparison",
           lambda line: "treatment" if line.found.details.engaged_on else "comparison"),
    *(_problem(heading, words) for heading, words in PROBLEMS.items()),
    Column("exit_on", "The last day of the work with the person", FAMILY,
           "The last day of the work with the family, or of the membership where that ended first; blank until then",
           exit_on),
)


def gather(asked):
    """Everybody who was a member of a family of the programme since it was identified, without those who object."""
    until = asked.until
    cohort = Cohort(as_of=until, known_at=asked.known_at)
    out, homes = people_left_out(asked), Homes(until, asked.known_at)
    lines, left_out = [], set()
    for found in cohort:
        for membership in last_memberships(found):
            if membership.person_id in out:
                left_out.add(membership.person_id)
                continue
            details = cohort.details.get(membership.person_id)
            lines.append(Line(
                found, membership.person, details, membership, homes.of(found.family.pk, membership.person_id),
            ))
    return Gathered(lines, left_out=len(left_out))


def last_memberships(found):
    """The last membership of each person who belonged to the family on some day since it was identified."""
    last = {}
    for row in found.memberships:
        if row.ends_on is None or row.ends_on >= found.details.identified_on:
            last[row.person_id] = row
    return last.values()


class Homes:
    """Where people lived on a day: their own home, else the family's; the last known where they left it."""

    def __init__(self, day, known_at):
        rows = Address.objects.known_at(known_at).filter(Q(person=None) | Q(use=HomeUse.HOME), starts_on__lte=day)
        self.own, self.of_family = {}, {}
        for row in rows.order_by("starts_on", "pk"):
            if row.person_id:
                if row.ends_on is None or row.ends_on >= day:
                    self.own[row.person_id] = row
            else:
                self.of_family[row.family_id] = row

    def of(self, family_id, person_id):
        """The home of a person, None where none is known."""
        return self.own.get(person_id) or self.of_family.get(family_id)


SCHEMA = Schema(
    name=NAME, version=1, title="National impact study", line_is="person and family", purpose="National impact study",
    recipient="Office for National Statistics", period=PeriodKind.DAY, columns=COLUMNS,
    key=("family_reference", "person_reference"), gather=gather, carries_names=True,
    identity="It names people, for matching with national records. Only programme managers make and open it.",
    objections="Whoever objects to the national study is left out, and so is everybody whose family objected as a "
    "whole, wherever they moved since. The help and claims go on.",
    notes=("Addresses that are to be kept off copies are left out.",
           "Families that were identified and not engaged are in it for comparison."),
)
