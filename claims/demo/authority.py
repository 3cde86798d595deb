"""The whole authority: its districts, calendar, feeds, and every family, from a seed and a day alone."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from claims.demo import names, problems
from claims.demo.case import Case
from claims.demo.days import LAST_ROUND, Calendar, ago, last_summer, some_day
from claims.demo.households import ONE_PARENT, SOCIAL_HOUSING, UNDER_16, Household, Wanted, tenure
from claims.demo.rows import Files
from claims.demo.sources import add_coverage
from claims.demo.stories import EXPANDED, allot

NEEDS = {"mental_health": 22, "substance_misuse": 29, "domestic_abuse": 29}
FRAMEWORKS = {"expanded": 84, "supporting-families": 12, "phase-1": 4}
SHOWN = {"keyworker": ("ALD", 18), "keyworker2": ("BIR", 18)}  # who leads how many telling families, mostly where
TEAM_MANAGERS_DISTRICT = "ALD"


@dataclass
class Authority:
    """What was made: the files that are loaded first, those that come late, and every family's case, in order."""

    today: date
    files: Files = field(default_factory=Files)
    late: Files = field(default_factory=Files)
    cases: list = field(default_factory=list)

    def told_by(self, story):
        """References of the families that a story made."""
        return [case.ref for case in self.cases if case.story == story]


def make(*, families, seed, today):
    """Makes the authority. The same three values give the same rows in the same order."""
    authority = Authority(today)
    calendar = Calendar(today)
    rng = Random(f"authority {seed}")
    add_calendar(authority.files, calendar)
    add_districts(authority.files, families)
    add_coverage(authority.files, today)
    stories = allot(families)
    led = leaders(stories, families)
    order = list(range(families))
    rng.shuffle(order)
    plans = plan_households(rng, stories)
    needs = plan_needs(rng, stories)
    for number, index in enumerate(order, start=1):
        family_rng = Random(f"family {seed} {number}")
        case = begin(family_rng, authority, calendar, number, stories[index], needs[index], index)
        leader, district = led.get(index, (None, None))
        settle(case, stories[index], plans[index], leader, district)
        authority.cases.append(case)
    return authority


def add_calendar(files, calendar):
    for term in [*calendar.finished, *calendar.planned]:
        files.add("terms", code=term.code, starts_on=term.starts_on, ends_on=term.ends_on, counts="yes")


