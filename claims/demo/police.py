"""Crime, anti-social behaviour and domestic abuse, as the police, the landlord and youth justice report them."""

from claims.demo.courses import Course, days_of_trouble
from claims.demo.days import age_on, ago, plus_months, some_day, some_days
from claims.demo.sources import ASSESSMENT, HOMES, POLICE, PRISONS, YOUTH_JUSTICE

OFFENCES = ("Shoplifting", "Criminal damage", "Common assault", "Theft from a motor vehicle", "Possession of cannabis")
NUISANCES = ("Noise", "Harassment of neighbours", "Vandalism", "Nuisance with a motorcycle", "Small fires")
SERIOUS = (
    "Argument, one party removed from the home", "Assault without injury", "Threats by telephone", "Breach of an order",
)


def crime(case, headline, course):
    """Offending, anti-social behaviour, or both; what happened before the work began, and since."""
    offender = case.rng.choice(case.teenagers() + [case.other_parent])
    with_offences = case.chance(60)
    case.problem(headline, YOUTH_JUSTICE if age_on(offender.born, case.begun) < 18 else POLICE, person=offender)
    if case.framework == "phase-1":
        fewer_than_before(case, offender, course)
        return
    year_before = plus_months(case.begun, -12)
    for day in some_days(case.rng, case.rng.randint(1, 3) if with_offences else 0, year_before, ago(case.begun, 5)):
        offence(case, offender, day)
    nuisance(case, offender, case.rng.randint(1, 4), year_before, ago(case.begun, 3))
    if case.engaged_on is None:
        return
    if course == Course.OPEN and age_on(case.other_parent.born, case.today) >= 21 and case.chance(35):
        inside = case.other_parent
        sentenced = some_day(case.rng, ago(case.today, 150), ago(case.today, 25))
        offence(case, inside, max(ago(sentenced, 20), case.engaged_on))
        case.spell(PRISONS, "custody", max(sentenced, case.engaged_on), person=inside, note="Expected out next year")
        return
    for day in days_of_trouble(case, course):
        # An offence is only cleared together with the prisons' feed, which comes once a month.
        if course not in (Course.NEARLY, Course.PROVEN, Course.LATE) and with_offences:
            offence(case, offender, day)
        else:
            case.event(POLICE, "asb_incident", day, person=offender, note=case.rng.choice(NUISANCES))
    if course == Course.LATE:
        day = ago(case.today, case.rng.randint(2, 5))
        case.event(POLICE, "proven_offence", day, person=offender, note=case.rng.choice(OFFENCES), late=True)


def fewer_than_before(case, offender, course):
    """Phase 1 asked for fewer incidents than in the year before, not for none."""
    year_before, half_year_ago = plus_months(case.begun, -12), plus_months(case.today, -6)
    nuisance(case, offender, case.rng.randint(7, 10), year_before, ago(case.begun, 2))
    if age_on(offender.born, case.begun) < 18:
        for day in some_days(case.rng, 3, year_before, ago(case.begun, 2)):
            offence(case, offender, day)
    if case.engaged_on is None:
        return
    since = max(half_year_ago, case.engaged_on)
    count = 4 if course in (Course.OPEN, Course.RELAPSE) else case.rng.randint(0, 1)
    nuisance(case, offender, count, since, case.today)


def domestic_abuse(case, headline, course):
    """Incidents at home before the work began, and since."""
    case.problem(headline, case.rng.choice((POLICE, ASSESSMENT)), person=case.parent)
    for day in incidents_before(case):
        case.event(POLICE, "domestic_abuse_incident", day, person=case.parent, note=case.rng.choice(SERIOUS))
        if case.chance(40):
            case.event(POLICE, "police_callout", day, note="Call to the home")
    if case.engaged_on is None:
        return
    for day in days_of_trouble(case, course):
        case.event(POLICE, "domestic_abuse_incident", day, person=case.parent, note=case.rng.choice(SERIOUS))
    if course == Course.LATE:
        day = ago(case.today, case.rng.randint(2, 5))
        case.event(POLICE, "domestic_abuse_incident", day, person=case.parent, note=case.rng.choice(SERIOUS), late=True)


def incidents_before(case):
    """Days of abuse in the two years before the work began, at least two."""
    return some_days(case.rng, case.rng.randint(2, 5), plus_months(case.begun, -20), ago(case.begun, 4))


def background(case):
    """Calls to the home, and abuse in a family whose outcomes plan has no headline for it."""
    if "domestic_abuse" in case.needs and "domestic-abuse" not in case.goes:
        for day in incidents_before(case):
            case.event(POLICE, "domestic_abuse_incident", day, person=case.parent, note=case.rng.choice(SERIOUS))
    for day in some_days(case.rng, case.rng.choice((0, 0, 0, 1, 2)), plus_months(case.begun, -24), case.until):
        case.event(POLICE, "police_callout", day, note=case.rng.choice(("Concern for a child", "Street dispute")))


def offence(case, person, day):
    """A proven offence, told by youth justice for those under 18."""
    young = age_on(person.born, day) < 18
    case.event(YOUTH_JUSTICE if young else POLICE, "proven_offence", day, person=person, note=case.rng.choice(OFFENCES))


def nuisance(case, person, count, first, last):
    """Anti-social behaviour, told by the police of a person or by the landlord of the household."""
    for day in some_days(case.rng, count, first, last):
        note = case.rng.choice(NUISANCES)
        if case.chance(60):
            case.event(POLICE, "asb_incident", day, person=person, note=note)
        else:
            case.event(HOMES, "asb_incident", day, note=note)
