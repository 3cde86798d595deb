"""From what is known to the rows of the exports `verdicts` and `readiness`, one family at a time."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.reference.kinds import clear_period, continuous_work, judgement, reduction, school_terms, score
from tests.reference.known import Known, Verdict
from tests.reference.world import as_cell

KINDS = {
    "school_terms": school_terms,
    "clear_period": clear_period,
    "reduction": reduction,
    "continuous_work": continuous_work,
    "score": score,
    "judgement": judgement,
}

WORST_FIRST = ["regressed", "not_met", "no_data", "pending", "met", "neutral"]
BEST_FIRST = ["met", "pending", "neutral", "no_data", "regressed", "not_met"]
BEST_ADULT_FIRST = ["met", "pending", "no_data", "regressed", "not_met"]

LOWEST_GRADE = {
    "official_record": 1, "partner_statement": 2, "worker_observation": 3, "family_statement": 4, "judgement": 5,
}

# A claim stands in the way of another until it is withdrawn or rejected.
CLAIMS_THAT_DO_NOT_COUNT = {"rejected", "withdrawn"}


@dataclass
class Criterion:
    """One criterion judged for one family; `date_met` is when it would be met, where that can be said."""

    code: str
    kind: str
    verdicts: list[Verdict]
    status: str
    date_met: date | None


@dataclass
class Headline:
    """One headline judged for one family."""

    code: str
    is_raised: bool
    counts: bool
    criteria: list[Criterion]
    status: str
    date_met: date | None


@dataclass
class Route:
    """How far a family is on one route; `earliest_on` is blank where no day can be given."""

    name: str
    status: str
    earliest_on: date | None


@dataclass
class Readiness:
    """One row of the readiness of a family."""

    is_engaged: bool = False
    is_eligible: bool = False
    is_claimable: bool = False
    routes: list[Route] = field(default_factory=list)
    chosen: Route | None = None
    blockers: list[str] = field(default_factory=list)


def parse_plan(text):
    """An outcomes plan's file as a table; numbers with a point stay exact."""
    return tomllib.loads(text, parse_float=Decimal)


def judge(world, plans, as_of):
    """Judge every open family of the world on the day `as_of`.

    `plans` are all published outcomes plans as parsed tables. Answers the rows of the export `verdicts`,
    and those of the export `readiness`, each a dict of texts by column.
    """
    known = Known(world, as_of)
    verdict_rows, readiness_rows = [], []
    for family in sorted(world.families, key=lambda row: row.family_ref):
        if family.identified_on > as_of:
            continue
        if family.closed_on is not None and family.closed_on <= as_of:
            continue
        plan = plan_in_force(plans, family.framework, as_of)
        headlines = []
        if plan is not None and is_engaged_on(family, as_of):
            headlines = judge_headlines(known, family, plan)
        verdict_rows += rows_of_verdicts(known, family, plan, headlines)
        readiness = judge_readiness(known, family, plan, headlines)
        readiness_rows.append(row_of_readiness(known, family, plan, readiness))
    return verdict_rows, readiness_rows


def plan_in_force(plans, framework, as_of):
    """The framework's version that took effect last by the day, or None."""
    begun = [plan for plan in plans if plan["code"] == framework and plan["effective_from"] <= as_of]
    return max(begun, key=lambda plan: (plan["effective_from"], plan["version"]), default=None)


def is_engaged_on(family, day):
    """Whether the family had been engaged by the day."""
    return family.engaged_on is not None and family.engaged_on <= day


def grades(world, plans, as_of):
    """The grade of every verdict of every open family: (family, headline, criterion, person) -> grade or None."""
    known = Known(world, as_of)
    found = {}
    for family in world.families:
        plan = plan_in_force(plans, family.framework, as_of)
        if family.identified_on > as_of or (family.closed_on is not None and family.closed_on <= as_of):
            continue
        if plan is not None and is_engaged_on(family, as_of):
            for headline in judge_headlines(known, family, plan):
                for criterion in headline.criteria:
                    for verdict in criterion.verdicts:
                        key = family.family_ref, headline.code, criterion.code, verdict.person_ref
                        found[key] = verdict.grade
    return found


# Verdicts


def judge_headlines(known, family, plan):
    """Every headline of the plan of which something must be judged for the family, by code.

    Work is judged for every family where the plan pays for work, even under a headline nobody raised;
    such a headline does not count towards sustained progress.
    """
    raised = raised_headlines(known, family)
    pays_for_work = "employment" in plan["claim"]["routes"]
    judged = []
    for headline in sorted(plan["headline"], key=lambda row: row["code"]):
        is_raised = headline["code"] in raised
        counts = is_raised or headline.get("applies", "when_raised") == "always"
        criteria = [
            judge_criterion(known, family, headline, criterion)
            for criterion in sorted(headline["criterion"], key=lambda row: row["code"])
            if counts or (pays_for_work and criterion["kind"] == "continuous_work")
        ]
        if criteria:
            needs_all = headline.get("require", "all") == "all"
            statuses = [criterion.status for criterion in criteria]
            judged.append(
                Headline(
                    code=headline["code"],
                    is_raised=is_raised,
                    counts=counts,
                    criteria=criteria,
                    status=first_of(WORST_FIRST if needs_all else BEST_FIRST, statuses),
                    date_met=date_of_all(criteria) if needs_all else date_of_any(criteria),
                )
            )
    return judged


