"""Families judged by work: days, gaps, benefits, bars and birthdays, each to the day."""

from datetime import timedelta

from tests.reference.crowds.crowd import ONE_DAY, SIDE_NAMES, SIDES, born_to_be
from tests.reference.days import minus

BENEFITS = ["benefit_jsa", "benefit_esa", "benefit_is", "benefit_uc"]
BARS = ["esf_provision", "treatment"]
RULES = [
    (182, 210, 28),
    (91, 91, 0),
    (56, 70, 7),
    (60, 70, 7),
    (14, 16, 2),
    (28, 28, 2),
    (1, 1, 0),
    (30, 45, 20),
]
VALUES = {
    "work": [["employment"], ["employment", "work_programme"]],
    "benefits": ["one", "four"],
    "rules": RULES,
    "barred_by": [[], ["esf_provision"], ["esf_provision", "treatment"]],
    "min_age": [18, 0, 16, 19],
    "lookback_days": [28, 0, 60, 400],
}

BOUNDARIES = {
    "exactly the days asked for": {"met"},
    "a day fewer than asked for": {"pending"},
    "a day more than asked for": {"met"},
    "a gap as long as allowed": {"met", "pending"},
    "a gap a day longer than allowed": {"pending", "not_met", "regressed"},
    "stopped as long ago as allowed": {"met", "pending"},
    "stopped a day longer ago than allowed": {"regressed"},
    "stopped a day short of the days": {"not_met"},
    "in work today only": {"not_met"},
    "benefit left as long before as is looked back": {"met", "pending"},
    "benefit left a day longer before": {"not_met"},
    "benefit began the day work did": {"not_met"},
    "no benefit before": {"not_met"},
    "benefit and work overlap": {"met", "pending", "not_met"},
    "benefit came back yesterday": {"not_met", "regressed", "pending", "met"},
    "benefit comes back today": {"met", "pending"},
    "two benefits, the later end decides": {"met", "pending", "not_met"},
    "two benefits that ended together, the later start decides": {"met", "pending", "not_met"},
    "two benefits alike, the first in the alphabet decides": {"met", "pending", "not_met"},
    "barred on the day work began": {"not_met"},
    "the bar ended the day before work began": {"met", "pending"},
    "the bar began the day after work did": {"met", "pending"},
    "was met before, but barred": {"not_met"},
    "of age the day before judging": {"met", "pending", "not_met"},
    "of age on the day of judging": {"met", "pending", "not_met"},
    "of age the day after judging": set(),
    "left the family yesterday": set(),
    "leaves the family today": {"met", "pending"},
    "no adult": set(),
    "in work since before engagement": {"met", "pending"},
    "engaged in the middle of work on no benefit since": {"not_met"},
    "withdrawn work": {"not_met"},
    "withdrawn benefit since": {"met", "pending"},
    "good days grow old before the rest come": {"pending"},
    "islands under two rules": {"met", "pending", "not_met", "regressed"},
    "the work ends on a day to come": {"met", "pending"},
}


def variant(crowd, place):
    """One criterion: one rule for all, or one for each of some benefits and one for the rest."""
    rng = crowd.rng
    benefits = rng.sample(BENEFITS, 4) if place % 2 else rng.sample(BENEFITS, 1)
    shapes = rng.sample(RULES, 3)
    names = ["default"]
    if len(benefits) > 1:
        names = rng.sample([*rng.sample(benefits, 2), "default"], 3)
    elif crowd.chance(0.3):
        names = list(benefits)
    criterion = {
        "kind": "continuous_work",
        "work": rng.choice([["employment"], "employment", ["employment", "work_programme"]]),
        "benefits": benefits,
        "min_age": rng.choice([18, 18, 18, 0, 16, 19] if place % 4 == 3 else [18, 18, 16]),
        "lookback_days": rng.choice([28, 28, 0, 60, 400]),
        "rules": {
            name: {"days": days, "within_days": within, "gap_days": gap}
            for name, (days, within, gap) in zip(names, shapes, strict=False)
        },
    }
    bars = VALUES["barred_by"][place % 3]
    if bars:
        criterion["barred_by"] = bars
    return criterion


def suits_adults(criterion):
    """A criterion for any adult."""
    return criterion.get("min_age", 18) <= 19


