"""The professionals round a family on a day, when each was last in touch, and their number over time."""

from collections import defaultdict
from dataclasses import dataclass

from families.facts.words import day_in_words
from families.professionals.drawing import draw
from families.professionals.models import Professional, ProfessionalContact
from families.professionals.rules import Stay, count_on, counts_over_time, most

QUIET_AFTER = 60  # days without contact after which the page points it out


@dataclass(frozen=True)
class Around:
    """One professional, and the last contact that is recorded."""

    row: Professional
    last_contact: ProfessionalContact | None
    is_quiet: bool


class Professionals:
    """Everybody who works or worked with a family. Two queries."""

    def __init__(self, family, *, as_of, known_at=None):
        self.as_of = as_of
        rows = Professional.objects.known_at(known_at).filter(family=family, starts_on__lte=as_of)
        self.rows = list(rows.order_by("agency", "name", "pk"))
        contacts = ProfessionalContact.objects.known_at(known_at).filter(family=family, happened_on__lte=as_of)
        self.contacts = defaultdict(list)
        for contact in contacts.order_by("happened_on", "pk"):
            self.contacts[contact.thread].append(contact)
        self.stays = [Stay(row.agency, row.starts_on, row.ends_on) for row in self.rows]

    def _around(self, row):
        contacts = self.contacts[row.thread]
        last = contacts[-1] if contacts else None
        since = last.happened_on if last else row.starts_on
        return Around(row, last, (self.as_of - since).days > QUIET_AFTER)

    @property
    def now(self):
        """Those who work with the family on the day."""
        return [self._around(row) for row in self.rows if row.ends_on is None or row.ends_on >= self.as_of]

    @property
    def earlier(self):
        """Those who had left by the day."""
        return [self._around(row) for row in self.rows if row.ends_on is not None and row.ends_on < self.as_of]

    @property
    def says(self):
        """Their number now, and how it changed, in a sentence."""
        return in_a_sentence(counts_over_time(self.stays, self.as_of), count_on(self.stays, self.as_of))

    @property
    def drawing(self):
        """The number of agencies over time, or None."""
        return draw(counts_over_time(self.stays, self.as_of), self.as_of)

    @property
    def counts(self):
        """The numbers over time, each from which day, the latest first."""
        return list(reversed(counts_over_time(self.stays, self.as_of)))


def counted(number, one, many):
    """A number with its word."""
    return f"{number} {one if number == 1 else many}"


def in_a_sentence(counts, now):
    """How many there are, and how many there were at most."""
    says = (
        f"{counted(now.professionals, 'professional works', 'professionals work')} with this family, "
        f"from {counted(now.agencies, 'agency', 'agencies')}."
    )
    peak = most(counts)
    if peak is None or peak.agencies <= now.agencies:
        return says
    return f"{says} At most there were {counted(peak.agencies, 'agency', 'agencies')}, from {day_in_words(peak.on)}."
