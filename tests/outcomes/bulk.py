"""Puts a made-up world into the tables at once, past the loader, with what was believed before and since beside it."""

import random
from datetime import timedelta
from io import StringIO
from itertools import count
from uuid import UUID

from django.db import connection, transaction

from families.two_clocks import present_moment
from outcomes.actions import publish_plan
from outcomes.judging import EVERYONE, EXPORTED_READINESS, EXPORTED_VERDICTS, READINESS_COLUMNS, VERDICT_COLUMNS, judge
from tests.outcomes.histories import DIFFERENTLY
from tests.outcomes.worlds import rows_of

DAY_BEFORE, TICK = timedelta(days=1), timedelta(microseconds=1)

# The columns of each table after `recorded_at` and `superseded_at`; those with ids first.
BELIEFS = {
    "familydetails": ("family_id", "framework", "ward", "postcode", "tenure", "identified_on", "stage", "engaged_on",
                      "assessed_on", "lead_agency", "delivery_route", "closed_on", "closed_reason"),
    "leadworker": ("family_id", "name"),
    "persondetails": ("person_id", "forename", "surname", "date_of_birth", "sex", "upn", "nino", "nhs_number",
                      "ethnicity"),
    "membership": ("family_id", "person_id", "role", "starts_on", "ends_on"),
    "problem": ("family_id", "person_id", "headline", "identified_on", "source", "status"),
    "plan": ("family_id", "agreed_on", "covers", "objectives"),
    "termdates": ("term_id", "starts_on", "ends_on", "counts"),
    "termrecord": ("person_id", "term_id", "school", "possible", "authorised", "unauthorised"),
    "event": ("family_id", "person_id", "source", "source_ref", "kind", "occurred_on", "note"),
    "spell": ("family_id", "person_id", "source", "source_ref", "kind", "starts_on", "ends_on", "note"),
    "score": ("family_id", "person_id", "tool", "scored_on", "score"),
    "judgement": ("family_id", "headline", "decided_on", "decided_by", "decider_role", "achieved", "reason"),
    "coverage": ("kind", "source", "starts_on", "ends_on"),
    "claimmade": ("family_id", "framework", "route", "claimed_on", "amount", "status", "reference"),
}
IDENTITIES = {"family": ("reference", "token"), "person": ("reference", "token"), "term": ("code",)}
TABLE_OF = {
    "Person": "persondetails", "Membership": "membership", "Problem": "problem", "Plan": "plan", "Term": "termdates",
    "TermRecord": "termrecord", "Event": "event", "Spell": "spell", "Score": "score", "Judgement": "judgement",
    "Coverage": "coverage", "ClaimMade": "claimmade",
}


class Bulk:
    """Rows for every table, and the ids given to families, people and terms."""

    def __init__(self, world, known_at, seed, corrected):
        self.world, self.known_at, self.corrected = world, known_at, corrected
        self.rng = random.Random(f"bulk {seed}")
        self.numbers = count(1)
        self.rows = {table: [] for table in (*IDENTITIES, *BELIEFS)}
        self.families = {row.family_ref: self.identity("family", row.family_ref) for row in world.families}
        self.people = {row.person_ref: self.identity("person", row.person_ref) for row in world.people}
        self.terms = {row.code: self.identity("term", row.code) for row in world.terms}

    def identity(self, table, key):
        """One row that only names something; its id."""
        number = next(self.numbers)
        token = () if table == "term" else (str(UUID(int=number)),)
        self.rows[table].append((number, key, *token))
        return number

    def values(self, row):
        """The cells of each column of a row's table that need more than the row's own field of that name."""
        person, family = getattr(row, "person_ref", None), getattr(row, "family_ref", None)
        return {
            "family_id": self.families.get(family), "person_id": self.people.get(person),
            "term_id": self.terms.get(getattr(row, "term", None) or getattr(row, "code", None)),
            "name": getattr(row, "lead_worker", ""), "reference": "",
            "decider_role": self.world.deciders.get(getattr(row, "decided_by", ""), ""),
            "covers": sorted(self.people[ref] for ref in getattr(row, "covers", "").split()) or None,
            "objectives": getattr(row, "objectives", "").split(),
        }

    def believe(self, row, since, until):
        """One belief, from a moment until another or (None) still."""
        tables = [TABLE_OF[type(row).__name__]] if type(row).__name__ != "Family" else ["familydetails"]
        if tables == ["familydetails"] and row.lead_worker:
            tables.append("leadworker")
        special = self.values(row)
        for table in tables:
            cells = [special[name] if name in special else getattr(row, name) for name in BELIEFS[table]]
            self.rows[table].append((next(self.numbers), since, until, *cells))

    def tell(self, row):
        """A row as it was believed at the moment of knowing; a share of them otherwise a moment before or after."""
        before, now = self.known_at - DAY_BEFORE, self.known_at
        if getattr(row, "withdrawn", False):
            self.believe(row, before, self.rng.choice([before + TICK, now]))
            return
        otherwise = DIFFERENTLY[type(row).__name__](row, self.rng) if self.rng.random() < self.corrected else None
        if otherwise is None or getattr(otherwise, "withdrawn", False):
            later = self.rng.random() < self.corrected / 2
            self.believe(row, self.rng.choice([before, now]), now + TICK if later else None)
        elif self.rng.random() < 0.5:
            self.believe(otherwise, before, now)
            self.believe(row, now, None)
        else:
            self.believe(row, before, now + TICK)
            self.believe(otherwise, now + TICK, None)

    def copy(self):
        """Writes every row into its table."""
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                columns = IDENTITIES.get(table) or ("recorded_at", "superseded_at", *BELIEFS[table])
                lines = StringIO("".join("\t".join(map(as_copied, row)) + "\n" for row in rows))
                cursor.copy_expert(f"COPY families_{table} (id, {', '.join(columns)}) FROM STDIN", lines)
                cursor.execute(f"ANALYZE families_{table}")
                if rows:  # whatever is written later gets a number of its own, wherever the sequence stood before
                    cursor.execute(
                        f"SELECT setval(sequence, greatest(nextval(sequence), %s)) "
                        f"FROM pg_get_serial_sequence('families_{table}', 'id') AS sequence",
                        [max(row[0] for row in rows)],
                    )


def as_copied(cell):
    """A cell as COPY reads it. No made-up text holds a tab, a line's end or a backslash."""
    if cell is None:
        return "\\N"
    return f"{{{','.join(map(str, cell))}}}" if isinstance(cell, list) else str(cell)


def put_in_bulk(world, plans, *, seed=0, corrected=0.06):
    """Publishes the plans and writes the world; gives the moment at which all of it, and nothing else, was known.

    A share of the rows, `corrected`, was believed otherwise until that very moment, or is from the moment after.
    """
    for text in plans:
        publish_plan(text=text, by=None)
    bulk = Bulk(world, present_moment(), seed, corrected)
    for rows in (
        world.families, world.people, world.terms, world.memberships, world.problems, world.plans, world.term_records,
        world.events, world.spells, world.scores, world.judgements, world.coverage, world.claims,
    ):
        for row in rows:
            bulk.tell(row)
    bulk.copy()
    return bulk.known_at


def judged_rows(as_of, known_at, scope=EVERYONE):
    """What the engine says of the families now in the tables, as `worlds.engine_rows` gives it."""
    with transaction.atomic():
        judge(scope, as_of=as_of, known_at=known_at)
        return rows_of(EXPORTED_VERDICTS, VERDICT_COLUMNS, as_of), rows_of(EXPORTED_READINESS, READINESS_COLUMNS, as_of)
