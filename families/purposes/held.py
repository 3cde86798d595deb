"""What is held about one member, or about the family as a whole, as a page that they could be shown.

A member's copy holds what is about that member alone; the family's copy holds what is about no single member. Free text
that names anybody else is left out, and the page says so. What is listed here is all that such a page shows: a new kind
of record stays off it until it is added.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from families.enums import HouseholdRole, Sex
from families.event_log.enums import Verb
from families.event_log.models import LogEntry
from families.facts.dates import day_in_words
from families.facts.models import Event, Judgement, Score, Spell, TermRecord
from families.facts.vocabulary import TOOLS
from families.household.models import Address, Relationship, UnbornChild
from families.household.rules import kin_of
from families.members import people_of
from families.models import FamilyDetails, LeadWorker, Membership, PersonDetails, Problem
from families.plans.models import Plan
from families.plans.reading import headlines_for
from families.professionals.models import Professional
from families.purposes.models import NoticeGiven
from families.purposes.reading import PurposeLedger
from families.purposes.safe_words import names_of_others, speaks_of
from families.purposes.sent import sent_about
from families.referrals.models import Referral
from families.together import read_together

WITHHELD = "There is more text about this. It names somebody else: ask your worker to go through it with you."
LOOKING = (Verb.VIEWED, Verb.LISTED)


@dataclass(frozen=True)
class Held:
    """One thing that is held: the day it is about, what it says, and who said so."""

    on: str
    says: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Category:
    """One kind of information. `rows` gives what is held of it, `along` what comes with it; `says` words one row."""

    title: str
    rows: Callable
    on: Callable
    says: Callable
    note: Callable = lambda row, copy: ""
    along: tuple[str, ...] = ()


def source_of(row):
    """Who told us: an organisation, the sender of a file, or whoever typed it in."""
    named = getattr(row, "source", "") or (row.load.source if row.load_id else "")
    return named or (str(row.recorded_by) if row.recorded_by_id else "The council's files")


def days(row):
    """From when to when."""
    until = f" to {day_in_words(row.ends_on)}" if row.ends_on else " until now"
    return f"{day_in_words(row.starts_on)}{until}" if row.starts_on else f"Not known since when{until}"


def of_owner(model, **conditions):
    """Current beliefs of this model about the copy's owner: the person, or the family as a whole."""

    def rows(copy):
        owner = {"person": copy.person_id} if copy.person_id else {"family": copy.family, "person": None}
        return model.objects.current().filter(**owner, **conditions)

    return rows


def of_person(model, **conditions):
    """Current beliefs of this model about the person; nothing on the family's copy."""
    return lambda copy: model.objects.current().filter(person=copy.person_id or 0, **conditions)


def of_family(model, **conditions):
    """Current beliefs of this model about the family as a whole; nothing on a member's copy."""
    return lambda copy: model.objects.current().filter(
        **({"pk": 0} if copy.person_id else {"family": copy.family}), **conditions
    )


def relationships(copy):
    rows = Relationship.objects.current().filter(family=copy.family)
    return rows.filter(Q(person=copy.person_id or 0) | Q(other=copy.person_id or 0))


def person_in_words(row, copy):
    known = {
        "born": day_in_words(row.date_of_birth) if row.date_of_birth else "",
        "sex": Sex(row.sex).label if row.sex else "",
        "unique pupil number": row.upn, "National Insurance number": row.nino, "NHS number": row.nhs_number,
        "ethnicity": row.ethnicity,
    }
    return "; ".join([str(row), *(f"{name}: {value}" for name, value in known.items() if value)])


def family_in_words(row, copy):
    known = {"ward": row.ward, "postcode": row.postcode, "tenure": row.tenure, "lead agency": row.lead_agency}
    began = f"Known to the programme since {day_in_words(row.identified_on)}"
    return "; ".join([began, *(f"{name}: {value}" for name, value in known.items() if value)])


def school_in_words(row, copy):
    missed = row.authorised + row.unauthorised
    return f"{row.school}: {missed} of {row.possible} sessions missed, {row.unauthorised} without permission"


