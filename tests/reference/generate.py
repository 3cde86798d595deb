"""Families that live on the edges of the rules, and outcomes plans that vary every parameter.

Both come from a seed alone: the same seed gives the same rows, in the same order.
"""

import random
from datetime import date, timedelta

from tests.reference.judge import plan_in_force
from tests.reference.making import facts, feeds, households, plans, school, work
from tests.reference.making.maker import Maker

ALL = plans.KINDS_OF_CRITERIA
DEFAULT_DAY = date(2017, 3, 1)

# What makes the facts of each kind, school apart, where a child's records serve all criteria at once.
FACTS = {
    "clear_period": facts.clear_period,
    "reduction": facts.reduction,
    "score": facts.score,
    "judgement": facts.judgement,
    "continuous_work": work.continuous_work,
}


def make_plans(seed, as_of=DEFAULT_DAY, kinds=ALL):
    """Three versions of an outcomes plan for each framework, as texts of TOML files.

    Of each framework the second version is in force on `as_of` and the third is not yet; for some seeds one
    framework has none in force. Only criteria of `kinds` occur.
    """
    return [plans.plan_text(plan) for plan in plan_tables(seed, as_of, kinds)]


def plan_tables(seed, as_of, kinds):
    """The plans as tables."""
    return plans.make_plan_tables(random.Random(f"plans {seed}"), as_of, kinds)


def make_world(seed, families, kinds=ALL, as_of=DEFAULT_DAY):
    """A world of so many families, to be judged on `as_of` or near it by the plans of the same seed.

    Facts are arranged around the thresholds of those plans for the criteria of `kinds`. Every row is fit to
    be loaded once the plans of the seed are published.
    """
    rng = random.Random(f"world {seed}")
    tables = plan_tables(seed, as_of, kinds)
    maker = Maker(rng, as_of, tables, kinds)
    feeds.make_terms(maker)
    feeds.make_districts(maker)
    feeds.make_coverage(maker)
    for number in range(1, families + 1):
        make_household(maker, number)
    return maker.world


def make_household(maker, number):
    """One family with its people, problems, plans, claims and facts."""
    rng, as_of = maker.rng, maker.as_of
    goes_well = maker.chance(0.3)
    family = households.make_family(maker, number, goes_well)
    maker.world.families.append(family)
    members = households.make_members(maker, family)
    of_framework = [plan for plan in maker.plans if plan["code"] == family.framework]
    plan = plan_in_force(of_framework, family.framework, as_of) or of_framework[0]
    number_raised = rng.choice([1, 2, 2, 3, 3, 1 if goes_well else 4])
    headlines = rng.sample(plan["headline"], min(len(plan["headline"]), number_raised))
    put_to_the_test(maker, family, plan, headlines)
    all_codes = sorted({headline["code"] for one in of_framework for headline in one["headline"]})
    household = households.Household(family, members, headlines)
    households.make_problems(maker, household, all_codes)
    households.make_plans_of_family(maker, household)
    households.make_claims(maker, household)

    judged = [
        (headline, criterion)
        for headline in plan["headline"]
        for criterion in headline["criterion"]
        if headline in headlines
        or headline.get("applies") == "always"
        or criterion["kind"] == "continuous_work"
    ]
    rng.shuffle(judged)
    of_school = [criterion for _, criterion in judged if criterion["kind"] == "school_terms"]
    if of_school:
        school.school_terms(maker, household, of_school, goes_well)
    for headline, criterion in judged:
        if criterion["kind"] in FACTS:
            begun = min(family.engaged_on or family.identified_on, as_of)
            well = goes_well and (criterion["kind"] != "continuous_work" or maker.chance(0.4))
            aim = facts.Aim(household, headline, criterion, begun, as_of, well)
            FACTS[criterion["kind"]](maker, aim)


def put_to_the_test(maker, family, plan, headlines):
    """A family engaged just after a feed broke off raises a headline that looks back on that feed."""
    days = [family.engaged_on - timedelta(days=days) for days in (1, 2)] if family.engaged_on else []
    kinds = {row.kind for row in feeds.broken_off(maker) if row.ends_on in days}
    for headline in plan["headline"]:
        for criterion in headline["criterion"]:
            looks_back = criterion["kind"] == "reduction" and kinds.intersection(criterion["events"])
            if looks_back and headline not in headlines:
                headlines[-1] = headline
