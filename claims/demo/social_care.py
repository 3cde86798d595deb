"""Children who need help: social care, early help, missing episodes."""

from datetime import timedelta

from claims.demo.courses import Course, days_of_trouble
from claims.demo.days import age_on, ago, some_day, some_days
from claims.demo.sources import ASSESSMENT, EARLY_HELP, POLICE, SOCIAL_CARE

KINDS = ("child_in_need", "child_in_need", "child_in_need", "child_protection", "looked_after")


def help_for_children(case, headline, course):
    """One child, or all of them, under social care until the course says it ends."""
    children = case.of_role("child")
    concerned = children if case.chance(35) else [case.rng.choice(children)]
    case.problem(headline, SOCIAL_CARE, person=concerned[0] if len(concerned) == 1 else None)
    kind = case.rng.choice(KINDS)
    began = ago(case.begun, case.rng.randint(20, 260))
    if case.engaged_on is None:
        under_care(case, concerned, kind, began, None)
        return
    trouble = days_of_trouble(case, course)
    if course == Course.OPEN:
        under_care(case, concerned, kind, began, None)
    elif course == Course.RELAPSE:
        first = trouble[0] if len(trouble) > 1 else ago(case.engaged_on, 1)
        under_care(case, concerned, kind, began, first)
        if case.chance(40) and runs_away(case, trouble[-1]):
            missing(case, [trouble[-1]])
        else:
            under_care(case, concerned[:1], "child_protection", trouble[-1], None)
    else:
        under_care(case, concerned, kind, began, trouble[-1] if trouble else ago(case.engaged_on, 1))
    if course == Course.LATE:
        missing(case, [ago(case.today, case.rng.randint(2, 5))], late=True)
    if case.chance(30):
        missing(case, some_days(case.rng, case.rng.randint(1, 3), began, ago(case.begun, 2)))


def under_care(case, children, kind, first, last):
    """The same time under social care for these children, from birth where they are younger."""
    for child in children:
        if last is None or child.born < last:
            starts = max(first, child.born + timedelta(days=1))
            case.spell(SOCIAL_CARE, kind, starts, last, person=child)


def runs_away(case, day):
    """The eldest child, if old enough on that day to go missing."""
    eldest = case.teenagers()[0]
    return eldest if age_on(eldest.born, day) >= 8 else None


def missing(case, days, late=False):
    """Somebody went missing for a night."""
    for day in days:
        child = runs_away(case, day)
        if child:
            case.event(POLICE, "missing_episode", day, person=child, note="Found the next morning", late=late)


def background(case):
    """Early help goes on beside everything else and stands in nobody's way."""
    if case.chance(45):
        first = some_day(case.rng, ago(case.begun, 200), case.begun)
        last = None if case.closed_on is None and case.chance(50) else some_day(case.rng, case.begun, case.until)
        case.spell(EARLY_HELP, "early_help", first, last, note="Team around the family")


def early_years(case, headline, course):
    """Needs of the youngest child, on which a person decides."""
    youngest = max(case.of_role("child"), key=lambda child: child.born)
    case.problem(headline, ASSESSMENT, person=youngest)
    if case.engaged_on and course in (Course.EARLY, Course.PROVEN, Course.JUDGED):
        case.judgement(headline, course, "Two-year check done, immunisations complete, free place taken up.")
