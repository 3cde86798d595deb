"""What a case is, and short ways to write one down."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.reference.world import (
    ClaimMade,
    Coverage,
    Event,
    Family,
    Judgement,
    Membership,
    Person,
    Plan,
    Problem,
    Score,
    Spell,
    Term,
    TermRecord,
    World,
)

TERMS = [
    ("AUT15", "2015-09-02", "2015-12-18"),
    ("SPR16", "2016-01-04", "2016-03-24"),
    ("SUM16", "2016-04-11", "2016-07-22"),
    ("AUT16", "2016-09-05", "2016-12-16"),
    ("SPR17", "2017-01-03", "2017-03-31"),
    ("SUM17", "2017-04-18", "2017-07-21"),
]
FAMILY = "F1"


@dataclass
class Case:
    """One worked case.

    Each dict of `verdicts` must agree with exactly one verdict row, each of `absent` with none, and
    `readiness` with the family's row; a dict agrees with a row if all its cells do. `plans` are the texts of
    the published outcomes plans.
    """

    name: str
    world: World
    plans: list[str]
    as_of: str
    verdicts: list[dict] = field(default_factory=list)
    readiness: dict = field(default_factory=dict)
    absent: list[dict] = field(default_factory=list)


def unmet_expectations(case, verdict_rows, readiness_rows):
    """What a case expects and these rows do not give, one sentence each; empty if all is as expected."""
    unmet = []
    for expected in case.verdicts:
        agreeing = [row for row in verdict_rows if agrees(expected, row)]
        if len(agreeing) != 1:
            unmet.append(f"{case.name}: {len(agreeing)} verdicts like {expected} among {verdict_rows}")
    for unwanted in case.absent:
        if any(agrees(unwanted, row) for row in verdict_rows):
            unmet.append(f"{case.name}: a verdict like {unwanted} among {verdict_rows}")
    if case.readiness and not any(agrees(case.readiness, row) for row in readiness_rows):
        unmet.append(f"{case.name}: readiness unlike {case.readiness}: {readiness_rows}")
    return unmet


def agrees(expected, row):
    """Whether a row has every expected cell."""
    return all(row.get(column) == text for column, text in expected.items())


class Story:
    """One family's world, told piece by piece; every method returns the story. Dates are ISO texts."""

    def __init__(self, engaged="2015-09-01", framework="expanded", not_counting=(), **family):
        family.setdefault("assessed_on", engaged)
        family.setdefault("lead_worker", "Sam Okoro")
        family.setdefault("identified_on", "2015-06-01")
        for column in ("assessed_on", "identified_on", "closed_on"):
            if column in family:
                family[column] = day(family[column])
        self.world = World(
            terms=[
                Term(code, day(first), day(last), code not in not_counting) for code, first, last in TERMS
            ],
            families=[Family(FAMILY, framework, engaged_on=day(engaged), **family)],
        )

    def person(self, ref, born, role="adult", since="2014-01-01", until=None):
        """A person, and the time in the family."""
        self.world.people.append(Person(ref, "Jo", "Holt", day(born)))
        return self.member(ref, role, max(since, born), until)

    def member(self, ref, role, since, until=None):
        """A further time in the family."""
        self.world.memberships.append(Membership(FAMILY, ref, role, day(since), day(until)))
        return self

    def child(self, ref="C1", born="2005-05-05", **times):
        """A child of the family."""
        return self.person(ref, born, "child", **times)

    def adult(self, ref="A1", born="1980-05-05", **times):
        """An adult of the family."""
        return self.person(ref, born, "adult", **times)

    def problem(self, headline, ref="", on="2015-06-01", status="accepted"):
        """A problem, of a person or of the family."""
        self.world.problems.append(Problem(FAMILY, headline, ref, day(on), "school", status))
        return self

    def plan(self, agreed="2015-09-10", covers="", objectives=""):
        """A single family plan; blank `covers` is the whole family."""
        self.world.plans.append(Plan(FAMILY, day(agreed), covers, objectives))
        return self

    def sessions(self, ref="C1", school="Oakfield", **by_term):
        """Possible, authorised and unauthorised sessions of a child, by term."""
        self.world.term_records += [
            TermRecord(ref, term, school, *numbers) for term, numbers in by_term.items()
        ]
        return self

    def events(self, kind, *days, ref="", withdrawn=False):
        """Events of a person, or of the family."""
        for one in days:
            number = f"E{len(self.world.events) + 1}"
            family_ref = "" if ref else FAMILY
            self.world.events.append(Event(number, "police", kind, day(one), ref, family_ref, withdrawn))
        return self

    def spell(self, kind, first, last=None, ref=""):
        """A spell of a person, or of the family."""
        number = f"S{len(self.world.spells) + 1}"
        family_ref = "" if ref else FAMILY
        self.world.spells.append(Spell(number, "council", kind, day(first), day(last), ref, family_ref))
        return self

    def scores(self, tool, ref="", **by_day):
        """Readings by day, the days written like `d2016_01_31`."""
        for name, value in by_day.items():
            on = day(name[1:].replace("_", "-"))
            self.world.scores.append(Score(ref, "" if ref else FAMILY, tool, on, Decimal(str(value))))
        return self

    def decision(self, headline, on, achieved):
        """A recorded judgement."""
        self.world.judgements.append(Judgement(FAMILY, headline, day(on), "Head of help", achieved, "Seen"))
        return self

    def covered(self, *kinds, first="2013-01-01", last="2018-12-31"):
        """Feeds of these kinds are complete from `first` to `last`."""
        self.world.coverage += [Coverage(kind, day(first), day(last), "council") for kind in kinds]
        return self

    def claim(self, on, status="paid", framework="expanded", route="sustained"):
        """A claim made before."""
        self.world.claims.append(ClaimMade(FAMILY, framework, route, day(on), 800, status))
        return self


def day(text):
    """A date from its ISO text; None stays None."""
    return None if text is None else date.fromisoformat(text)


def outcomes_plan(
    *headlines, needed=1, cap=None, routes=("sustained",), preferred=None, version=1, since="2012-04-01"
):
    """The text of an outcomes plan for the expanded programme."""
    lines = [
        'code = "expanded"',
        'name = "Outcomes plan"',
        f"version = {version}",
        f"effective_from = {since}",
        "[eligibility]",
        f"headlines_needed = {needed}",
        *([f"non_resident_cap = {cap}"] if cap is not None else []),
        "[claim]",
        f"routes = [{', '.join(repr(route) for route in routes)}]".replace("'", '"'),
        *([f'preferred = "{preferred}"'] if preferred else []),
        *headlines,
    ]
    return "\n".join(lines) + "\n"


def headline(code, *criteria, applies="when_raised", require="all"):
    """The text of a headline; its criteria are numbered `one`, `two` and so on."""
    lines = [
        "[[headline]]",
        f'code = "{code}"',
        f'name = "Headline {code}"',
        f'applies = "{applies}"',
        f'require = "{require}"',
    ]
    for number, criterion in zip(["one", "two", "three"], criteria, strict=False):
        lines += ["[[headline.criterion]]", f'code = "{number}"', criterion]
    return "\n".join(lines)


def verdict(status, reason="", **cells):
    """An expected verdict."""
    return {"status": status, "reason": reason, **cells}
