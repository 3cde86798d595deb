"""What key workers do together with families, typed in as they do: assessments, scores in two voices over time, privacy
notices, and objections."""

import random

from claims.demo.days import ago
from families.assessments.actions import complete_assessment
from families.assessments.questions import FAMILY, questions_for
from families.drafts.actions import Sent, keep_draft
from families.enums import HouseholdRole
from families.household.reading import Household
from families.models import Family, Person
from families.purposes.actions import record_notice, record_objection, set_basis, take_back_objection
from families.purposes.enums import LawfulBasis, Purpose
from families.scoring.actions import record_readings
from families.scoring.tools_on_file import tools
from families.screening.actions import record_screening

LED_BY = {"keyworker": 6, "keyworker2": 2}  # with how many of each key worker's families
NOTICE = "2024-2"
DOMAINS = ("home", "routine", "money", "safety", "school", "support", "boundaries", "relationships")
SAID = {
    "strengths": "Kind to the little ones, and never gives up.",
    "health": "Sleeps badly. Registered with the GP on Quarry Bank.",
    "learning": "Likes art and PE. Mornings are the hard part.",
    "safety": "Safe at home. Worries about one street on the way to school.",
    "parenting": "Evenings go well. Would like help with mornings.",
    "work": "Worked in a kitchen before. Would start again with childcare.",
    "wishes": "Less shouting, and a day out together.",
    "together": "They laugh a lot. Rows are about money and phones.",
    "home": "Dry and warm. One bedroom too few.",
    "around": "A grandmother helps on Tuesdays. The neighbour could be asked.",
    "summary": "Mornings and money come first. The family agrees with this.",
}
OWN_WORDS = ("We manage better than it looks.", "It is getting easier.", "Some weeks are hard.")


def run(today, users):
    """Tells of the work together with some families of each key worker."""
    rng = random.Random(f"together {today}")
    set_basis(
        by=users["manager"], purpose=Purpose.RESEARCH, basis=LawfulBasis.CONSENT, starts_on=ago(today, 200),
        gateway="Data protection impact assessment of last spring",
    )
    for name, most in LED_BY.items():
        families = Family.objects.visible_to(users[name]).with_details().filter(closed_on=None)
        for number, family in enumerate(families.order_by("reference")[:most]):
            work_together(family, users[name], today, number, rng)


def work_together(family, by, today, number, rng):
    """One family: told, assessed or being assessed, scored up to three times; of four one objects to the study."""
    said = {"family": family, "by": by}
    members = Household(family, as_of=today).members
    began = family.identified_on
    record_notice(version=NOTICE, given_on=max(began, ago(today, 190)), way="read_out", **said)
    if number % 4 == 1:
        objection = record_objection(
            purpose=Purpose.NATIONAL_STUDY, objected_on=max(began, ago(today, 150)),
            reason="We do not want to be compared.", **said,
        )
        if number % 8 == 5:
            take_back_objection(objection=objection, taken_back_on=max(began, ago(today, 20)), **said)
    if number % 4 == 2 and members:
        record_objection(
            purpose=Purpose.RESEARCH, objected_on=max(began, ago(today, 90)),
            person=Person.objects.get(pk=members[0].person_id), **said,
        )
    record_screening(held_on=max(began, ago(today, 60)), **said)
    assess(family, by, today, members, is_draft=number % 4 == 3 or family.assessed_on is None)
    for days in (170, 80, 9):
        if ago(today, days) >= began:
            score(family, by, ago(today, days), 170 - days, rng)


def assess(family, by, today, members, *, is_draft):
    """An assessment of everybody, or the half of one."""
    sections = {str(one.person_id): words(one.role) for one in members if one.role != HouseholdRole.NON_RESIDENT_PARENT}
    sections[FAMILY] = words(FAMILY)
    if is_draft:
        half = dict(list(sections.items())[: len(sections) // 2 or 1])
        typed = {f"{section}_{code}": [text] for section, said in half.items() for code, text in said.items()}
        keep_draft(
            by=by, family=family, page="families:assessment", parts={"token": str(family.token)},
            what="Whole-family assessment", sent=Sent(typed, frozenset()),
        )
        return
    complete_assessment(family=family, by=by, assessed_on=ago(today, 2), answers=sections)


def words(role):
    """What was said in answer to what is asked of this role."""
    return {one.code: SAID[one.code] for one in questions_for(role)}


def score(family, by, on, days, rng):
    """Both views of some sides of life; they start apart and come nearer."""
    base = {code: rng.randint(2, 4) + days // 60 for code in DOMAINS[:6]}
    own = {code: min(10, at + rng.choice((0, 1, 2 if days < 60 else 1))) for code, at in base.items()}
    record_readings(
        family=family, by=by, tool=tools()["family_star"], scored_on=on, worker=base, own=own,
        words={"home": rng.choice(OWN_WORDS)},
    )