def raised_headlines(known, family):
    """The codes of the headlines under which the family has an accepted problem."""
    return {problem.headline for problem in known.problems[family.family_ref]}


def judge_criterion(known, family, headline, criterion):
    """One criterion's verdicts, and what they come to; neutral where it looks at nobody."""
    kind = criterion["kind"]
    verdicts = KINDS[kind].verdicts(known, family, headline, criterion)
    for verdict in verdicts:
        if verdict.status == "met" and verdict.grade > LOWEST_GRADE[criterion.get("lowest_grade", "judgement")]:
            verdict.status, verdict.reason = "no_data", "GRADE_TOO_LOW"
    statuses = [verdict.status for verdict in verdicts]
    if kind == "continuous_work":
        status = first_of(BEST_ADULT_FIRST, statuses)
        date_met = earliest([verdict.due_on for verdict in verdicts])
    else:
        status = first_of(WORST_FIRST, statuses)
        date_met = latest_if_all_hold(
            [(verdict.status, verdict.due_on) for verdict in verdicts],
        )
    return Criterion(criterion["code"], kind, verdicts, status, date_met)


def first_of(order, statuses):
    """The status that comes first in the order; neutral where there is none."""
    return next((status for status in order if status in statuses), "neutral")


def date_of_all(criteria):
    """When all criteria would be met, if none of them fails and each has a date."""
    return latest_if_all_hold([(criterion.status, criterion.date_met) for criterion in criteria])


def date_of_any(criteria):
    """When the first of the criteria that may still be met would be."""
    return earliest(
        [criterion.date_met for criterion in criteria if criterion.status in ("pending", "regressed")]
    )


def latest_if_all_hold(parts):
    """The latest date of the parts that are pending or regressed; None if a part fails or lacks a date."""
    dates = []
    for status, day in parts:
        if status in ("met", "neutral"):
            continue
        if status in ("not_met", "no_data") or day is None:
            return None
        dates.append(day)
    return max(dates, default=None)


def earliest(days):
    """The earliest of the days that are given, or None."""
    return min((day for day in days if day is not None), default=None)


# Readiness


def judge_readiness(known, family, plan, headlines):
    """Whether the family could be claimed for, by which route, and what is in the way."""
    readiness = Readiness()
    readiness.is_eligible = plan is not None and is_eligible(known, family, plan)
    if not is_engaged_on(family, known.as_of):
        readiness.blockers = ["NOT_ENGAGED"]
        return readiness

    missing = missing_for_engagement(known, family)
    readiness.is_engaged = not missing
    if plan is None:
        readiness.blockers = ["NO_OUTCOMES_PLAN"]
        return readiness

    readiness.blockers = missing
    if not readiness.is_eligible:
        readiness.blockers.append("FEWER_THAN_NEEDED")
    if is_claimed(known, family):
        readiness.blockers.append("ALREADY_CLAIMED")
    if "sustained" in plan["claim"]["routes"]:
        readiness.routes.append(sustained_route(known, family, headlines))
    if "employment" in plan["claim"]["routes"]:
        readiness.routes.append(employment_route(known, headlines))
    readiness.chosen = choose(readiness.routes, plan["claim"].get("preferred", "sustained"))
    a_route_holds = any(route.status == "met" for route in readiness.routes)
    readiness.is_claimable = a_route_holds and not readiness.blockers
    return readiness


def missing_for_engagement(known, family):
    """The blockers of a family whose work was begun but not set up as the programme asks."""
    missing = []
    if family.assessed_on is None or family.assessed_on > known.as_of:
        missing.append("NO_ASSESSMENT")
    plans = known.plans[family.family_ref]
    latest = max(plans, key=lambda plan: plan.agreed_on, default=None)
    if latest is None:
        missing.append("NO_PLAN")
    elif not covers_whole_family(known, family, latest):
        missing.append("PLAN_NOT_WHOLE_FAMILY")
    if not family.lead_worker:
        missing.append("NO_LEAD_WORKER")
    if latest is not None:
        for headline in sorted(raised_headlines(known, family)):
            if headline not in latest.objectives.split():
                missing.append(f"NO_OBJECTIVE:{headline}")
    return missing