def add_districts(files, families):
    for code, name, coordinator, share in names.DISTRICTS:
        estimate = max(1, families * share * 165 // 10_000)
        files.add("districts", code=code, name=name, coordinator=coordinator, estimate=estimate)


def quota(rng, count, shares):
    """A list of `count` values in which each occurs as often as its share of the whole says, shuffled."""
    total, passed, values = sum(shares.values()), 0, []
    for value, share in shares.items():
        passed += share
        values += [value] * ((count * passed + total // 2) // total - len(values))
    rng.shuffle(values)
    return values


def plan_households(rng, stories):
    """What each household is like: the authority's shares as a whole, and in each family what its story needs."""
    count = len(stories)
    under_16 = quota(rng, count, UNDER_16)
    one_parent = quota(rng, count, {True: ONE_PARENT, False: 100 - ONE_PARENT})
    social = quota(rng, count, {True: SOCIAL_HOUSING, False: 100 - SOCIAL_HOUSING})
    found = [None] * count
    # Those who ask for most choose first.
    asking = sorted(range(count), key=lambda i: (-asked_children(stories[i]), -len(stories[i].household), i))
    for index in asking:
        household = dict(stories[index].household)
        wants_one = household.pop("one_parent", None)
        least = asked_children(stories[index])
        household["under_16"] = take(under_16, lambda value, least=least: value >= least)
        household["one_parent"] = take(one_parent, lambda value, wanted=wants_one: wanted in (None, value))
        found[index] = (Wanted(**household), social[index])
    return found


def asked_children(story):
    """How many children under 16 a story needs."""
    return max(story.household.get("schoolchildren", 0), story.household.get("under_16", 0))


def take(values, fits):
    """Takes the first value that fits out of a list, or the first."""
    place = next((place for place, value in enumerate(values) if fits(value)), 0)
    return values.pop(place)


def plan_needs(rng, stories):
    """What each family needs, so that as many of the whole have each need as councils found.

    A story's own headlines decide for its families; they are worked out here so that the others make up the rest.
    """
    found, free = [], []
    for index, story in enumerate(stories):
        goes = story.goes[stories[:index].count(story) % len(story.goes)] if story.goes else None
        found.append((goes, set(problems.needs_of(rng, goes)) if goes else set()))
        if goes is None:
            free.append(index)
    for need, percent in NEEDS.items():
        have = sum(need in needs for _, needs in found)
        missing = max(0, (len(stories) * percent + 50) // 100 - have)
        for index in rng.sample(free, min(missing, len(free))):
            found[index][1].add(need)
    return [(goes, frozenset(needs)) for goes, needs in found]


def leaders(stories, families):
    """Which families the two key workers lead, and in which district: index -> (user name, district)."""
    most = max(1, families * 15 // 100)
    shown = [i for i, story in enumerate(stories) if story.is_shown and story.lacks != "lead worker"]
    firsts = list(dict.fromkeys(stories.index(stories[i]) for i in shown))
    queue = firsts + [i for i in shown if i not in set(firsts)]
    found = {}
    for leader, (district, wanted) in SHOWN.items():
        for index in queue[: min(wanted, most)]:
            found[index] = (leader, district)
        queue = queue[min(wanted, most) :]
    return found


def begin(rng, authority, calendar, number, story, planned, index):
    """The case of one family, dated but without members yet."""
    goes, needs = planned
    framework = story.framework
    if goes is None and framework == EXPANDED:
        framework = rng.choices(list(FRAMEWORKS), weights=FRAMEWORKS.values())[0]
    case = Case(
        ref=f"TF-{number:05}", story=story.code, framework=framework, stage=story.stage, goes=goes or {}, needs=needs,
        rng=rng, today=authority.today, calendar=calendar, files=authority.files, late=authority.late,
        days_to_go=1 + index % 9 if index >= 60 else 1,
    )
    case.goes = goes or problems.usual_goes(rng, framework, needs)
    date_case(case, story)
    return case


def date_case(case, story):
    """When the family was found, engaged, assessed, agreed its plan, and was closed."""
    rng, today = case.rng, case.today
    if story.begun is None:
        longest = 150 if story.stage == "information_gathering" else 240
        case.identified_on = ago(today, rng.randint(4, longest))
        return
    kind, *bounds = story.begun if isinstance(story.begun[0], str) else ("days", *story.begun)
    if kind == "days":
        case.engaged_on = ago(today, rng.randint(*bounds))
    elif kind == "left school":
        summer = last_summer(today)
        case.engaged_on = some_day(rng, ago(summer, 150), ago(summer, 110))
    else:
        by = ago(today, LAST_ROUND + 4) if kind == "last round" else today
        case.engaged_on = case.calendar.day_before_last_terms(rng, rng.randint(*bounds), by)
    case.identified_on = ago(case.engaged_on, rng.randint(15, 70))
    assessed = case.engaged_on + timedelta(days=rng.randint(5, 28))
    agreed = assessed + timedelta(days=rng.randint(3, 24))
    case.assessed_on = assessed if assessed <= today and story.lacks != "assessment" else None
    case.agreed_on = agreed if agreed <= today and story.lacks != "plan" else None
    if story.stage == "closed":
        case.closed_on = some_day(rng, max(agreed + timedelta(days=120), ago(today, 420)), ago(today, 4))


def settle(case, story, plan, leader, district):
    """Gives the family its members, its facts and its own row."""
    rng, (wanted, is_social) = case.rng, plan
    if district is None or case.chance(15):
        shares = {code: share for code, _, _, share in names.DISTRICTS}
        district = rng.choices(list(shares), weights=shares.values())[0]
    case.place = next(name for code, name, _, _ in names.DISTRICTS if code == district)
    case.two_parents = not wanted.one_parent
    case.members = Household(case, case.files, wanted).make()
    problems.tell(case, story.lacks)
    reason = rng.choice(names.CLOSED_REASONS) if case.closed_on else None
    if story.claimed:
        problems.claimed_before(case, story.claimed)
    elif reason and reason.startswith("Outcomes achieved") and case.chance(55):
        problems.claimed_before(case, "paid")
    case.files.add(
        "families", family_ref=case.ref, framework=case.framework, district=district, ward=rng.choice(names.WARDS),
        postcode=f"ZZ{rng.randint(1, 29)} {rng.randint(1, 9)}{rng.choice('ABDEFGHJ')}{rng.choice('LNPQRSTU')}",
        tenure=tenure(rng, is_social), identified_on=case.identified_on, stage=case.stage, engaged_on=case.engaged_on,
        assessed_on=case.assessed_on, lead_worker=leader or lead_worker(case, story),
        lead_agency=rng.choice(names.LEAD_AGENCIES) if case.engaged_on else None,
        delivery_route=rng.choice(names.DELIVERY_ROUTES) if case.engaged_on else None,
        closed_on=case.closed_on, closed_reason=reason,
    )


def lead_worker(case, story):
    """Somebody who does not sign in here, or nobody."""
    if story.lacks == "lead worker" or case.engaged_on is None:
        return None
    return case.rng.choice(names.LEAD_WORKERS)

