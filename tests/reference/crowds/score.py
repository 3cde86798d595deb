"""Families judged by a scored tool: readings on the edges of the score, of the months held and of the baseline."""

from datetime import timedelta
from decimal import Decimal

from tests.reference.crowds.crowd import ONE_DAY, SIDES, start_for
from tests.reference.days import minus, plus

TOOLS = ["family_star/parenting", "dash/risk", "debt/pounds"]
VALUES = {
    "tool": TOOLS,
    "at_least": [7, Decimal("6.5"), 0, -5],
    "improve_by": [2, Decimal("1.5"), Decimal("0.0001")],
    "hold_months": [3, 1, 6, 0, 12],
    "baseline_months": [3, 1, 12, 0],
    "higher_is_better": [True, False],
    "subject": ["family", "each_person"],
}
STEP = Decimal("0.0001")

BOUNDARIES = {
    **{
        f"baseline taken {words}": statuses
        for words, statuses in {
            "on the first day it may": {"met", "pending"},
            "the day before it may": {"pending", "not_met"},
            "the day after it may": {"met", "pending"},
        }.items()
    },
    "held exactly as long as asked": {"met"},
    "held a day longer": {"met"},
    "held a day less": {"pending"},
    "exactly the score to reach": {"met", "pending"},
    "a step short of the score to reach": {"not_met", "regressed"},
    "exactly the improvement asked for": {"met", "pending"},
    "a step short of the improvement": {"not_met", "regressed"},
    "no reading": {"no_data"},
    "only the baseline": {"pending"},
    "lost after it was held exactly as long": {"regressed"},
    "lost a day before it was held": {"not_met"},
    "the latest reading is today's": {"met", "not_met"},
    "a reading tomorrow": {"met", "pending"},
    "wavered and began again": {"pending", "met"},
    "a person named by the problem": {"met", "pending"},
    "a person whom the problem does not name": set(),
    "nobody named, some have readings": {"met", "pending"},
    "nobody named, nobody has a reading": {"no_data"},
    "two persons, one of them without a date": {"pending"},
    "a named person who left": {"no_data", "met", "pending"},
    "read of a person though the family is asked": {"no_data"},
    "months clamped to their end": {"met"},
}


def variant(crowd, place):
    """One criterion."""
    rng = crowd.rng
    better = rng.random() < 0.7
    criterion = {
        "kind": "score",
        "tool": rng.choice(TOOLS),
        "subject": VALUES["subject"][place % 2],
        "hold_months": rng.choice(VALUES["hold_months"]),
        "baseline_months": rng.choice(VALUES["baseline_months"]),
        "higher_is_better": better,
    }
    asked = rng.choice([["at_least"], ["improve_by"], ["at_least", "improve_by"]])
    for name in asked:
        criterion[name] = rng.choice(VALUES[name])
    return criterion


def levels(criterion):
    """A poor reading, the reading that is just good enough after it, and one that is a step worse."""
    sign = 1 if criterion.get("higher_is_better", True) else -1
    at_least = criterion.get("at_least")
    poor = Decimal(3) if at_least is None else Decimal(at_least) - 3 * sign
    enough = []
    if at_least is not None:
        enough.append(Decimal(at_least))
    if "improve_by" in criterion:
        enough.append(poor + sign * Decimal(criterion["improve_by"]))
    edge = max(enough) if sign > 0 else min(enough)
    return poor, edge, edge - sign * STEP


def which_edge(criterion, exact):
    """The name of the edge on which such a reading lies; that of the score to reach where both are asked for."""
    if "at_least" in criterion and "improve_by" not in criterion:
        return "exactly the score to reach" if exact else "a step short of the score to reach"
    if "improve_by" in criterion and "at_least" not in criterion:
        return "exactly the improvement asked for" if exact else "a step short of the improvement"
    return None


class Readings:
    """A family of which, or of one member of which, the tool is read."""

    def __init__(self, crowd, headline, criterion, engaged_on):
        self.crowd, self.tool = crowd, criterion["tool"]
        each = criterion.get("subject", "family") == "each_person"
        ref = crowd.next_family()
        self.person = crowd.adult(ref) if each or crowd.chance(0.3) else ""
        named = [self.person] if each and crowd.chance(0.6) else [""]
        assert crowd.family(engaged_on, headline, named) == ref
        self.ref = ref
        if not each:
            self.person = ""

    def read(self, day, score):
        """One reading."""
        self.crowd.add_score(self.tool, day, score, self.person, self.ref)


