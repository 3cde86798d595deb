"""The published plans as the ledger reads them: the one in force on a day, and those that will be later."""

from dataclasses import dataclass
from datetime import date

from outcomes.models import OutcomesPlan


@dataclass(frozen=True)
class Test:
    """One criterion: its kind and parameters."""

    criterion_id: int
    code: str
    kind: str
    parameters: dict


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


def rulebook(*, as_of, known_at):
    """framework -> the rules in force on the day and those of every later day, in order, as published by `known_at`."""
    plans = {}
    rows = OutcomesPlan.objects.filter(published_at__lte=known_at).prefetch_related("headlines__criteria")
    for plan in rows.order_by("code", "effective_from", "version"):
        plans.setdefault(plan.code, []).append(plan)
    return {code: tuple(_in_turn(versions, as_of)) for code, versions in plans.items()}


def _in_turn(versions, as_of):
    by_day = {plan.effective_from: plan for plan in versions}  # of two that begin on one day the later version
    days = sorted(by_day)
    for day, later in zip(days, [*days[1:], None], strict=True):
        if later is None or later > as_of:
            yield _rules(by_day[day], day, later)


def _rules(plan, first, until):
    return Rules(
        plan_id=plan.pk, first=first, until=until, needed=plan.headlines_needed,
        non_resident_cap=plan.non_resident_cap, routes=tuple(plan.routes), preferred=plan.preferred,
        headings=tuple(
            Heading(
                headline.code, headline.name, headline.applies == "always", headline.require == "any",
                tuple(Test(each.pk, each.code, each.kind, each.parameters) for each in headline.criteria.all()),
            )
            for headline in plan.headlines.all()
        ),
    )