CATEGORIES = [
    Category("Who you are", of_person(PersonDetails), lambda row: "", person_in_words),
    Category("The family", of_family(FamilyDetails), lambda row: "", family_in_words),
    Category(
        "Part of the family", lambda copy: of_person(Membership, family=copy.family)(copy), days,
        lambda row, copy: HouseholdRole(row.role).label,
    ),
    Category(
        "Where you live", lambda copy: of_owner(Address, is_confidential=False)(copy).filter(family=copy.family), days,
        lambda row, copy: str(row),
    ),
    Category(
        "How you are related to others", relationships, days,
        lambda row, copy: f"{kin_of(copy.person_id, row.kind, row.person_id, row.other_id).words}: another person",
    ),
    Category(
        "A child you expect", of_person(UnbornChild), lambda row: "",
        lambda row, copy: f"Due {day_in_words(row.due_on)}",
    ),
    Category(
        "What the programme is to help with",
        lambda copy: of_owner(Problem)(copy).filter(family=copy.family), lambda row: day_in_words(row.identified_on),
        lambda row, copy: f"{copy.headlines.get(row.headline, row.headline)} ({row.get_status_display().lower()})",
    ),
    Category(
        "What happened", of_owner(Event), lambda row: day_in_words(row.occurred_on),
        lambda row, copy: row.get_kind_display(), lambda row, copy: row.note,
    ),
    Category(
        "Work, benefits and care", of_owner(Spell), days, lambda row, copy: row.get_kind_display(),
        lambda row, copy: row.note,
    ),
    Category("School", of_person(TermRecord), lambda row: row.term.code, school_in_words, along=("term",)),
    Category(
        "Scores", of_owner(Score), lambda row: day_in_words(row.scored_on),
        lambda row, copy: f"{copy.tools.get(row.tool, row.tool)}: {row.score.normalize():f}",
    ),
    Category(
        "Decisions about progress", of_family(Judgement), lambda row: day_in_words(row.decided_on),
        lambda row, copy: f"{copy.headlines.get(row.headline, row.headline)}: "
        f"{'achieved' if row.achieved else 'not achieved'}, decided by {row.decided_by}", lambda row, copy: row.reason,
    ),
    Category(
        "Plans you agreed", of_family(Plan), lambda row: day_in_words(row.agreed_on),
        lambda row, copy: "For: "
        + ("; ".join(copy.headlines.get(one, one) for one in row.objectives) or "nothing yet"),
    ),
    Category("Who leads the work", of_family(LeadWorker), days, lambda row, copy: row.name),
    Category("Who works with you", of_family(Professional), days, lambda row, copy: str(row)),
    Category(
        "Who asked us to help", of_family(Referral), lambda row: day_in_words(row.received_on),
        lambda row, copy: f"{row.referrer_name}, {row.referrer_agency}", lambda row, copy: row.reason,
    ),
    Category(
        "Privacy notices given to you", lambda copy: of_owner(NoticeGiven)(copy).filter(family=copy.family),
        lambda row: day_in_words(row.given_on), lambda row, copy: f"{row.version}: {row.get_way_display().lower()}",
    ),
]


class WhatIsHeld:
    """The copy of one member (`person_id`), or of the family as a whole (None). The number of queries is fixed.

    `people`, everybody who is or was a member, are those read already, if they are.
    """

    def __init__(self, family, person_id=None, *, people=None):
        self.family, self.person_id, self.on = family, person_id, localdate()
        self.people = people_of(family) if people is None else people

    @property
    def name(self):
        """Whose copy it is."""
        return self.people[self.person_id].name if self.person_id else "The family as a whole"

    @cached_property
    def headlines(self):
        """Headlines by code."""
        return headlines_for(self.family)

    @cached_property
    def tools(self):
        """Scored tools by code."""
        return TOOLS.names(set())

    @cached_property
    def _told(self):
        """All that is on the copy, who looked, and every name that its people and their relatives ever had."""
        kin = Relationship.objects.current().filter(family=self.family)
        return read_together(
            **{category.title: self._rows(category) for category in CATEGORIES},
            looked=LogEntry.objects.filter(
                about_type="family", about_id=self.family.pk, verb__in=LOOKING, by__isnull=False
            ).values("by__first_name", "by__last_name", "role").annotate(times=Count("pk"), last=Max("at"))
            .order_by("-last"),
            named=PersonDetails.objects.filter(person__in=list(self.people)),
            kin=PersonDetails.objects.filter(person__in=kin.values("person")),
            other_kin=PersonDetails.objects.filter(person__in=kin.values("other")),
        )

    def _rows(self, category):
        rows = category.rows(self).select_related("load", "recorded_by", *category.along)
        return rows.defer("load__rejected_file").order_by("-recorded_at", "-pk")

    @cached_property
    def _others(self):
        """The words that name anybody but the owner, members and relatives alike, by any name they had."""
        names = {(row.person_id, str(row)) for row in [*self._told.named, *self._told.kin, *self._told.other_kin]}
        own = " ".join(name for person, name in names if person == self.person_id)
        return names_of_others([name for person, name in names if person != self.person_id], own or self._surname)

    @property
    def _surname(self):
        """What the eldest of the family is called besides the forename: it names nobody by itself."""
        present = [one for one in self.people.values() if one.is_member_on(self.on)]
        present.sort(key=lambda one: (one.role == HouseholdRole.CHILD, one.born_on or date.max, one.name))
        return present[0].name.split()[-1] if present else ""

    def _safe(self, text):
        """A free text, unless it names somebody else."""
        return WITHHELD if text and speaks_of(text, self._others) else text

    def _held(self, category):
        return [
            Held(category.on(row), self._safe(category.says(row, self)), source_of(row),
                 self._safe(category.note(row, self)))
            for row in getattr(self._told, category.title)
        ]

    @cached_property
    def categories(self):
        """(title, what is held) of every category of which anything is."""
        found = [(category.title, self._held(category)) for category in CATEGORIES]
        return [(title, held) for title, held in found if held]

    @cached_property
    def looked(self):
        """Who looked at the family's record: name, role, how often and when last; the latest first."""
        return [
            {"who": f"{row['by__first_name']} {row['by__last_name']}".strip() or "A member of staff",
             "role": LogEntry(role=row["role"]).get_role_display(), "times": row["times"], "last": row["last"]}
            for row in self._told.looked
        ]

    @cached_property
    def sent(self):
        """To whom information about the owner was sent, the latest first."""
        return sent_about(self.family, self.person_id)

    @cached_property
    def uses(self):
        """Each purpose with its lawful basis, and the day from which the owner objects to it (None: does not)."""
        return [
            (use, min((one.binding.since for one in standing if self._binds(one)), default=None))
            for use, standing in PurposeLedger(self.family, people=self.people).uses
        ]

    def _binds(self, objection):
        return objection.binding.person in (None, self.person_id)
