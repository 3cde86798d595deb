"""What a family is worked with about: which headlines, how each goes, and the plan that was agreed."""

from datetime import timedelta

from claims.demo import health, housing, police, school, social_care, work
from claims.demo.courses import Course as C
from claims.demo.days import ago, some_day
from claims.demo.sources import ASSESSMENT

TELL = {
    "crime": police.crime,
    "education": school.education,
    "help": social_care.help_for_children,
    "safe-from-harm": social_care.help_for_children,
    "work": work.work,
    "domestic-abuse": police.domestic_abuse,
    "health": health.health,
    "substance-use": health.recovery,
    "family-relationships": health.relationships,
    "early-years": social_care.early_years,
    "housing": housing.housing,
    "finance": housing.finance,
}
OTHERS = {
    "expanded": {"education": 60, "work": 50, "help": 45, "crime": 35},
    "phase-1": {"education": 70, "work": 60, "crime": 60},
    "supporting-families": {
        "education": 50, "safe-from-harm": 45, "family-relationships": 40, "finance": 40, "housing": 25, "crime": 25,
        "early-years": 15,
    },
}
HEADLINES_OF_NEEDS = {
    "expanded": {"mental_health": "health", "substance_misuse": "health", "domestic_abuse": "domestic-abuse"},
    "phase-1": {},
    "supporting-families": {
        "mental_health": "health", "substance_misuse": "substance-use", "domestic_abuse": "domestic-abuse",
    },
}
NEEDED = {"expanded": 2, "phase-1": 2, "supporting-families": 3}
USUAL_COURSES = {C.OPEN: 38, C.WAITING: 30, C.EARLY: 16, C.PROVEN: 6, C.RELAPSE: 10}


def usual_goes(rng, framework, needs):
    """Headlines of a family nobody has a story about: what its needs say, and others until there are enough."""
    of_needs = HEADLINES_OF_NEEDS[framework]
    codes = list(dict.fromkeys(of_needs[need] for need in sorted(needs) if need in of_needs))
    wanted = NEEDED[framework] + rng.choices((0, 1, 2), weights=(50, 38, 12))[0]
    others = dict(OTHERS[framework])
    while len(codes) < wanted and others:
        code = rng.choices(list(others), weights=others.values())[0]
        codes.append(code)
        del others[code]
    courses, weights = list(USUAL_COURSES), list(USUAL_COURSES.values())
    return {code: rng.choices(courses, weights=weights)[0] for code in codes}


def needs_of(rng, goes):
    """The needs that a story's headlines speak of."""
    needs = {"domestic_abuse"} if "domestic-abuse" in goes else set()
    if "health" in goes:
        both = ({"mental_health"}, {"substance_misuse"}, {"mental_health", "substance_misuse"})
        needs |= rng.choices(both, weights=(42, 42, 16))[0]
    if "substance-use" in goes:
        needs |= {"substance_misuse"}
    return frozenset(needs)


def tell(case, lacks):
    """Writes the problems with their facts, what else is known, and the plan."""
    for headline, course in case.goes.items():
        TELL[headline](case, headline, course)
    if "education" not in case.goes:
        school.usual_attendance(case)
    for subject in (police, social_care, work, health, housing):
        subject.background(case)
    if case.chance(12) and case.framework == "expanded":
        unused = [code for code in ("help", "crime") if code not in case.goes]
        if unused:
            case.problem(unused[0], ASSESSMENT, status=case.rng.choice(("suspected", "rejected")))
    if lacks == "residence":
        only_the_father(case)
    if case.agreed_on:
        agree(case, lacks)


def only_the_father(case):
    """Every problem names the parent who lives elsewhere."""
    father = case.of_role("non_resident_parent")[0]
    for row in case.files.rows["problems"]:
        if row["family_ref"] == case.ref:
            row["person_ref"] = father.ref


def agree(case, lacks):
    """The plan agreed after the assessment, and after half a year its review."""
    objectives = sorted(case.headlines)
    if lacks == "objective":
        objectives.remove(sorted(case.goes)[-1])
    case.files.add(
        "plans", family_ref=case.ref, agreed_on=case.agreed_on, covers=covered(case, case.agreed_on, lacks),
        objectives=" ".join(objectives),
    )
    review = case.agreed_on + timedelta(days=case.rng.randint(160, 200))
    if review < ago(case.until, 70) and case.chance(70):
        case.files.add(
            "plans", family_ref=case.ref, agreed_on=review, covers=covered(case, review, lacks),
            objectives=" ".join(objectives),
        )


def covered(case, day, lacks):
    """The members whom the plan covers; blank means all of them on that day."""
    if lacks != "member" and case.chance(65):
        return None
    members = [member for member in case.members if member.lives_here(day)]
    if lacks == "member":
        left_out = case.of_role("child")[0]
        members = [member for member in members if member is not left_out]
    return " ".join(sorted(member.ref for member in members))


def claimed_before(case, status):
    """A claim that an earlier system made, in the file of past claims."""
    day = some_day(case.rng, case.engaged_on + timedelta(days=190), ago(case.until, 60))
    route = case.rng.choice(("sustained", "sustained", "employment"))
    case.files.add(
        "claims", family_ref=case.ref, framework=case.framework, route=route, claimed_on=day, amount=800, status=status,
    )
