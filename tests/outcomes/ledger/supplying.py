"""Supplies what the ledger asks for, to the letter: from each structured ask the rows that a partner would send."""

import random
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal

from tests.reference.judge import parse_plan, plan_in_force
from tests.reference.world import (
    DATASETS,
    Coverage,
    Judgement,
    Plan,
    Problem,
    Score,
    Spell,
    Term,
    TermRecord,
    World,
)

ONE_DAY = timedelta(days=1)
OF_FAMILIES = ("families", "memberships", "problems", "plans", "events", "spells", "scores", "judgements", "claims")
DATED = {
    "families": "identified_on", "memberships": "starts_on", "problems": "identified_on", "plans": "agreed_on",
    "events": "occurred_on", "spells": "starts_on", "scores": "scored_on", "judgements": "decided_on",
    "claims": "claimed_on", "coverage": "starts_on",
}


def as_known_on(world, today):
    """The world as it is on record on a day: nothing later, no end that has not come; and years of terms to come."""
    known = World()
    for name in DATASETS:
        rows = getattr(world, name)
        if name in DATED:
            rows = [row for row in rows if getattr(row, DATED[name]) <= today]
        setattr(known, name, [_as_known(name, row, today) for row in rows])
    known.coverage = [row for row in known.coverage if row.starts_on <= row.ends_on]
    refs = {family.family_ref for family in known.families}
    for name in ("memberships", "problems", "plans", "claims", "judgements"):
        setattr(known, name, [row for row in getattr(known, name) if row.family_ref in refs])
    stayed = {(row.family_ref, row.person_ref) for row in known.memberships}
    known.problems = [
        row for row in known.problems if not row.person_ref or (row.family_ref, row.person_ref) in stayed
    ]
    for name in ("events", "spells", "scores"):
        setattr(known, name, [row for row in getattr(known, name) if not row.family_ref or row.family_ref in refs])
    last = max(term.ends_on for term in known.terms)
    for number in range(1, 16):
        first = last + timedelta(days=12)
        last = first + timedelta(days=95)
        known.terms.append(Term(f"LATER-{number}", first, last))
    return apart(known)


def apart(world):
    """The world with a double of whoever belongs to two families, so that what is supplied for one is its own."""
    homes, seen = households(world), set()
    for reference, home in homes.items():
        people = {row.person_ref for row in home.rows["people"]}
        doubled, seen = people & seen, seen | people
        for name, rows in home.rows.items():
            home.rows[name] = [_doubled(row, doubled, f"-of-{reference}") for row in rows]
    return world_of(homes.values(), world)


def _doubled(row, people, mark):
    changed = {}
    if getattr(row, "person_ref", "") in people:
        changed = {
            name: getattr(row, name) + mark for name in ("person_ref", "source_ref") if getattr(row, name, "")
        }
    if getattr(row, "covers", ""):
        changed["covers"] = " ".join(word + mark if word in people else word for word in row.covers.split())
    return replace(row, **changed) if changed else row


def with_enough_problems(world, plans, today, share=0.9):
    """The world with problems under enough headlines for most families, so that the ledger has a day to give."""
    tables = [parse_plan(text) for text in plans]
    rng = random.Random("problems")
    for family in world.families:
        plan = plan_in_force(tables, family.framework, today)
        if plan is None or rng.random() > share:
            continue
        raised = {
            row.headline for row in world.problems
            if row.family_ref == family.family_ref and row.status == "accepted" and not row.person_ref
        }
        others = [
            headline["code"] for headline in plan["headline"]
            if headline["code"] not in raised
            and all(criterion["kind"] != "continuous_work" for criterion in headline["criterion"])
        ]
        rng.shuffle(others)
        if len({row.headline for row in world.problems if row.family_ref == family.family_ref}) < 2 or not raised:
            needed = plan["eligibility"]["headlines_needed"] - len(raised)
            held = {(row.family_ref, row.headline, row.person_ref) for row in world.problems}
            world.problems += [
                Problem(family.family_ref, code, "", family.identified_on) for code in others[:max(needed, 0)]
                if (family.family_ref, code, "") not in held
            ]
    return world


def _as_known(name, row, today):
    if name == "families":
        later = {
            column: None for column in ("engaged_on", "assessed_on", "closed_on")
            if getattr(row, column) and getattr(row, column) > today
        }
        return replace(row, **later)
    if name == "coverage":
        return replace(row, ends_on=min(row.ends_on, today - ONE_DAY))
    if name in ("memberships", "spells") and row.ends_on is not None and row.ends_on >= today:
        return replace(row, ends_on=None)
    return row


@dataclass
class Household:
    """The rows of one family and of those who were ever in it."""

    rows: dict

    def copy(self, mark):
        """The same family under other references."""
        return Household({name: [_renamed(row, mark) for row in rows] for name, rows in self.rows.items()})


def _renamed(row, mark):
    names = {field.name for field in fields(row)} & {"family_ref", "person_ref", "source_ref", "covers"}
    changed = {}
    for name in names:
        text = getattr(row, name)
        changed[name] = " ".join(f"{word}{mark}" for word in text.split()) if name == "covers" else text and text + mark
    return replace(row, **changed)


def households(world):
    """family reference -> its household."""
    people, of_family = defaultdict(set), defaultdict(set)
    for row in world.memberships:
        people[row.family_ref].add(row.person_ref)
        of_family[row.person_ref].add(row.family_ref)
    found = {family.family_ref: Household(defaultdict(list)) for family in world.families}
    for name in (*OF_FAMILIES, "people", "term_records"):
        for row in getattr(world, name):
            family = getattr(row, "family_ref", "")
            for ref in [family] if family else of_family[row.person_ref]:
                if ref in found:
                    found[ref].rows[name].append(row)
    return found


