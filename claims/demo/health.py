"""Health: treatment, and the Family Star's readings of wellbeing and parenting on its scale of ten."""

from datetime import timedelta

from claims.demo.courses import LAST_ROUND, PROOF_LAG, Course
from claims.demo.days import age_on, ago, plus_months, some_day
from claims.demo.sources import ASSESSMENT, MENTAL_HEALTH, RECOVERY

WELLBEING, PARENTING = "family_star/wellbeing", "family_star/parenting"
JUDGED_WELL = "Treatment finished as planned; the family and the clinic agree on it. No tool was scored in time."
JUDGED_NOT = "Appointments were missed three times and nothing has changed at home."


def health(case, headline, course):
    """Mental health, substance misuse, or both: who is in treatment, and how their readings go."""
    concerned = []
    if "mental_health" in case.needs:
        teenagers = [child for child in case.teenagers() if age_on(child.born, case.today) >= 13]
        concerned.append((teenagers[0] if teenagers and case.chance(25) else case.parent, MENTAL_HEALTH))
    if "substance_misuse" in case.needs and headline == "health" and case.framework != "supporting-families":
        concerned.append((case.parent if not concerned or case.chance(50) else case.other_parent, RECOVERY))
    for person, service in dict(concerned or [(case.parent, ASSESSMENT)]).items():
        case.problem(headline, service, person=person)
        if case.engaged_on:
            for day, score in readings(case, course):
                case.score(WELLBEING, day, score, person)
    judged(case, headline, course)


def judged(case, headline, course):
    """A manager's decision where the course asks for one."""
    if case.engaged_on and course in (Course.JUDGED, Course.JUDGED_NOT):
        case.judgement(headline, course, JUDGED_WELL if course == Course.JUDGED else JUDGED_NOT)


def recovery(case, headline, course):
    """Supporting Families: recovery, on which a person decides."""
    case.problem(headline, RECOVERY, person=case.other_parent if case.chance(30) else case.parent)
    if case.engaged_on and course in (Course.EARLY, Course.PROVEN, Course.JUDGED):
        case.judgement(headline, course, "Left treatment free of dependence, as the service confirms in writing.")


def relationships(case, headline, course):
    """Supporting Families: parenting, read for the family as a whole."""
    case.problem(headline, ASSESSMENT)
    if case.engaged_on:
        for day, score in readings(case, course):
            case.score(PARENTING, day, score)
    judged(case, headline, course)


def readings(case, course):
    """Days and scores: a baseline near engagement, then what the course says; two points better is good."""
    rng, today = case.rng, case.today
    if course in (Course.NO_READING, Course.JUDGED):
        return []
    baseline = rng.randint(3, 5)
    first = some_day(rng, ago(case.engaged_on, 10), min(case.engaged_on + timedelta(days=10), ago(today, 2)))
    if course in (Course.ONE_READING, Course.UNKNOWN):
        return [(first, baseline)]
    last = {
        Course.EARLY: lambda: ago(today, LAST_ROUND + PROOF_LAG + rng.randint(0, 10)),
        Course.WAITING: lambda: ago(today, rng.randint(2, 25)),
        Course.NEARLY: lambda: ago(today, rng.randint(2, 10)),
        Course.OPEN: lambda: ago(today, rng.randint(2, 60)),
        Course.RELAPSE: lambda: ago(today, rng.randint(40, 60)),
    }.get(course, lambda: ago(today, rng.randint(20, LAST_ROUND - 6)))()
    better = baseline + rng.choice((2, 2, 3))
    if course == Course.OPEN or course == Course.JUDGED_NOT:
        found = [(first, baseline), (last, baseline + rng.randint(-1, 1))]
    elif course in (Course.WAITING, Course.NEARLY):
        found = [(first, baseline), (ago(last, rng.randint(20, 60)), better), (last, better)]
    else:
        begun = ago(plus_months(last, -3), rng.randint(2, 12))
        found = [(first, baseline), (begun, better), (ago(last, 40), better), (last, better)]
    if course == Course.RELAPSE:
        found.append((ago(today, rng.randint(3, 25)), baseline + 1))
    if course == Course.EARLY and case.chance(50):
        found.append((ago(today, rng.randint(8, 30)), better))
    return sorted({day: score for day, score in found if day >= first}.items())


def background(case):
    """Treatment of whoever needs it, and a review of parenting twice a year."""
    for need, service in (("mental_health", MENTAL_HEALTH), ("substance_misuse", RECOVERY)):
        if need in case.needs:
            treatment(case, service)
    if case.engaged_on and "family-relationships" not in case.goes:
        day, score = case.engaged_on, case.rng.randint(3, 6)
        while day <= case.until:
            case.score(PARENTING, day, score)
            day, score = day + timedelta(days=case.rng.randint(150, 210)), min(score + case.rng.randint(0, 2), 10)


def treatment(case, service):
    """A time in treatment, begun before or soon after the work began."""
    person = case.parent if case.chance(75) else case.other_parent
    first = some_day(case.rng, ago(case.begun, 300), min(case.begun + timedelta(days=60), case.until))
    last = None if case.chance(45) else some_day(case.rng, first, case.until)
    case.spell(service, "treatment", first, last, person=person)
