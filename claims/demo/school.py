"""Children at school: sessions term by term, exclusions, alternative provision."""

from claims.demo import names
from claims.demo.courses import Course
from claims.demo.days import age_on, leaves_school, plus_months, some_day, some_days, starts_school
from claims.demo.sources import SCHOOLS

GOOD = (92, 98)
POOR_BEFORE = (66, 87)
WELL = (
    Course.EARLY, Course.PROVEN, Course.NEARLY, Course.WAITING, Course.LATE, Course.UNKNOWN, Course.LEFT_SCHOOL,
    Course.TOO_FEW_SESSIONS, Course.MISSING_TERM, Course.EXCLUDED, Course.RESCINDED, Course.SIBLING,
)


def education(case, headline, course):
    """The problem of one child, rarely two, and how all children of the family do since."""
    named = named_children(case, course)
    for child in named:
        case.problem(headline, SCHOOLS, person=child)
    if not named:
        case.problem(headline, SCHOOLS)
    sibling = next((child for child in case.pupils_of_age() if child not in named), None)
    for child in case.schoolchildren():
        if child in named:
            attend(case, child, course, troubled=True)
        elif course == Course.SIBLING and child is sibling:
            attend(case, child, Course.OPEN, troubled=False)
        else:
            attend(case, child, Course.EARLY, troubled=False)
    if named:
        exclusions(case, named[0], course)


def named_children(case, course):
    """Whom the problem names."""
    if course == Course.LEFT_SCHOOL:
        return [c for c in case.schoolchildren() if leaves_school(c.born) < case.today][:1]
    pupils = case.pupils_of_age() or case.schoolchildren()
    return pupils[:2] if len(pupils) > 2 and case.chance(20) and course != Course.SIBLING else pupils[:1]


def usual_attendance(case):
    """What schools report of children about whom nobody worries."""
    for child in case.schoolchildren():
        attend(case, child, Course.EARLY, troubled=False)


def attend(case, child, course, *, troubled):
    """One child's records in every term that is over and in which the child had to go to school."""
    since = [term for term in case.calendar.finished if term.starts_on >= case.begun and applies(child, term)]
    for term in case.calendar.finished:
        if not applies(child, term):
            continue
        low, high = rates(case, course, term, since, troubled)
        if course == Course.MISSING_TERM and since and term is since[-2 if len(since) > 1 else -1]:
            continue
        sessions = term.sessions
        if course == Course.TOO_FEW_SESSIONS and since and term is since[-1]:
            sessions = 12
        record(case, child, term, sessions, case.rng.randint(low * 10, high * 10))


def applies(child, term):
    """Whether the term lies in the child's school age."""
    return starts_school(child.born) <= term.starts_on <= leaves_school(child.born)


def rates(case, course, term, since, troubled):
    """Between which percentages the child attends in a term."""
    if term not in since:
        return POOR_BEFORE if troubled else (90, 98)
    if course in WELL:
        return GOOD
    if course == Course.RELAPSE:
        return (70, 86) if term is since[-1] else GOOD
    if course == Course.OPEN and not troubled:
        return (80, 88) if term is since[max(len(since) - 2, 0)] else GOOD
    return (72, 88)


def record(case, child, term, sessions, per_mille):
    """One term's sessions; somebody who changed school has two records."""
    missed = sessions * (1000 - per_mille) // 1000
    unauthorised = missed * case.rng.randint(30, 80) // 100
    parts = [(school_of(case, child, term), sessions, missed - unauthorised, unauthorised)]
    if sessions > 100 and case.chance(2):
        name, possible, authorised, unauthorised = parts[0]
        first = (possible // 2, authorised // 2, unauthorised // 2)
        rest = tuple(all_ - part for all_, part in zip((possible, authorised, unauthorised), first, strict=True))
        parts = [(f"Old {name}", *first), (name, *rest)]
    for school, possible, authorised, unauthorised in parts:
        case.files.add(
            "term_records", person_ref=child.ref, term=term.code, school=school, possible=possible,
            authorised=authorised, unauthorised=unauthorised,
        )


def school_of(case, child, term):
    """The school's name: one of two primaries, then one of two secondaries, by where the family lives."""
    secondary = age_on(child.born, term.starts_on) >= 11
    kinds = names.SCHOOLS_SECONDARY if secondary else names.SCHOOLS_PRIMARY
    return f"{case.place} {kinds[int(child.ref[2:]) % len(kinds)]}"


def exclusions(case, child, course):
    """Exclusions before the work began, and since where the course says so; some are in alternative provision."""
    for day in some_days(case.rng, case.rng.randint(0, 3), plus_months(case.begun, -12), case.begun):
        case.event(SCHOOLS, "fixed_exclusion", day, person=child, note="Persistent disruptive behaviour")
    since = [term for term in case.calendar.finished if term.starts_on >= case.begun]
    if course in (Course.EXCLUDED, Course.RESCINDED) and since:
        term = since[-1]
        third = [
            case.event(SCHOOLS, "fixed_exclusion", some_day(case.rng, term.starts_on, term.ends_on), person=child)
            for _ in range(3)
        ][-1]
        if course == Course.RESCINDED:
            case.late.add("events", **{**third, "withdrawn": "yes", "note": "Rescinded by the governing body"})
    if course == Course.OPEN and age_on(child.born, case.today) >= 12 and case.chance(35):
        case.spell(SCHOOLS, "alternative_provision", some_day(case.rng, case.begun, case.today), person=child)
    elif course in (Course.OPEN, Course.WAITING) and case.chance(12):
        starts = some_day(case.rng, case.begun, case.today)
        case.spell(SCHOOLS, "not_on_roll", starts, some_day(case.rng, starts, case.today), person=child)