def world_of(homes, world):
    """A world of these households, with the calendar, the districts and the feeds of another."""
    made = World(terms=world.terms, districts=world.districts, coverage=world.coverage)
    for home in homes:
        for name, rows in home.rows.items():
            getattr(made, name).extend(rows)
    return made


def coverage_of(asks):
    """The coverage rows that the asks about feeds come to."""
    return [Coverage(ask.about, ask.first, ask.last, "asked") for ask in asks if ask.kind == "coverage"]


def supply(home, asks, refs, spells, today):
    """A copy of the household with exactly these asks supplied, those about feeds apart.

    `refs` has people's references by id, `spells` a spell's (source, reference) by the id of the belief.
    """
    rows = defaultdict(list, {name: list(rows) for name, rows in home.rows.items()})
    family = rows["families"][0].family_ref
    for ask in asks:
        SUPPLIES[ask.kind](rows, ask, family, refs, spells)
    return Household(rows)


def withhold(home, asks, item, refs, spells, today):
    """The household with all asks supplied but one. Work that must go on is withheld by ending the day before."""
    left = [ask for ask in asks if ask is not item]
    made = supply(home, left, refs, spells, today)
    if item.kind == "work" and item.goes_on:
        workers = {refs[person] for person in (item.person_id, *item.covers)}
        made.rows["spells"] = [
            _never_worked_on(row, today) if row.person_ref in workers and row.kind == item.about else row
            for row in made.rows["spells"]
        ]
    return made


def _never_worked_on(row, today):
    if row.ends_on is not None and row.ends_on < today:
        return row
    return replace(row, withdrawn=True) if row.starts_on >= today else replace(row, ends_on=today - ONE_DAY)


def engaged(rows, ask, family, refs, spells):
    rows["families"] = [replace(rows["families"][0], engaged_on=ask.first)]


def assessed(rows, ask, family, refs, spells):
    rows["families"] = [replace(rows["families"][0], assessed_on=ask.last)]


def led(rows, ask, family, refs, spells):
    rows["families"] = [replace(rows["families"][0], lead_worker="Ann Price")]


def planned(rows, ask, family, refs, spells):
    rows["plans"] = [row for row in rows["plans"] if row.agreed_on != ask.first]
    covers = " ".join(refs[person] for person in ask.covers)
    rows["plans"].append(Plan(family, ask.first, covers, " ".join(ask.objectives)))


def attended(rows, ask, family, refs, spells):
    """The fewest sessions asked for, as badly attended as will just do; in a sum of terms a full one without fault."""
    in_a_sum = any(share.together for share in ask.shares)
    possible = max(ask.sessions, 120) if in_a_sum else ask.sessions
    missed = 0
    while not in_a_sum and missed < possible and fits(ask.shares, possible, missed + 1):
        missed += 1
    while not fits(ask.shares, possible, missed) or not all(add_up(share, possible) for share in ask.shares):
        possible += 1
    rows["term_records"].append(TermRecord(refs[ask.person_id], ask.about, "Asked School", possible, 0, missed))


def fits(shares, possible, missed):
    """Whether a term by itself does, with so many of the sessions missed without permission."""
    return all(
        share.together or share.holds(possible - missed if share.measure == "attendance" else missed, possible)
        for share in shares
    )


def add_up(share, possible):
    """Whether a sum of terms does, once each of those asked for holds so many sessions without fault."""
    sessions = possible * len(share.together)
    return not share.together or share.holds(sessions if share.measure == "attendance" else 0, sessions)


def ended(rows, ask, family, refs, spells):
    source = spells[ask.fact_id]
    rows["spells"] = [
        replace(row, ends_on=ask.last) if source_of(row) == source else row for row in rows["spells"]
    ]


def source_of(row):
    """A spell's source and reference, whatever copy it stands in."""
    return row.source, row.source_ref


def worked(rows, ask, family, refs, spells):
    person = refs[ask.person_id]
    if ask.goes_on:
        rows["spells"] = [
            replace(row, ends_on=max(ask.last, row.starts_on))
            if row.person_ref == person and row.kind == ask.about and row.ends_on is None else row
            for row in rows["spells"]
        ]
    else:
        rows["spells"].append(
            Spell(f"asked-{person}-{ask.about}-{ask.first}", "asked", ask.about, ask.first, ask.last, person_ref=person)
        )


def scored(rows, ask, family, refs, spells):
    whose = min(ask.covers, default=ask.person_id)
    person = refs[whose] if whose else ""
    value = ask.low if ask.higher else ask.high
    if ask.improve_by is not None:
        changed = FIRST_SCORE + (ask.improve_by if ask.higher else -ask.improve_by)
        value = changed if value is None else (max if ask.higher else min)(value, changed)
    if value is None:
        value = FIRST_SCORE
    rows["scores"] = [
        row for row in rows["scores"]
        if (row.person_ref, row.tool, row.scored_on) != (person, ask.about, ask.first)
        or (not person and row.family_ref != family)
    ]
    rows["scores"].append(Score(person, "" if person else family, ask.about, ask.first, value))


FIRST_SCORE = Decimal(5)


def decided(rows, ask, family, refs, spells):
    rows["judgements"].append(Judgement(family, ask.about, ask.first, "Ann Price", True, "Seen."))


def told_elsewhere(rows, ask, family, refs, spells):
    """The days of a feed are everybody's, and are supplied beside the households."""


SUPPLIES = {
    "engagement": engaged, "assessment": assessed, "lead_worker": led, "plan": planned, "attendance": attended,
    "spell_end": ended, "work": worked, "score": scored, "decision": decided, "coverage": told_elsewhere,
}