class Adult:
    """One family with one adult who was on a benefit, the rule for it, and a day on which work might begin."""

    def __init__(self, crowd, suits=suits_adults, born=None, span=None, role="adult", engaged=None):
        self.crowd = crowd
        self.headline, self.criterion = crowd.headline(suits)
        rng, D = crowd.rng, crowd.as_of
        self.benefit = rng.choice(self.criterion["benefits"])
        rules = self.criterion["rules"]
        rule = rules.get(self.benefit) or rules["default"]
        self.days, self.within, self.gap = rule["days"], rule["within_days"], rule["gap_days"]
        self.lookback = self.criterion.get("lookback_days", 28)
        self.ref = crowd.next_family()
        spans = [span] if span else []
        self.person = crowd.person(self.ref, role, born or minus(D, 12 * 30 + rng.randint(0, 99)), *spans)
        self.engaged_on = engaged or D - timedelta(days=self.within + rng.choice([1, 30, 90]) + 60)
        named = rng.choice(["", self.person])
        crowd.family(self.engaged_on, self.headline, [named])

    def on(self, *names):
        """Notes edges of this family."""
        self.crowd.on(self.ref, self.headline, *names)

    def work(self, first, last=None, withdrawn=False):
        """A spell of work."""
        kinds = self.criterion.get("work", "employment")
        kind = "employment" if isinstance(kinds, str) else self.crowd.rng.choice(kinds)
        self.crowd.add_spell(kind, first, last, self.person, self.ref, withdrawn)

    def claim(self, first, last=None, kind=None, withdrawn=False):
        """A spell of the benefit."""
        self.crowd.add_spell(kind or self.benefit, first, last, self.person, self.ref, withdrawn)

    def claim_until(self, last, kind=None):
        """A spell of the benefit that ended on a day."""
        self.claim(last - timedelta(days=self.crowd.rng.choice([5, 40])), last, kind)


def days(number):
    """So many days."""
    return timedelta(days=number)


def exactly(crowd):
    """Exactly the days asked for, a day fewer or a day more."""
    adult = Adult(crowd, lambda one: suits_adults(one))
    side = crowd.rng.choice(SIDES)
    s = crowd.as_of - days(adult.days + side)
    adult.claim_until(s - ONE_DAY)
    ends = crowd.rng.choice([None, crowd.as_of, crowd.as_of + ONE_DAY, crowd.as_of - ONE_DAY])
    adult.work(s, ends)
    if adult.days + side > 0:
        adult.on(
            {-1: "a day fewer than asked for", 0: "exactly the days asked for", 1: "a day more than asked for"}[side]
        )
        if ends and ends > crowd.as_of:
            adult.on("the work ends on a day to come")


def with_gap(crowd):
    """A gap as long as the rule allows, or a day longer, out of work or back on the benefit."""
    adult = Adult(crowd, lambda one: suits_adults(one) and max(rule["gap_days"] for rule in one["rules"].values()) > 0)
    rng, D = crowd.rng, crowd.as_of
    longer = rng.choice([0, 1])
    length = adult.gap + longer
    if length == 0 or adult.days == 1:
        return exactly_for(adult)
    before = rng.randint(1, max(adult.days - 1, 1))
    after = adult.days - before + rng.choice([-1, 0, 0, 3])
    after = max(after, 1)
    back = D - days(after)
    stopped = back - days(length)
    s = stopped - days(before)
    adult.claim_until(s - ONE_DAY)
    adult.work(s, stopped - ONE_DAY)
    adult.work(back, None)
    if crowd.chance(0.5):
        adult.claim(stopped, back - ONE_DAY)
    adult.on("a gap a day longer than allowed" if longer else "a gap as long as allowed")
    return None


def exactly_for(adult):
    """Work for as long as is asked."""
    s = adult.crowd.as_of - days(adult.days)
    adult.claim_until(s - ONE_DAY)
    adult.work(s)


