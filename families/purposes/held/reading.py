"""What is held about one member, or about the family as a whole, as a page that they could be shown.

A member's copy holds what is about that member; the family's copy holds what is about no single member. Text that
names anybody else, is about somebody else too, or tells a confidential address is left out, and the page says so. What
kinds of record there are: `kinds.py` beside this; whose each of them is: `rows.py`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max
from django.utils.timezone import localdate

from families.enums import HouseholdRole
from families.event_log.enums import Verb
from families.event_log.models import LogEntry
from families.facts.vocabulary import TOOLS
from families.household.models import Address, Relationship
from families.members import people_of
from families.models import PersonDetails
from families.plans.reading import headlines_for
from families.purposes.held.kinds import CATEGORIES, NOT_WRITTEN_OUT, SCORES, WITHHELD
from families.purposes.reading import PurposeLedger
from families.purposes.safe_words import names_of_others, speaks_of, speaks_of_a_place
from families.purposes.sent import sent_about
from families.together import read_together

LOOKING = (Verb.VIEWED, Verb.LISTED)


@dataclass(frozen=True)
class Held:
    """One thing that is held: the day it is about, what it says, and who said so."""

    on: str
    says: str
    source: str
    note: str = ""


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
        """The scored tools of which there is a reading, by code."""
        return TOOLS.names({row.tool for title in SCORES for row in getattr(self._told, title)})

    @cached_property
    def _told(self):
        """All that is on the copy, who looked, and every name that its people and their relatives ever had."""
        kin = Relationship.objects.current().filter(family=self.family)
        return read_together(
            **{category.title: category.asked(self) for category in CATEGORIES},
            looked=LogEntry.objects.filter(
                about_type="family", about_id=self.family.pk, verb__in=LOOKING, by__isnull=False
            ).values("by__first_name", "by__last_name", "role").annotate(times=Count("pk"), last=Max("at"))
            .order_by("-last"),
            named=PersonDetails.objects.filter(person__in=list(self.people)),
            kin=PersonDetails.objects.filter(person__in=kin.values("person")),
            other_kin=PersonDetails.objects.filter(person__in=kin.values("other")),
            kept_safe=Address.objects.filter(family=self.family, is_confidential=True),
        )

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

    @cached_property
    def _places(self):
        """Where somebody of the family lives, or lived, whom nobody is to find."""
        return {part for row in self._told.kept_safe for part in (row.line_1, row.postcode)}

    def _safe(self, text):
        """A text, unless it names somebody else or tells a confidential address."""
        is_safe = not speaks_of(text, self._others) and not speaks_of_a_place(text, self._places)
        return text if is_safe else WITHHELD

    def _held(self, category, row):
        note = category.note(row, self)
        texts = [note] if isinstance(note, str) else note
        return Held(
            category.on(row), self._safe(category.says(row, self)), category.whom(row),
            "\n".join(dict.fromkeys(self._safe(text) for text in texts if text)),
        )

    @cached_property
    def categories(self):
        """(title, what is held) of every category of which anything is."""
        return [
            (one.title, [self._held(one, row) for row in rows])
            for one in CATEGORIES if (rows := getattr(self._told, one.title))
        ]

    @property
    def not_written_out(self):
        """What is held besides, in words."""
        return list(NOT_WRITTEN_OUT)

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
