"""Adults and work: benefits, jobs, other provision, young people without either."""

from datetime import timedelta

from claims.demo.courses import LAST_ROUND, PROOF_LAG, Course
from claims.demo.days import age_on, ago, plus_months, some_day
from claims.demo.sources import ASSESSMENT, CAREERS, JOBCENTRE

# Days in work that a result asks for, by the benefit that was left.
SHORT = {"benefit_esa": 91, "benefit_is": 91, "benefit_ca": 91}
LONG = {"benefit_uc": 182, "benefit_jsa": 182}
NEEDED = {**SHORT, **LONG}
EMPLOYERS = ("Larkfield Bakery", "Oxbow Logistics", "Meadowbank Care", "Daybreak Laundry", "Tollgate Foods")


def work(case, headline, course):
    """The parent's way out of benefit, or not; the other adults do what they do."""
    adult = case.parent
    case.problem(headline, case.rng.choice((JOBCENTRE, ASSESSMENT)), person=adult)
    long_before = plus_months(case.begun, -case.rng.randint(8, 30))
    others(case, adult)
    if course in (Course.JUDGED, Course.JUDGED_NOT):
        reason = "Twelve weeks of volunteering at the food bank, and a course in catering finished."
        if course == Course.JUDGED_NOT:
            reason = "Went to the first meeting with the employment adviser only."
        case.judgement(headline, course, reason)
    if case.engaged_on is None or course in (Course.OPEN, Course.UNKNOWN, Course.JUDGED, Course.JUDGED_NOT):
        on_benefit(case, adult, case.rng.choice(list(NEEDED)), long_before, None)
    elif course == Course.TWO_JOBS:
        two_jobs(case, adult, long_before)
    elif course == Course.PAID_TWICE:
        paid_twice(case, adult, long_before)
    else:
        into_work(case, adult, course, long_before)


def into_work(case, adult, course, long_before):
    """Off benefit and into one job, for as long as the course says."""
    room = (case.today - case.engaged_on).days
    benefit = case.rng.choice(list(SHORT if room < 300 or course == Course.NEARLY else NEEDED))
    days = NEEDED[benefit]
    due = {
        Course.EARLY: lambda: ago(case.today, LAST_ROUND + PROOF_LAG + case.rng.randint(0, 40)),
        Course.NEARLY: lambda: ago(case.today, -case.days_to_go),
        Course.WAITING: lambda: ago(case.today, -case.rng.randint(15, 80)),
        Course.RELAPSE: lambda: ago(case.today, case.rng.randint(70, 100)),
    }.get(course, lambda: ago(case.today, case.rng.randint(20, LAST_ROUND - 6)))()
    begun = max(ago(due, days), case.engaged_on)
    on_benefit(case, adult, benefit, long_before, ago(begun, 1))
    if course == Course.RELAPSE:
        last = ago(case.today, case.rng.randint(36, 60))
        in_work(case, adult, begun, last)
        on_benefit(case, adult, benefit, last + timedelta(days=1), None)
    else:
        in_work(case, adult, begun, None)


def two_jobs(case, adult, long_before):
    """Twenty-six of the last thirty weeks, with less than three weeks between the jobs."""
    begun = ago(case.today, 207)
    on_benefit(case, adult, "benefit_jsa", long_before, ago(begun, 1))
    in_work(case, adult, begun, ago(case.today, 121))
    in_work(case, adult, ago(case.today, 103), None)


def paid_twice(case, adult, long_before):
    """In work long enough, but on the Work Programme when the job began."""
    begun = ago(case.today, 130)
    on_benefit(case, adult, "benefit_esa", long_before, ago(begun, 1))
    case.spell(JOBCENTRE, "work_programme", ago(begun, 60), begun + timedelta(days=200), person=adult)
    in_work(case, adult, begun, None)


def others(case, but=None):
    """What adults do about whom nobody worries: steady work, or a benefit."""
    for adult in case.of_role("adult"):
        if adult is but:
            continue
        first = max(plus_months(case.begun, -case.rng.randint(10, 40)), plus_months(adult.born, 17 * 12))
        if age_on(adult.born, case.today) < 20:
            young_person(case, adult)
        elif case.chance(45):
            in_work(case, adult, first, None)
        elif age_on(adult.born, case.today) < 66:
            on_benefit(case, adult, case.rng.choice(list(NEEDED)), first, None)


def young_person(case, person):
    """Some who left school are without work or training for a while."""
    if case.chance(40):
        first = max(plus_months(person.born, 198), ago(case.begun, 100))
        last = some_day(case.rng, first, case.until)
        case.spell(CAREERS, "neet", min(first, last), last, person=person)


def background(case):
    """Adults and school leavers of a family in which work is no problem."""
    if "work" not in case.goes:
        others(case)
    for child in case.of_role("child"):
        if age_on(child.born, case.today) >= 17 and "finance" not in case.goes:
            young_person(case, child)


def on_benefit(case, adult, kind, first, last):
    """A benefit from a day on."""
    case.spell(JOBCENTRE, kind, first, last, person=adult)


def in_work(case, adult, first, last):
    """A job."""
    case.spell(JOBCENTRE, "employment", first, last, person=adult, note=case.rng.choice(EMPLOYERS))
