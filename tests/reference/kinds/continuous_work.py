"""Off benefit and in work."""

from bisect import bisect_left
from dataclasses import dataclass

from tests.reference.days import ONE_DAY, days_after, days_before, each_day, is_younger_than
from tests.reference.known import Verdict, covers


@dataclass
class Rule:
    """How long the work must last; `place` is the rule's place in the plan."""

    name: str
    place: int
    days: int
    within_days: int
    gap_days: int


@dataclass
class Island:
    """Good days that belong together, judged by one rule on one day."""

    rule: Rule
    good_days: list
    counted: int
    is_met: bool
    is_barred: bool

    def due_on(self, D):
        """The first day, from D on, on which it would be met if every day from D on were good."""
        return D if self.is_met else first_day_met(self.good_days, D, self.rule)


@dataclass
class Adult:
    """What counts for and against one adult, gathered once."""

    work_spells: list
    benefit_spells: list
    barring_spells: list
    islands_by_rule: dict


def verdicts(known, family, headline, criterion):
    """One verdict for each adult whom the criterion looks at."""
    rules = [
        Rule(name, place, rule["days"], rule["within_days"], rule["gap_days"])
        for place, (name, rule) in enumerate(criterion["rules"].items())
    ]
    answers = []
    for member in known.members_on(family.family_ref, known.as_of):
        born = known.people[member.person_ref].date_of_birth
        too_young = is_younger_than(born, criterion.get("min_age", 18), known.as_of)
        if member.role == "adult" and not too_young:
            answers.append(judge_adult(known, family, criterion, rules, member.person_ref))
    return answers


def judge_adult(known, family, criterion, rules, person_ref):
    """The verdict on one adult."""
    E, D = family.engaged_on, known.as_of
    adult = gather(known, criterion, rules, person_ref, E)
    island = island_used(known, criterion, rules, adult, D)
    if island is None:
        if ever_worked_enough(rules, adult) and any(
            would_have_been_met(known, criterion, rules, adult, day) for day in each_day(E, D - ONE_DAY)
        ):
            return Verdict(person_ref, "regressed", "STOPPED_WORKING")
        return Verdict(person_ref, "not_met", "NOT_WORKING")

    verdict = Verdict(
        person_ref,
        "pending",
        window_starts_on=island.good_days[0],
        window_ends_on=D - ONE_DAY,
        value=str(island.counted),
        threshold=str(island.rule.days),
    )
    verdict.grade = known.lowest_grade(
        spell for spell in adult.work_spells if any(covers(spell, day) for day in island.good_days)
    )
    if island.is_barred:
        verdict.status, verdict.reason, verdict.grade = "not_met", "DOUBLE_FUNDING", None
    elif island.is_met:
        verdict.status = "met"
    else:
        verdict.due_on = island.due_on(D)
    return verdict


def ever_worked_enough(rules, adult):
    """Whether some island ever held as many good days as its rule asks for; if none did, no day could be met."""
    return any(len(days) >= rule.days for rule in rules for days in adult.islands_by_rule[rule.name])


def would_have_been_met(known, criterion, rules, adult, day):
    """Whether the same test, put on an earlier day, would have been met."""
    island = island_used(known, criterion, rules, adult, day)
    return island is not None and island.is_met and not island.is_barred


def gather(known, criterion, rules, person_ref, E):
    """The adult's spells, and the good days since engagement gathered into islands for each rule."""
    spells = known.spells_of_person[person_ref]
    work_kinds = criterion.get("work", ["employment"])
    if isinstance(work_kinds, str):
        work_kinds = [work_kinds]
    work_spells = [spell for spell in spells if spell.kind in work_kinds]
    working = days_of(known, work_spells)
    benefit_spells = [spell for spell in spells if spell.kind in criterion["benefits"]]
    on_benefit = days_of(known, benefit_spells)
    good_days = [
        day for day in each_day(E, known.as_of - ONE_DAY) if day in working and day not in on_benefit
    ]
    return Adult(
        work_spells=work_spells,
        benefit_spells=benefit_spells,
        barring_spells=[spell for spell in spells if spell.kind in criterion.get("barred_by", [])],
        islands_by_rule={rule.name: islands(good_days, rule.gap_days) for rule in rules},
    )


def days_of(known, spells):
    """Every day that one of these spells covers, as far as is known."""
    return {day for spell in spells for day in each_day(spell.starts_on, known.last_day_of(spell))}


def islands(good_days, gap_days):
    """The good days as islands: no more than so many days lie between two neighbours of one island."""
    found = []
    for day in good_days:
        if found and (day - found[-1][-1]).days - 1 <= gap_days:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def island_used(known, criterion, rules, adult, D):
    """The island that decides on day D, or None if there is none that fits."""
    fitting = []
    for rule in rules:
        good_days = last_island(adult.islands_by_rule[rule.name], D)
        if not good_days or good_days[-1] < days_before(D, 1 + rule.gap_days):
            continue
        basis = basis_benefit(criterion, adult, good_days[0], known)
        if basis is None:
            continue
        rule_of_basis = basis.kind if basis.kind in criterion["rules"] else "default"
        if rule_of_basis != rule.name:
            continue
        counted = count_within(good_days, D, rule)
        is_met = counted >= rule.days
        fitting.append(
            Island(
                rule=rule,
                good_days=good_days,
                counted=counted,
                is_met=is_met,
                is_barred=any(covers(spell, good_days[0]) for spell in adult.barring_spells),
            )
        )
    if len(fitting) > 1:
        fitting.sort(key=lambda island: (island.due_on(D), island.rule.place))
    return fitting[0] if fitting else None


def last_island(all_islands, D):
    """The last island as it stood on day D, when only the days before D were over."""
    for island in reversed(all_islands):
        if island[0] < D:
            return island if island[-1] < D else island[: bisect_left(island, D)]
    return []


def basis_benefit(criterion, adult, s, known):
    """The benefit that the adult left for the island that began on `s`, or None."""
    earliest = days_before(s, 1 + criterion.get("lookback_days", 28))
    candidates = [
        spell
        for spell in adult.benefit_spells
        if spell.starts_on < s and known.last_day_of(spell) >= earliest
    ]
    candidates.sort(key=lambda spell: spell.kind)
    candidates.sort(key=lambda spell: (known.last_day_of(spell), spell.starts_on), reverse=True)
    return candidates[0] if candidates else None


def count_within(good_days, D, rule):
    """How many of the island's good days (all are before D) lie in the days that the rule looks back on."""
    first_looked_at = days_before(D, rule.within_days)
    return len(good_days) - bisect_left(good_days, first_looked_at)


def first_day_met(good_days, D, rule):
    """The first day after D on which the island would be long enough if every day from D on were good."""
    good_days = list(good_days)
    day = D
    while count_within(good_days, day, rule) < rule.days:
        good_days.append(day)
        day = days_after(day, 1)
    return day
