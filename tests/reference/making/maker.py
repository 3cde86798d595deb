"""The world while it is being made: chance, the day of judging, lists that refuse what no file may hold."""

from datetime import timedelta

from tests.reference.days import minus
from tests.reference.world import Event, Judgement, Problem, Score, Spell, TermRecord, World


class Maker:
    """Chance from one seed, the day of judging, and the world so far.

    The `add_…` methods leave out a row that would repeat a key or happen before its person was born,
    so that every row of the world can be loaded.
    """

    def __init__(self, rng, as_of, plans, kinds):
        self.rng = rng
        self.as_of = as_of
        self.plans = plans
        self.kinds = kinds
        self.world = World()
        self.people = {}
        self.keys = set()
        self.number = 0

    def chance(self, probability):
        """True this often."""
        return self.rng.random() < probability

    def pick(self, **weights):
        """One of these names, by weight."""
        return self.rng.choices(list(weights), weights=list(weights.values()))[0]

    def near(self, day):
        """The day, or one of its neighbours."""
        return day + timedelta(days=self.rng.choice([-1, 0, 0, 1]))

    def between(self, first, last):
        """Some day from `first` to `last`, or `first` if there is none between."""
        return first + timedelta(days=self.rng.randint(0, max((last - first).days, 0)))

    def months_back(self, months):
        """A day so many months before the day of judging, or a neighbour."""
        return self.near(minus(self.as_of, months))

    def is_new(self, *key):
        """Whether this key was not used before; it is from now on."""
        if key in self.keys:
            return False
        self.keys.add(key)
        return True

    def add_person(self, person):
        """Add a person."""
        self.people[person.person_ref] = person
        self.world.people.append(person)

    def is_born(self, person_ref, day):
        """Whether the person, if any, was born by the day."""
        return not person_ref or self.people[person_ref].date_of_birth <= day

    def add_event(self, kind, day, person_ref="", family_ref="", withdrawn=False):
        """Add an event of a person, or of a family where no person is given."""
        if not self.is_born(person_ref, day):
            return
        self.number += 1
        self.world.events.append(
            Event(
                source_ref=f"E{self.number:07d}",
                source=self.rng.choice(["police", "council"]),
                kind=kind,
                occurred_on=day,
                person_ref=person_ref,
                family_ref="" if person_ref else family_ref,
                withdrawn=withdrawn,
            )
        )

    def add_spell(self, kind, first, last, person_ref="", family_ref="", withdrawn=False):
        """Add a spell of a person, or of a family where no person is given; no last day means still so."""
        if not self.is_born(person_ref, first) or (last is not None and last < first):
            return
        self.number += 1
        self.world.spells.append(
            Spell(
                source_ref=f"S{self.number:07d}",
                source=self.rng.choice(["dwp", "council"]),
                kind=kind,
                starts_on=first,
                ends_on=last,
                person_ref=person_ref,
                family_ref="" if person_ref else family_ref,
                withdrawn=withdrawn,
            )
        )

    def add_score(self, tool, day, score, person_ref="", family_ref=""):
        """Add a reading of a person, or of a family where no person is given."""
        family_ref = "" if person_ref else family_ref
        if self.is_born(person_ref, day) and self.is_new("score", person_ref, family_ref, tool, day):
            self.world.scores.append(Score(person_ref, family_ref, tool, day, score))

    def add_judgement(self, family_ref, headline, day, achieved, by="Head of early help"):
        """Add a decision, by somebody who is no user of the system if nobody else is named."""
        if self.is_new("judgement", family_ref, headline, day):
            reason = "Progress seen at the review" if achieved else "No progress seen at the review"
            self.world.judgements.append(
                Judgement(family_ref, headline, day, by, achieved, reason)
            )

    def add_term_record(self, person_ref, term, school, possible, authorised, unauthorised):
        """Add a child's sessions in a term at a school."""
        if self.is_new("term record", person_ref, term, school):
            self.world.term_records.append(
                TermRecord(person_ref, term, school, possible, authorised, unauthorised)
            )

    def add_problem(self, family_ref, headline, person_ref, identified_on, status="accepted"):
        """Add a problem."""
        if self.is_new("problem", family_ref, headline, person_ref):
            source = self.rng.choice(["school", "police", "key worker"])
            self.world.problems.append(
                Problem(family_ref, headline, person_ref, identified_on, source, status)
            )