def covers_whole_family(known, family, plan):
    """Whether the plan covers everybody who was a member on its day, non-resident parents apart."""
    if not plan.covers:
        return True
    return all(
        member.role == "non_resident_parent" or member.person_ref in plan.covers.split()
        for member in known.members_on(family.family_ref, plan.agreed_on)
    )


def is_eligible(known, family, plan):
    """Whether the family's problems lie under enough different headlines."""
    non_resident = {
        member.person_ref
        for member in known.members_on(family.family_ref, known.as_of)
        if member.role == "non_resident_parent"
    }
    whole, only_non_resident = 0, 0
    for headline in raised_headlines(known, family):
        persons = [
            problem.person_ref
            for problem in known.problems[family.family_ref]
            if problem.headline == headline
        ]
        if all(person_ref in non_resident for person_ref in persons):
            only_non_resident += 1
        else:
            whole += 1
    cap = plan["eligibility"].get("non_resident_cap")
    if cap is not None:
        only_non_resident = min(only_non_resident, cap)
    return whole + only_non_resident >= plan["eligibility"]["headlines_needed"]


def is_claimed(known, family):
    """Whether the family was already claimed for in its framework."""
    return any(
        claim.framework == family.framework and claim.status not in CLAIMS_THAT_DO_NOT_COUNT
        for claim in known.claims[family.family_ref]
    )


def sustained_route(known, family, headlines):
    """Progress under every headline that counts."""
    parts = [headline for headline in headlines if headline.counts]
    statuses = [headline.status for headline in parts]
    raised_statuses = [headline.status for headline in parts if headline.is_raised]
    unknown = raised_headlines(known, family) - {headline.code for headline in parts}
    if unknown:
        statuses.append("no_data")

    if all(status in ("met", "neutral") for status in statuses):
        if "met" in raised_statuses:
            return Route("sustained", "met", known.as_of)
        return Route("sustained", "neutral", None)

    earliest_on = None
    if not unknown and any(status in ("met", "pending", "regressed") for status in raised_statuses):
        earliest_on = latest_if_all_hold([(headline.status, headline.date_met) for headline in parts])
    return Route("sustained", first_of(WORST_FIRST, statuses), earliest_on)


def employment_route(known, headlines):
    """Work of one adult, under whichever headline it is judged."""
    work = [
        criterion
        for headline in headlines
        for criterion in headline.criteria
        if criterion.kind == "continuous_work"
    ]
    status = first_of(BEST_ADULT_FIRST, [criterion.status for criterion in work])
    if status == "met":
        return Route("employment", "met", known.as_of)
    return Route("employment", status, earliest([criterion.date_met for criterion in work]))


def choose(routes, preferred):
    """The route to name: the preferred one that holds, else the one with the earliest date, else None."""
    preferred_first = sorted(routes, key=lambda route: route.name != preferred)
    holding = [route for route in preferred_first if route.status == "met"]
    dated = [route for route in preferred_first if route.earliest_on is not None]
    if holding:
        return holding[0]
    return min(dated, key=lambda route: route.earliest_on, default=None)


# Rows


def rows_of_verdicts(known, family, plan, headlines):
    """The family's rows of the export `verdicts`."""
    rows = []
    for headline in headlines:
        for criterion in headline.criteria:
            for verdict in sorted(criterion.verdicts, key=lambda one: one.person_ref):
                rows.append(
                    {
                        "as_of": as_cell(known.as_of),
                        "plan": plan["code"],
                        "plan_version": as_cell(plan["version"]),
                        "family_ref": family.family_ref,
                        "headline": headline.code,
                        "criterion": criterion.code,
                        "person_ref": verdict.person_ref,
                        "status": verdict.status,
                        "reason": verdict.reason,
                        "window_starts_on": as_cell(verdict.window_starts_on),
                        "window_ends_on": as_cell(verdict.window_ends_on),
                        "value": verdict.value,
                        "threshold": verdict.threshold,
                        "due_on": as_cell(verdict.due_on),
                    }
                )
    return rows


def row_of_readiness(known, family, plan, readiness):
    """The family's row of the export `readiness`."""
    status_of = {route.name: route.status for route in readiness.routes}
    return {
        "as_of": as_cell(known.as_of),
        "family_ref": family.family_ref,
        "framework": family.framework,
        "plan": plan["code"] if plan else "",
        "plan_version": as_cell(plan["version"]) if plan else "",
        "engaged": as_cell(readiness.is_engaged),
        "eligible": as_cell(readiness.is_eligible),
        "sustained": status_of.get("sustained", ""),
        "employment": status_of.get("employment", ""),
        "claimable": as_cell(readiness.is_claimable),
        "route": readiness.chosen.name if readiness.chosen else "",
        "earliest_on": as_cell(readiness.chosen.earliest_on) if readiness.chosen else "",
        "blockers": "; ".join(readiness.blockers),
    }
