"""A family's readings of the scored tools: both views, how far each came, and where they differ."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from families.facts.models import Score
from families.members import people_of
from families.scoring.drawing import draw
from families.scoring.models import OwnReading
from families.scoring.rules import Reading, Travelled, apart, disagreement, travelled
from families.scoring.tools_on_file import Domain, kinds, tools


@dataclass(frozen=True)
class DomainRead:
    """One domain: the way of each voice, and how far apart they are."""

    domain: Domain
    worker: Travelled | None
    own: Travelled | None
    says: str
    words: str


@dataclass(frozen=True)
class SubjectRead:
    """One tool read of one member, or of the family as a whole."""

    tool: object
    who: str
    rows: tuple[DomainRead, ...]

    @property
    def picture(self):
        """The distance travelled, drawn."""
        return draw(self.tool, [(row.domain.name, row.worker, row.own) for row in self.rows])

    @property
    def days(self):
        """The first and the latest day on which anything was read."""
        ways = [way for row in self.rows for way in (row.worker, row.own) if way]
        return min(way.first.on for way in ways), max(way.latest.on for way in ways)

    @property
    def disagreements(self):
        """The domains in which the two views differ."""
        return [row for row in self.rows if row.says]


class Readings:
    """Every reading of the tools on file about a family and its people. Four queries."""

    def __init__(self, family, *, people=None, known_at=None):
        self.family, self.known_at = family, known_at
        self.people = people_of(family) if people is None else people

    def _rows(self, model):
        rows = model.objects.known_at(self.known_at).filter(tool__in=kinds())
        return rows.filter(Q(family=self.family) | Q(person__in=list(self.people))).order_by("scored_on", "pk")

    @cached_property
    def _found(self):
        """(tool, person id or None) -> domain code -> {voice: rows}."""
        found = defaultdict(lambda: defaultdict(lambda: {"worker": [], "own": []}))
        for voice, model in (("worker", Score), ("own", OwnReading)):
            for row in self._rows(model):
                tool, domain = kinds()[row.tool]
                found[tool.code, row.person_id][domain.code][voice].append(row)
        return found

    def name(self, person_id):
        """Whose a reading is."""
        return self.people[person_id].name if person_id else "The family as a whole"

    @cached_property
    def subjects(self):
        """What was read of whom: the family first, then its people by name."""
        order = sorted(self._found, key=lambda key: (key[0], key[1] is not None, self.name(key[1])))
        return [self._subject(tools()[code], person_id) for code, person_id in order]

    def of(self, person_id):
        """What was read of one member, or (None) of the family as a whole."""
        return [self._subject(tools()[code], who) for code, who in self._found if who == person_id]

    def _subject(self, tool, person_id):
        found = self._found[tool.code, person_id]
        rows = [self._domain(tool, domain, found[domain.code]) for domain in tool.domains if domain.code in found]
        return SubjectRead(tool, self.name(person_id), tuple(rows))

    @staticmethod
    def _domain(tool, domain, rows):
        worker, own = ([Reading(row.scored_on, int(row.score)) for row in rows[voice]] for voice in ("worker", "own"))
        words = next((row.words for row in reversed(rows["own"]) if row.words), "")
        return DomainRead(
            domain, travelled(worker, tool.higher_is_better), travelled(own, tool.higher_is_better),
            disagreement(apart(worker, own)), words,
        )


def own_readings(family, people):
    """Every score that the family or its people gave themselves, current or not, the latest first."""
    rows = OwnReading.objects.filter(Q(family=family) | Q(person__in=list(people)), tool__in=kinds())
    return rows.select_related("recorded_by", "superseded_by", "end").order_by("-scored_on", "-recorded_at", "-pk")