def grown_old(crowd):
    """Good days before a gap that will have grown too old before the rest have come."""
    adult = Adult(
        crowd,
        lambda one: (
            suits_adults(one)
            and any(
                rule["gap_days"] > 0 and rule["within_days"] - rule["days"] < rule["gap_days"]
                for rule in one["rules"].values()
            )
        ),
    )
    rng, D = crowd.rng, crowd.as_of
    if adult.gap == 0 or adult.days < 4:
        return exactly_for(adult)
    before, after = rng.randint(1, adult.days // 2), rng.randint(1, max(adult.days // 4, 1))
    back = D - days(after)
    stopped = back - days(rng.randint(1, adult.gap))
    s = stopped - days(before)
    adult.claim_until(s - ONE_DAY)
    adult.work(s, stopped - ONE_DAY)
    adult.work(back)
    adult.on("good days grow old before the rest come")
    return None


def stopped(crowd):
    """Work that stopped as long ago as the rule allows, or a day longer, or before the days were reached."""
    adult = Adult(crowd)
    rng, D = crowd.rng, crowd.as_of
    how = rng.choice(["allowed", "longer", "short"])
    last = D - ONE_DAY - days(adult.gap + (how != "allowed"))
    length = (
        adult.days - 1 if how == "short" else adult.days + (0 if how == "longer" else adult.gap * rng.choice([0, 1]))
    )
    if how == "longer":
        length += rng.choice([0, 0, 2])
    if length < 1:
        return exactly_for(adult)
    s = last - days(length - 1)
    adult.claim_until(s - ONE_DAY)
    adult.work(s, last)
    if crowd.chance(0.3):
        adult.claim(last + ONE_DAY, None)
    if adult.engaged_on <= s:
        adult.on(
            {
                "allowed": "stopped as long ago as allowed",
                "longer": "stopped a day longer ago than allowed",
                "short": "stopped a day short of the days",
            }[how]
        )
    return None


def only_today(crowd):
    """Work that begins today; or none at all."""
    adult = Adult(crowd)
    if crowd.chance(0.7):
        adult.claim_until(crowd.as_of - ONE_DAY)
        adult.work(crowd.as_of)
        adult.on("in work today only")


def looked_back(crowd):
    """A benefit that ended as long before the work as is looked back, or a day longer, or began with it."""
    adult = Adult(crowd)
    s = crowd.as_of - days(adult.days + crowd.rng.choice([0, 3, -1 if adult.days > 1 else 0]))
    adult.work(s)
    how = crowd.rng.choice(["as long", "longer", "began", "none"])
    if how in ("as long", "longer"):
        adult.claim_until(s - ONE_DAY - days(adult.lookback + (how == "longer")))
    elif how == "began":
        adult.claim(s, s + ONE_DAY * 0)
    adult.on(
        {
            "as long": "benefit left as long before as is looked back",
            "longer": "benefit left a day longer before",
            "none": "no benefit before",
            "began": None,
        }[how]
        or "benefit began the day work did"
    )


def overlapping(crowd):
    """Work and benefit at once: the good days begin when the benefit has ended, and end when it comes back."""
    adult = Adult(crowd)
    rng, D = crowd.rng, crowd.as_of
    s = D - days(adult.days + rng.choice([0, 0, 5]))
    how = rng.choice(["overlap", "back", "today", "withdrawn"])
    adult.claim_until(s - ONE_DAY)
    adult.work(s - days(rng.choice([3, 30]) if how == "overlap" else 0))
    if how == "back":
        adult.claim(D - ONE_DAY, rng.choice([None, D - ONE_DAY]))
    elif how == "today":
        adult.claim(D, None)
    elif how == "withdrawn":
        adult.claim(s + ONE_DAY, None, withdrawn=True)
    adult.on(
        {
            "overlap": "benefit and work overlap",
            "back": "benefit came back yesterday",
            "today": "benefit comes back today",
            "withdrawn": "withdrawn benefit since",
        }[how]
    )


def two_benefits(crowd):
    """Two benefits before the work, of which the last to end, the last to begin or the first by name decides."""
    adult = Adult(crowd, lambda one: suits_adults(one) and len(one["benefits"]) > 1)
    if len(adult.criterion["benefits"]) < 2:
        return exactly_for(adult)
    rng, D = crowd.rng, crowd.as_of
    other = rng.choice([kind for kind in adult.criterion["benefits"] if kind != adult.benefit])
    s = D - days(rng.choice([adult.days, adult.days - 1, 100, 200]))
    if s >= D:
        s = D - ONE_DAY
    adult.work(s)
    how = rng.choice(["end", "start", "alike"])
    first, last = s - days(40), s - ONE_DAY
    adult.claim(first, last)
    if how == "end":
        adult.claim(rng.choice([first - days(9), first + days(9)]), last - ONE_DAY, other)
    elif how == "start":
        adult.claim(first + rng.choice([-1, 1]) * ONE_DAY, last, other)
    else:
        adult.claim(first, last, other)
    adult.on(
        {
            "end": "two benefits, the later end decides",
            "start": "two benefits that ended together, the later start decides",
            "alike": "two benefits alike, the first in the alphabet decides",
        }[how]
    )
    return None


def barred(crowd):
    """A provision that bars, on the day the work began or just before or after it."""
    adult = Adult(crowd, lambda one: suits_adults(one) and one.get("barred_by"))
    rng, D = crowd.rng, crowd.as_of
    if not adult.criterion.get("barred_by"):
        return exactly_for(adult)
    bar = rng.choice(adult.criterion["barred_by"])
    how = rng.choice(["on", "before", "after", "past"])
    s = D - days(adult.days + rng.choice([0, 0, 2]))
    last_of_work = None
    if how == "past":
        last_of_work = D - ONE_DAY - days(adult.gap + 1)
        s = last_of_work - days(adult.days)
    adult.claim_until(s - ONE_DAY)
    adult.work(s, last_of_work)
    if how in ("on", "past"):
        crowd.add_spell(bar, s - days(rng.choice([0, 9])), rng.choice([s, None, s + days(4)]), adult.person, adult.ref)
    elif how == "before":
        crowd.add_spell(bar, s - days(9), s - ONE_DAY, adult.person, adult.ref)
    else:
        crowd.add_spell(bar, s + ONE_DAY, rng.choice([None, s + days(4)]), adult.person, adult.ref)
    adult.on(
        {
            "on": "barred on the day work began",
            "before": "the bar ended the day before work began",
            "after": "the bar began the day after work did",
            "past": "was met before, but barred",
        }[how]
    )
    return None


def around_age(crowd):
    """Somebody who comes of the age asked for about the day of judging."""
    side = crowd.rng.choice(SIDES)
    headline, criterion = crowd.headline(lambda one: 16 <= one.get("min_age", 18) <= 19)
    age = criterion.get("min_age", 18)
    adult = Adult(crowd, lambda one: one is criterion, born=born_to_be(crowd.rng, age, crowd.as_of + side * ONE_DAY))
    exactly_for(adult)
    if adult.criterion is criterion and 16 <= age <= 19:
        adult.on(f"of age {SIDE_NAMES[side]} {'of ' if not side else ''}judging")


def members(crowd):
    """Somebody who left yesterday, leaves today, or is no adult."""
    D = crowd.as_of
    span, role, name = crowd.rng.choice(
        [
            ((minus(D, 60), D - ONE_DAY), "adult", "left the family yesterday"),
            ((minus(D, 60), D), "adult", "leaves the family today"),
            ((minus(D, 60), None), crowd.rng.choice(["child", "non_resident_parent", "expectant_parent"]), "no adult"),
        ]
    )
    adult = Adult(crowd, span=span, role=role)
    exactly_for(adult)
    adult.on(name)


def around_engagement(crowd):
    """In work since before engagement, with the benefit left just before it or long before."""
    rng, D = crowd.rng, crowd.as_of
    E = D - days(rng.choice([14, 56, 91, 100, 182, 200]))
    adult = Adult(crowd, engaged=E)
    adult.work(E - days(rng.choice([30, 60])))
    if crowd.chance(0.5):
        adult.claim_until(E - ONE_DAY - days(rng.choice([0, adult.lookback])))
        adult.on("in work since before engagement")
    else:
        adult.claim_until(E - ONE_DAY - days(adult.lookback + rng.choice([1, 9])))
        adult.on("engaged in the middle of work on no benefit since")


def withdrawn(crowd):
    """Work that was taken back."""
    adult = Adult(crowd)
    s = crowd.as_of - days(adult.days)
    adult.claim_until(s - ONE_DAY)
    adult.work(s, None, True)
    adult.on("withdrawn work")


def two_islands(crowd):
    """Work, a while on another benefit, and work again: islands under more than one rule."""
    adult = Adult(crowd, lambda one: suits_adults(one) and len(one["rules"]) > 1)
    rng, D = crowd.rng, crowd.as_of
    other = rng.choice(adult.criterion["benefits"])
    back = D - days(rng.choice([1, 14, 28, 30, 56, 60, 91]) + rng.choice([-1, 0, 0, 1]))
    back = min(back, D - ONE_DAY)
    stopped_on = back - days(rng.choice([1, 2, 3, 7, 8, 20, 21, 28, 29]))
    s = stopped_on - days(rng.choice([1, 14, 30, 60, 91, 182]))
    adult.claim_until(s - ONE_DAY)
    adult.work(s, stopped_on - ONE_DAY)
    adult.claim(stopped_on, back - ONE_DAY, other)
    adult.work(back, rng.choice([None, None, D - ONE_DAY, max(back, D - days(9))]))
    adult.on("islands under two rules")


def two_adults(crowd):
    """Two adults, each with a story of work of their own."""
    adult = Adult(crowd)
    exactly_for(adult)
    first = adult.person
    adult.person = crowd.adult(adult.ref)
    if crowd.chance(0.6):
        s = crowd.as_of - days(max(adult.days + crowd.rng.choice([-3, -1, 1]), 1))
        adult.claim_until(s - ONE_DAY)
        adult.work(s)
    adult.person = first


STORIES = [
    exactly,
    exactly,
    with_gap,
    with_gap,
    grown_old,
    stopped,
    stopped,
    only_today,
    looked_back,
    looked_back,
    overlapping,
    two_benefits,
    two_benefits,
    barred,
    barred,
    around_age,
    members,
    around_engagement,
    withdrawn,
    two_islands,
    two_islands,
    two_adults,
]


def parameters(criterion):
    """The criterion's parameters as `VALUES` lists them."""
    work = criterion.get("work", ["employment"])
    return {
        "work": [str([work] if isinstance(work, str) else work)],
        "benefits": ["one" if len(criterion["benefits"]) == 1 else "four"],
        "rules": [str(tuple(rule.values())) for rule in criterion["rules"].values()],
        "barred_by": [str(criterion.get("barred_by", []))],
    }
