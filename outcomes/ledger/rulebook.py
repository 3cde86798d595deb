"""The published plans as the ledger reads them: the one in force on a day, and those that will be later."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from families.together import compiled_once
from outcomes.ledger.kinds.school_terms import EXCLUSIONS
from outcomes.models import Criterion, Headline, OutcomesPlan


@dataclass(frozen=True)
class Test:
    """One criterion: its kind and parameters."""

    criterion_id: int
    code: str
    kind: str
    parameters: dict

    @cached_property
    def feeds(self):
        """The kinds of facts on whose feeds the test rests."""
        exclusions = EXCLUSIONS if self.parameters.get("max_fixed_exclusions") is not None else ()
        return {*self.parameters.get("events", ()), *self.parameters.get("spells", ()), *exclusions}


@dataclass(frozen=True)
class Heading:
    """One headline with its tests."""

    code: str
    name: str
    always: bool
    any_one: bool
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Rules:
    """One version of a plan, in force from `first` until the day before `until` (empty: no later version is known)."""

    plan_id: int
    first: date
    until: date | None
    needed: int
    non_resident_cap: int | None
    routes: tuple[str, ...]
    preferred: str
    headings: tuple[Heading, ...]


@compiled_once
def _published(*, known_at):
    published = OutcomesPlan.objects.filter(published_at__lte=known_at)
    return {
        "plans": published.order_by("code", "effective_from", "version"),
        "headlines": Headline.objects.filter(plan__in=published.values("pk")),
        "criteria": Criterion.objects.filter(headline__plan__in=published.values("pk")),
    }


def rulebook(*, as_of, known_at):
    """framework -> the rules in force on the day and those of every later day, in order, as published by `known_at`."""
    told = _published(known_at=known_at)
    tests, headings, versions = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in told.criteria:
        tests[row.headline_id].append(Test(row.pk, row.code, row.kind, row.parameters))
    for row in told.headlines:
        headings[row.plan_id].append(Heading(
            row.code, row.name, row.applies == "always", row.require == "any", tuple(tests[row.pk])
        ))
    for plan in told.plans:
        versions[plan.code].append(plan)
    return {code: tuple(_in_turn(plans, headings, as_of)) for code, plans in versions.items()}


def _in_turn(versions, headings, as_of):
    by_day = {plan.effective_from: plan for plan in versions}  # of two that begin on one day the later version
    days = sorted(by_day)
    for day, later in zip(days, [*days[1:], None], strict=True):
        if later is None or later > as_of:
            yield _rules(by_day[day], headings, day, later)


def _rules(plan, headings, first, until):
    return Rules(
        plan_id=plan.pk, first=first, until=until, needed=plan.headlines_needed,
        non_resident_cap=plan.non_resident_cap, routes=tuple(plan.routes), preferred=plan.preferred,
        headings=tuple(headings[plan.pk]),
    )
