"""Made-up families: who belongs to them and when, their problems, their plans and their claims."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.reference.days import birthday, minus, plus
from tests.reference.making.feeds import broken_off
from tests.reference.world import ClaimMade, Family, Membership, Person, Plan

FORENAMES = ["Amira", "Ben", "Chloë", "Dev", "Ela", "Finn", "Grace", "Harun", "Isla", "Jo", "Kofi", "Liwia"]
SURNAMES = ["Ashworth", "Begum", "Clarke", "D'Arcy", "Eze", "Fielding", "García", "Holt", "Iqbal", "Jones"]

ONE_DAY = timedelta(days=1)
CLAIM_STATUSES = ["submitted", "paid", "approved", "rejected", "withdrawn"]


@dataclass
class Household:
    """One family while it is being made: its row, its memberships, and what it is to be judged by."""

    family: Family
    memberships: list
    headlines: list

    @property
    def ref(self):
        """The family's reference."""
        return self.family.family_ref

    def in_role(self, *roles):
        """The persons who are ever in one of these roles, in order, each once."""
        return list(dict.fromkeys(row.person_ref for row in self.memberships if row.role in roles))

    def everybody(self):
        """All persons who are ever in the family, in order, each once."""
        return list(dict.fromkeys(row.person_ref for row in self.memberships))


def make_family(maker, number, goes_well):
    """One family's row: when it was found, engaged, assessed and perhaps closed."""
    rng, D = maker.rng, maker.as_of
    engaged_on = long_ago(maker) if goes_well else engagement_day(maker)
    identified_on = (engaged_on or maker.between(minus(D, 20), D)) - timedelta(days=rng.randint(0, 60))
    if maker.chance(0.02):
        identified_on = rng.choice([D, D + ONE_DAY, plus(D, 1)])
        engaged_on = rng.choice([None, identified_on, plus(identified_on, 1)])
    begun = engaged_on or identified_on
    assessed_on = begun + timedelta(days=rng.randint(0, 20))
    if maker.chance(0.04):
        assessed_on = rng.choice([None, D, D + ONE_DAY])
    closed_on = rng.choice([D - ONE_DAY, D, D + ONE_DAY, plus(D, 2)]) if maker.chance(0.03) else None
    if closed_on is not None and closed_on < max(identified_on, begun):
        closed_on = None
    stage = "active_plan" if engaged_on else "information_gathering"
    return Family(
        family_ref=f"F{number:05d}",
        framework=rng.choice(["expanded", "expanded", "phase-1", "supporting-families"]),
        district=rng.choice(maker.world.districts).code,
        identified_on=identified_on,
        stage="closed" if closed_on else stage,
        engaged_on=engaged_on,
        assessed_on=assessed_on,
        lead_worker="" if maker.chance(0.04) else "Sam Okoro",
        closed_on=closed_on,
    )


def engagement_day(maker):
    """When work began: mostly long ago enough for every window, often on a day where calendars bite."""
    rng, D = maker.rng, maker.as_of
    term_starts = [term.starts_on for term in maker.world.terms if term.starts_on < D]
    how = maker.pick(months=30, month_end=20, term=25, feed=15, long_ago=35, later=3, today=1, never=3)
    if how == "months":
        return maker.months_back(rng.choice([1, 3, 6, 6, 7, 9, 12, 12, 13, 15, 18, 24]))
    if how == "month_end":
        ends = [date(D.year - 1, 8, 31), date(D.year - 1, 5, 31), date(D.year - 2, 8, 31)]
        ends += [date(D.year - 1, 2, 28) + ONE_DAY, date(D.year - 2, 11, 30), date(D.year - 1, 12, 31)]
        return rng.choice([day for day in ends if day < D] or [minus(D, 12)])
    if how == "term":
        return maker.near(rng.choice(term_starts))
    if how == "feed":
        row = rng.choice(broken_off(maker) if maker.chance(0.5) else maker.world.coverage)
        day = rng.choice([row.ends_on, row.ends_on + ONE_DAY, plus(row.starts_on, rng.choice([0, 6, 12]))])
        day = maker.near(day + ONE_DAY)
        return day if minus(D, 30) < day <= D else long_ago(maker)
    if how == "long_ago":
        return long_ago(maker)
    if how == "later":
        return rng.choice([D + ONE_DAY, plus(D, 1)])
    return D if how == "today" else None


