"""The home and money: rent arrears, notices of eviction."""

from datetime import timedelta

from claims.demo.courses import Course, days_of_trouble
from claims.demo.days import ago, plus_months, some_day
from claims.demo.sources import ASSESSMENT, HOMES


def housing(case, headline, course):
    """Supporting Families: a notice of eviction before the work began, and whether another came."""
    case.problem(headline, HOMES)
    case.event(HOMES, "eviction_notice", some_day(case.rng, plus_months(case.begun, -10), ago(case.begun, 5)))
    if case.engaged_on is None:
        return
    for day in days_of_trouble(case, course):
        case.event(HOMES, "eviction_notice", day)
    if course not in (Course.OPEN, Course.WAITING):
        case.judgement(headline, course, "New tenancy signed, the home is of the right size, the family wants to stay.")


def finance(case, headline, course):
    """Supporting Families: behind with the rent until the course says it was paid."""
    case.problem(headline, ASSESSMENT)
    began = ago(case.begun, case.rng.randint(40, 300))
    if case.engaged_on is None or course == Course.OPEN:
        case.spell(HOMES, "rent_arrears", began)
        return
    trouble = days_of_trouble(case, course)
    case.spell(HOMES, "rent_arrears", began, trouble[0] if trouble else ago(case.engaged_on, 1))
    if course == Course.RELAPSE:
        case.spell(HOMES, "rent_arrears", trouble[-1])
    if course != Course.WAITING:
        case.judgement(headline, course, "A plan for the debts is kept to, and the rent is paid by standing order.")


def background(case):
    """Many tenants are behind with the rent for a while."""
    if "finance" not in case.goes and case.chance(22):
        first = some_day(case.rng, plus_months(case.begun, -12), case.until)
        last = min(first + timedelta(days=case.rng.randint(30, 200)), case.until)
        case.spell(HOMES, "rent_arrears", first, last)
    if "housing" not in case.goes and case.chance(4):
        case.event(HOMES, "eviction_notice", some_day(case.rng, plus_months(case.begun, -8), case.until))