def set_out(crowd, suits=lambda criterion: True):
    """A headline, its criterion, a day of engagement, and a family with a poor baseline."""
    headline, criterion = crowd.headline(suits)
    E = minus(crowd.as_of, 16 + crowd.rng.randint(0, 6)) - timedelta(days=crowd.rng.randint(0, 30))
    family = Readings(crowd, headline, criterion, E)
    return headline, criterion, E, family


def around_the_baseline(crowd):
    """The first reading on the first day on which a baseline may be taken, or next to it."""
    headline, criterion, E, family = set_out(crowd)
    poor, edge, short = levels(criterion)
    side = crowd.rng.choice(SIDES)
    first = minus(E, criterion.get("baseline_months", 3))
    family.read(first + side * ONE_DAY, poor)
    good = first + timedelta(days=crowd.rng.choice([2, 40]))
    family.read(good, edge)
    if crowd.chance(0.5):
        family.read(plus(good, criterion.get("hold_months", 3)), edge)
    words = {-1: "the day before it may", 0: "on the first day it may", 1: "the day after it may"}[side]
    crowd.on(family.ref, headline, f"baseline taken {words}")


def around_the_hold(crowd):
    """Good readings that span exactly the months asked for, a day more or a day less."""
    headline, criterion, E, family = set_out(crowd, lambda one: one.get("hold_months", 3) > 0)
    poor, edge, short = levels(criterion)
    side = crowd.rng.choice(SIDES)
    last = crowd.as_of - timedelta(days=crowd.rng.choice([0, 0, 1, 30]))
    hold = criterion.get("hold_months", 3)
    first = start_for(crowd.rng, last - side * ONE_DAY, hold)
    family.read(E, poor)
    family.read(first, edge)
    if crowd.chance(0.3):
        family.read(first + timedelta(days=5), edge)
    family.read(last, edge)
    if plus(first, hold) == last - side * ONE_DAY and first > E:
        crowd.on(
            family.ref,
            headline,
            {-1: "held a day less", 0: "held exactly as long as asked", 1: "held a day longer"}[side],
        )
        if side >= 0 and first.day != (last - side * ONE_DAY).day:
            crowd.on(family.ref, headline, "months clamped to their end")
        if last == crowd.as_of and side >= 0:
            crowd.on(family.ref, headline, "the latest reading is today's")


def around_the_score(crowd):
    """The latest reading is exactly good enough, or one step short of it."""
    headline, criterion, E, family = set_out(crowd)
    poor, edge, short = levels(criterion)
    family.read(E, poor)
    exact = crowd.chance(0.5)
    held = crowd.chance(0.5)
    last = crowd.as_of - timedelta(days=crowd.rng.choice([0, 3]))
    if held:
        family.read(minus(last, criterion.get("hold_months", 3)) - ONE_DAY * 2, edge)
        family.read(last - ONE_DAY, edge)
    family.read(last, edge if exact else short)
    edge_name = which_edge(criterion, exact)
    if edge_name:
        crowd.on(family.ref, headline, edge_name)
    if last == crowd.as_of and not exact:
        crowd.on(family.ref, headline, "the latest reading is today's")


def few(crowd):
    """No reading, or one, or one more tomorrow."""
    headline, criterion, E, family = set_out(crowd)
    poor, edge, short = levels(criterion)
    how = crowd.rng.choice(["none", "one", "tomorrow"])
    if how == "none":
        crowd.on(family.ref, headline, "no reading")
        return
    family.read(E, poor)
    if how == "one":
        crowd.on(family.ref, headline, "only the baseline")
        return
    good = minus(crowd.as_of, criterion.get("hold_months", 3)) - ONE_DAY
    family.read(good, edge)
    if crowd.chance(0.5):
        family.read(crowd.as_of, edge)
    family.read(crowd.as_of + ONE_DAY, poor)
    crowd.on(family.ref, headline, "a reading tomorrow")