def long_ago(maker):
    """A day of engagement that leaves time for every window."""
    return maker.between(minus(maker.as_of, 30), minus(maker.as_of, 14))


def make_members(maker, family):
    """The family's people and their memberships."""
    rng = maker.rng
    begun = family.engaged_on or family.identified_on
    memberships = []
    roles = ["adult"] + ["adult"] * (rng.random() < 0.5) + ["child"] * rng.choice([1, 2, 2, 3, 3, 4, 5])
    roles += ["non_resident_parent"] * (rng.random() < 0.25) + ["expectant_parent"] * (rng.random() < 0.06)
    roles += ["grown"] * (rng.random() < 0.2)
    surname = rng.choice(SURNAMES)
    for role in roles:
        born = date_of_birth(maker, role)
        role = "adult" if role == "grown" else role
        if maker.chance(0.02) and maker.people and role == "child":
            person_ref = rng.choice(list(maker.people))
            born = maker.people[person_ref].date_of_birth
            if any(row.person_ref == person_ref for row in memberships):
                continue
        else:
            person_ref = f"P{len(maker.people) + 1:06d}"
            maker.add_person(Person(person_ref, rng.choice(FORENAMES), surname, born))
        first = max(born, minus(begun, 24))
        memberships += membership_rows(maker, family, person_ref, role, first, begun)
    maker.world.memberships += memberships
    return memberships


def membership_rows(maker, family, person_ref, role, first, begun):
    """One person's time in the family: there throughout, or leaving, joining or coming back."""
    rng, D = maker.rng, maker.as_of

    def row(starts_on, ends_on, role=role):
        return Membership(family.family_ref, person_ref, role, starts_on, ends_on)

    how = maker.pick(throughout=76, leaver=6, joiner=6, returner=5, changer=4, edge=3)
    if how == "leaver":
        last = rng.choice([D - ONE_DAY, maker.between(begun, D), minus(D, 6), minus(D, 3), plus(D, 1)])
        return [row(first, max(last, first))]
    if how == "joiner":
        return [row(max(first, rng.choice([maker.between(begun, D), minus(D, 3), D, D + ONE_DAY])), None)]
    if how == "edge":
        return [row(first, max(D, first))]
    if how in ("returner", "changer"):
        left = maker.between(max(first, begun), D)
        back = left + timedelta(days=1 if how == "changer" else rng.choice([1, 2, 30, 100]))
        later_role = role
        if how == "changer":
            later_role = {"child": "adult", "adult": "non_resident_parent"}.get(role, "adult")
        return [row(first, left), row(back, None, later_role)]
    return [row(first, None)]


def date_of_birth(maker, role):
    """A birthday that suits the role, often on a day where an age or a school year turns."""
    rng, D = maker.rng, maker.as_of
    if role in ("adult", "non_resident_parent", "expectant_parent"):
        if maker.chance(0.05):
            return maker.near(minus(D, 12 * 18))
        return maker.between(date(D.year - 50, 1, 1), date(D.year - 20, 12, 31))
    if role == "grown":
        return maker.near(minus(D, 12 * rng.choice([18, 19, 19, 20])))
    how = maker.pick(school=50, prescribed=12, leaving=14, eighteen=8, leap=4, small=8, term=4)
    if how == "school":
        return maker.between(minus(D, 12 * 16), minus(D, 12 * 6))
    if how == "prescribed":
        month, day = rng.choice([(8, 31), (12, 31), (3, 31)])
        return maker.near(date(D.year - 5 - rng.choice([0, 1, 1, 2, 3]), month, day))
    if how == "leaving":
        return maker.near(
            date(D.year - 16 - rng.choice([0, 1, 1, 1, 2]), *rng.choice([(8, 31), (9, 1), (6, 24)]))
        )
    if how == "eighteen":
        return maker.near(minus(D, 12 * rng.choice([16, 18, 18]) + rng.randint(0, 12)))
    if how == "leap":
        year = D.year - rng.randint(5, 18)
        return date(year - year % 4, 2, 29)
    if how == "term":
        return birthday(rng.choice(maker.world.terms).starts_on, -5)
    return maker.between(minus(D, 60), D)


