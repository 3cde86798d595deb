"""One crowd while it is made: the day, the plans, and families that are mostly ready but for the criterion aimed at."""

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.reference.days import minus, plus
from tests.reference.making.maker import Maker
from tests.reference.making.plans import left_out, plan_text
from tests.reference.world import ClaimMade, Family, Membership, Person, Plan

ONE_DAY = timedelta(days=1)
HEADLINES = 36

# Month ends, a leap day and the day after it, ends of school terms, the ends of June and August, and ordinary days.
DAYS = [
    date(2017, 2, 28),
    date(2016, 2, 29),
    date(2017, 8, 31),
    date(2016, 5, 31),
    date(2017, 3, 1),
    date(2016, 12, 17),
    date(2017, 7, 1),
    date(2016, 9, 30),
    date(2016, 3, 1),
    date(2017, 4, 18),
    date(2016, 12, 31),
    date(2017, 11, 8),
]


class Crowd(Maker):
    """The day of judging, three versions of one outcomes plan, and the families so far.

    `plan` is the version in force; the first is replaced by it and the third begins tomorrow. `aims` holds
    (family, headline, boundary) for every edge that a family was put on.
    """

    def __init__(self, kind, module, seed):
        super().__init__(random.Random(f"crowd {kind} {seed}"), DAYS[seed % len(DAYS)], [], {kind})
        self.kind, self.module, self.seed = kind, module, seed
        self.aims = []
        self.patterns = {}
        if hasattr(module, "prepare"):
            module.prepare(self)
        in_force_from = self.as_of if seed % 2 else self.as_of - timedelta(days=400)
        self.plan = self.make_plan(2, in_force_from, HEADLINES)
        self.plans = [
            self.make_plan(1, date(2012, 4, 1), 6),
            self.plan,
            self.make_plan(3, self.as_of + ONE_DAY, 6),
        ]
        self.stories = list(module.STORIES)

    def make_plan(self, version, effective_from, number):
        """One version of the plan, with so many headlines of this kind."""
        rng = self.rng
        routes = ["sustained"]
        if self.kind == "continuous_work" and self.seed % 4 == 0:
            number, routes = 3, [["sustained", "employment"], ["employment"]][self.seed // 4 % 2]
        headlines = []
        for place in range(number):
            criteria = []
            for nth in range(2 if self.chance(0.12) else 1):
                criterion = self.module.variant(self, place)
                criterion["code"] = f"test-{nth + 1}"
                criteria.append(left_out(rng, criterion))
            headline = {"code": f"h{place:02d}", "name": f"Headline {place}", "criterion": criteria}
            if len(criteria) > 1:
                headline["require"] = rng.choice(["all", "any"])
            headlines.append(headline)
        if self.chance(0.3):
            headlines[-1]["applies"] = "always"
        if version == 1:
            headlines.append({**headlines[0], "code": "legacy"})
        claim = {"routes": routes}
        if self.chance(0.5):
            claim["preferred"] = "sustained" if "sustained" in routes else routes[0]
        elif self.seed % 8 == 4:
            claim["preferred"] = routes[-1]
        return {
            "code": "expanded",
            "name": "Outcomes plan",
            "version": version,
            "effective_from": effective_from,
            "eligibility": {"headlines_needed": rng.choice([1, 1, 2]), "non_resident_cap": rng.choice([0, 1])},
            "claim": claim,
            "headline": headlines,
        }

    def plan_texts(self):
        """The plans as the texts of their files."""
        return [plan_text(plan) for plan in self.plans]

    def add_somebody(self):
        """One more family, in the next of the kind's stories."""
        story = self.stories[len(self.world.families) % len(self.stories)]
        made, members = len(self.world.families), len(self.world.memberships)
        story(self)
        assert len(self.world.families) == made + 1, story
        self.vary_readiness(self.world.families[-1], members)

    def headline(self, suits=lambda criterion: True):
        """A headline of the plan in force and the criterion of it that suits, or any if none does."""
        suitable = [
            (headline, criterion)
            for headline in self.plan["headline"]
            for criterion in headline["criterion"]
            if suits(criterion)
        ]
        if not suitable:
            headline = self.rng.choice(self.plan["headline"])
            return headline["code"], headline["criterion"][0]
        headline, criterion = self.rng.choice(suitable)
        return headline["code"], criterion

    def family(self, engaged_on, headline, named=("",)):
        """One family that raises the headline, ready for a claim in most cases; its reference."""
        rng, D = self.rng, self.as_of
        ref = f"F{self.seed:03d}-{len(self.world.families):05d}"
        identified_on = engaged_on - timedelta(days=rng.randint(0, 30))
        identified_on = min(identified_on, D) if self.chance(0.98) else rng.choice([D, D + ONE_DAY])
        closed_on = rng.choice([D, D + ONE_DAY]) if self.chance(0.01) and identified_on <= D else None
        self.world.families.append(
            Family(
                family_ref=ref,
                framework="expanded" if self.chance(0.99) else "phase-1",
                identified_on=identified_on,
                stage="closed" if closed_on else "active_plan",
                engaged_on=engaged_on,
                assessed_on=min(engaged_on, D) if self.chance(0.97) else rng.choice([None, D, D + ONE_DAY]),
                lead_worker="Sam Okoro" if self.chance(0.98) else "",
                closed_on=closed_on,
            )
        )
        others = [one["code"] for one in self.plan["headline"] if one["code"] != headline]
        raised = [headline, *rng.sample(others, 1)] if others and self.chance(0.12) else [headline]
        for code in raised:
            for person_ref in named:
                status = "accepted" if self.chance(0.98) else rng.choice(["suspected", "rejected"])
                on = min(identified_on, D) if self.chance(0.98) else rng.choice([D, D + ONE_DAY])
                self.add_problem(ref, code, person_ref, on, status)
        if self.chance(0.95):
            agreed_on = engaged_on if self.chance(0.97) else rng.choice([D, D + ONE_DAY])
            self.world.plans.append(Plan(ref, agreed_on, "", " ".join(sorted(raised))))
        if self.chance(0.01):
            status = rng.choice(["paid", "withdrawn"])
            self.world.claims.append(ClaimMade(ref, "expanded", "sustained", rng.choice([D, D + ONE_DAY]), 800, status))
        return ref

    def vary_readiness(self, family, members):
        """Some families have a parent elsewhere, a plan that leaves somebody out, two plans, or an earlier claim."""
        rng, D, ref, E = self.rng, self.as_of, family.family_ref, min(family.engaged_on, self.as_of)
        codes = [one["code"] for one in self.plan["headline"]]
        if self.chance(0.06):
            absent = self.person(ref, "non_resident_parent", date(1975, 5, 5))
            self.add_problem(ref, rng.choice(codes), absent, min(E, D))
            beside = [row.headline for row in self.world.problems[-3:] if row.family_ref == ref]
            self.add_problem(ref, rng.choice(beside), absent, min(E, D))
        if self.chance(0.02):
            self.add_problem(ref, "legacy", "", min(E, D))
        if self.chance(0.02):
            self.world.claims.append(ClaimMade(ref, "phase-1", "sustained", D - ONE_DAY, 800, "paid"))
        if self.chance(0.05) and E < D:
            self.adult(ref, (E + ONE_DAY, None))
        if self.chance(0.08) and self.world.plans and self.world.plans[-1].family_ref == ref:
            self.vary_plan(self.world.plans[-1], self.world.memberships[members:])

    def vary_plan(self, plan, memberships):
        """The plan names whom it covers, mostly all whom it must; or another one follows that has no objective."""
        rng = self.rng
        if self.chance(0.4):
            later = min(plan.agreed_on + timedelta(days=rng.choice([1, 30])), self.as_of + ONE_DAY)
            if later > plan.agreed_on:
                self.world.plans.append(replace(plan, agreed_on=later, objectives=""))
            return
        covered = {
            row.person_ref
            for row in memberships
            if row.role != "non_resident_parent" and row.starts_on <= plan.agreed_on
            if row.ends_on is None or row.ends_on >= plan.agreed_on
        }
        if covered and self.chance(0.2):
            covered.discard(rng.choice(sorted(covered)))
        self.world.plans[-1] = replace(plan, covers=" ".join(sorted(covered)))

    def next_family(self):
        """The reference that the next family will have."""
        return f"F{self.seed:03d}-{len(self.world.families):05d}"

    def person(self, family_ref, role, born, *spans):
        """One person of a family, a member on each span of days (first, last or None); since long ago if none given."""
        ref = f"P{self.seed:03d}-{len(self.people):06d}"
        self.add_person(Person(ref, "Ela", "Clarke", born))
        for first, last in spans or [(max(born, minus(self.as_of, 96)), None)]:
            if last is None or last >= first:
                self.world.memberships.append(Membership(family_ref, ref, role, first, last))
        return ref

    def adult(self, family_ref, *spans):
        """An adult of no particular age."""
        return self.person(family_ref, "adult", date(1980, 1, 1) + timedelta(days=self.rng.randint(0, 3000)), *spans)

    def somebody(self, family_ref):
        """An adult, or blank for the family itself."""
        return self.adult(family_ref) if self.chance(0.7) else ""

    def on(self, family_ref, headline, *boundaries):
        """Notes the edges on which the family was put under the headline."""
        self.aims += [(family_ref, headline, boundary) for boundary in boundaries]


def starts_for(due, months):
    """The days from which so many months run to exactly `due`: several where month ends clamp, none where they skip."""
    near = minus(due, months)
    return [day for day in (near + timedelta(days=step) for step in range(-1, 5)) if plus(day, months) == due]


def start_for(rng, due, months):
    """One of the days from which so many months run to `due`, or the nearest day before."""
    return rng.choice(starts_for(due, months) or [minus(due, months)])


def born_to_be(rng, age, day):
    """A date of birth on which somebody reaches the age on exactly `day`; a leap day where it can be one."""
    near = minus(day, 12 * age)
    found = [one for one in (near, near + ONE_DAY) if plus(one, 12 * age) == day]
    return rng.choice(found or [near])


SIDES = (-1, 0, 1)
SIDE_NAMES = {-1: "the day before", 0: "on the day", 1: "the day after"}