def lost(crowd):
    """Good readings that were lost, after they were held exactly so long or a day less."""
    headline, criterion, E, family = set_out(crowd, lambda one: one.get("hold_months", 3) > 0)
    poor, edge, short = levels(criterion)
    hold = criterion.get("hold_months", 3)
    last_good = crowd.as_of - timedelta(days=crowd.rng.randint(1, 40))
    less = crowd.chance(0.5)
    due = last_good + (ONE_DAY if less else 0 * ONE_DAY)
    first = start_for(crowd.rng, due, hold)
    family.read(E, poor)
    family.read(first, edge)
    family.read(last_good, edge)
    family.read(last_good + ONE_DAY, crowd.rng.choice([poor, short]))
    if plus(first, hold) == due and first > E:
        crowd.on(
            family.ref, headline, "lost a day before it was held" if less else "lost after it was held exactly as long"
        )


def wavered(crowd):
    """Good, not good, and good again: only the last row of good readings counts."""
    headline, criterion, E, family = set_out(crowd)
    poor, edge, short = levels(criterion)
    D = crowd.as_of
    family.read(E, poor)
    family.read(minus(D, criterion.get("hold_months", 3) + 2), edge)
    family.read(crowd.between(minus(D, 3), D - timedelta(days=10)), short)
    family.read(D - timedelta(days=crowd.rng.randint(3, 9)), edge)
    family.read(D, edge)
    crowd.on(family.ref, headline, "wavered and began again")


def of_persons(crowd):
    """Several members: some named, some read, some gone."""
    headline, criterion = crowd.headline(lambda one: one.get("subject") == "each_person")
    if criterion.get("subject", "family") != "each_person":
        few(crowd)
        return
    D, rng = crowd.as_of, crowd.rng
    E = minus(D, 16)
    ref = crowd.next_family()
    poor, edge, short = levels(criterion)
    hold = criterion.get("hold_months", 3)
    stays, other = crowd.adult(ref), crowd.adult(ref)
    left = crowd.adult(ref, (minus(D, 30), rng.choice([D - ONE_DAY, D])))

    def read_well(person_ref):
        crowd.add_score(criterion["tool"], E, poor, person_ref, ref)
        crowd.add_score(criterion["tool"], minus(D, hold), edge, person_ref, ref)
        if crowd.chance(0.6):
            crowd.add_score(criterion["tool"], D, edge, person_ref, ref)

    how = rng.choice(["named", "nobody", "nothing", "left", "dateless"])
    crowd.family(E, headline, {"named": [stays], "left": [left], "dateless": [stays, other]}.get(how, [""]))
    if how == "dateless":
        crowd.add_score(criterion["tool"], E, poor, stays, ref)
        crowd.add_score(criterion["tool"], D - ONE_DAY, edge, stays, ref)
        crowd.add_score(criterion["tool"], E, poor, other, ref)
        crowd.on(ref, headline, "two persons, one of them without a date")
    elif how == "named":
        read_well(stays)
        read_well(other)
        crowd.on(ref, headline, "a person named by the problem", "a person whom the problem does not name")
    elif how == "nobody":
        read_well(rng.choice([stays, other]))
        crowd.on(ref, headline, "nobody named, some have readings")
    elif how == "nothing":
        crowd.on(ref, headline, "nobody named, nobody has a reading")
    else:
        if crowd.chance(0.6):
            read_well(left)
        if crowd.chance(0.3):
            read_well(other)
        crowd.on(ref, headline, "a named person who left")


def of_the_wrong_subject(crowd):
    """Read of a person where the family is asked for."""
    headline, criterion = crowd.headline(lambda one: one.get("subject", "family") == "family")
    ref = crowd.family(minus(crowd.as_of, 12), headline)
    crowd.add_score(criterion["tool"], minus(crowd.as_of, 12), Decimal(3), crowd.adult(ref), ref)
    if criterion.get("subject", "family") == "family":
        crowd.on(ref, headline, "read of a person though the family is asked")


STORIES = [
    around_the_baseline,
    around_the_hold,
    around_the_hold,
    around_the_score,
    around_the_score,
    few,
    lost,
    wavered,
    of_persons,
    of_the_wrong_subject,
]