def make_problems(maker, household, all_codes):
    """The family's problems: two to four headlines accepted, and some that must not count."""
    rng, D, family = maker.rng, maker.as_of, household.family
    begun = family.engaged_on or family.identified_on
    by_age = {"child": household.in_role("child"), "adult": household.in_role("adult")}
    raised = household.headlines
    for headline in raised:
        kinds = {criterion["kind"] for criterion in headline["criterion"]}
        persons = by_age["child" if "school_terms" in kinds else "adult"] or household.everybody()
        if maker.chance(0.25):
            persons = household.everybody()
        named = [""] if maker.chance(0.25) else rng.sample(persons, min(len(persons), rng.choice([1, 1, 2])))
        for person_ref in named:
            on = maker.between(family.identified_on, max(begun, family.identified_on))
            if maker.chance(0.05):
                on = rng.choice([D, D + ONE_DAY, minus(D, 2)])
            maker.add_problem(family.family_ref, headline["code"], person_ref, on)
    if maker.chance(0.2):
        status = rng.choice(["suspected", "rejected"])
        persons = household.everybody()
        maker.add_problem(family.family_ref, rng.choice(all_codes), rng.choice(persons), begun, status)
    if maker.chance(0.04):
        maker.add_problem(family.family_ref, rng.choice(all_codes), "", D + ONE_DAY)
    if maker.chance(0.03) and "legacy" in all_codes:
        maker.add_problem(family.family_ref, "legacy", "", begun)
    absent = household.in_role("non_resident_parent")
    if absent and maker.chance(0.4):
        maker.add_problem(family.family_ref, rng.choice(all_codes), absent[0], begun)


def make_plans_of_family(maker, household):
    """The single family plans: mostly whole, some with a person or an objective short, some too late."""
    rng, D, family = maker.rng, maker.as_of, household.family
    begun = family.engaged_on or family.identified_on
    how = maker.pick(whole=82, none=3, late=3, person_short=4, objective_short=4, second=4)
    if how == "none":
        return
    agreed_on = begun + timedelta(days=rng.randint(0, 30))
    if how == "late":
        agreed_on = D + ONE_DAY
    agreed_on = rng.choice([agreed_on, agreed_on, agreed_on, min(agreed_on, D)])
    add_plan(
        maker,
        household,
        agreed_on,
        person_short=how == "person_short",
        objective_short=how == "objective_short",
    )
    if how == "second":
        later = rng.choice([D, D + ONE_DAY, maker.between(agreed_on + ONE_DAY, D)])
        if later > agreed_on:
            add_plan(
                maker, household, later, person_short=maker.chance(0.5), objective_short=maker.chance(0.3)
            )


def add_plan(maker, household, agreed_on, person_short, objective_short):
    """One single family plan."""
    rng = maker.rng
    covered = [
        row.person_ref
        for row in household.memberships
        if row.starts_on <= agreed_on and (row.ends_on is None or row.ends_on >= agreed_on)
        if row.role != "non_resident_parent" or maker.chance(0.4)
    ]
    if person_short and covered:
        covered.remove(rng.choice(covered))
    elif maker.chance(0.4):
        covered = []
    objectives = sorted({row.headline for row in maker.world.problems if row.family_ref == household.ref})
    if objective_short and objectives:
        objectives.remove(rng.choice(objectives))
    rng.shuffle(objectives)
    maker.world.plans.append(Plan(household.ref, agreed_on, " ".join(covered), " ".join(objectives)))


def make_claims(maker, household):
    """Claims that were made before, for some families; some later, some elsewhere, some given up."""
    rng, D, family = maker.rng, maker.as_of, household.family
    if not maker.chance(0.08):
        return
    begun = family.engaged_on or family.identified_on
    for claimed_on in rng.sample(sorted({begun, minus(D, 1), D, D + ONE_DAY}), rng.choice([1, 1, 2])):
        framework = rng.choice([family.framework] * 4 + ["phase-1"])
        status = rng.choice(CLAIM_STATUSES)
        route = rng.choice(["sustained", "employment"])
        maker.world.claims.append(ClaimMade(family.family_ref, framework, route, claimed_on, 800, status))
