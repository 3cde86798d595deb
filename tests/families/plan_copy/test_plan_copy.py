"""The family's copy of its plan: plain words, two sides, tagged, and nothing that belongs only to another member."""

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from families.accounts.enums import Role
from families.models import Person
from families.plan_copy import words
from families.plan_copy.pdf import pdf, printed, said, sides_of
from families.plan_copy.reading import Aim, PlanCopy, Step
from families.plans.actions import agree_plan
from families.plans.recording import add_action, add_objective
from families.plans.working import WorkingPlan
from outcomes.actions import publish_plan
from tests.families.plan_copy.pdf_text import text_of
from tests.families.plans.building import cover_everybody, somebody
from tests.families.world import TODAY

PLANS = Path(__file__).parents[3] / "outcomes" / "plans"
PLAIN = 6  # the school grade that is read at about eleven


def syllables(word):
    """About how many syllables a word has."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e$|(?<=[^td])ed$", "", word.lower()))))


def grade(text):
    """The Flesch-Kincaid grade of a text."""
    found = re.findall(r"[a-z’]+", text.lower())
    sentences = max(1, len(re.findall(r"[.!?]", text)))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def test_the_fixed_words_are_plain():
    text = " ".join(one if one.endswith(".") else f"{one}." for one in words.EVERY_WORD)
    assert grade(text) < PLAIN
    assert grade("The authority determines appropriate interventions notwithstanding objections.") > PLAIN
    assert max(len(re.findall(r"\S+", one)) for one in re.split(r"[.,]", text)) <= 15


def test_every_headline_that_ships_has_a_plain_name_and_any_other_its_own():
    shipped = {
        one["code"] for path in PLANS.glob("*.toml") for one in tomllib.loads(path.read_text())["headline"]
    }
    assert shipped - words.headlines().keys() == set()
    assert grade(". ".join(words.headlines().values()) + ".") < PLAIN
    name = "Taking part in the reading club"
    assert words.headline("reading-club", name, {}) == name
    assert words.headline("crime", name, {}) == "Staying out of trouble"
    assert words.headline("crime", name, {"crime": "Keeping safe"}) == "Keeping safe"


@pytest.fixture
def agreed(world):
    """A plan in which every member has an objective of their own, in words that nobody else's holds."""
    by, family = world[Role.KEY_WORKER], world.ours
    cover_everybody(family, by)
    working = WorkingPlan(family)
    raised = sorted(working.raised)
    for number, member in enumerate(working.members):
        mark = member.name.split()[0]
        own = add_objective(
            family=family, by=by, headline=raised[number], what=f"I get on better: mark{mark}aim",
            person=Person.objects.get(pk=member.person_id),
        )
        for what in (f"Ring the nurse: mark{mark}step", "Walk there with Ben"):
            add_action(family=family, by=by, objective=own.thread, what=what, due_on=TODAY, owner=somebody(family, by))
    for headline in raised:
        whole = add_objective(family=family, by=by, headline=headline, what=f"We are calmer: {headline}")
        add_action(
            family=family, by=by, objective=whole.thread, what=f"Meet about {headline}", due_on=TODAY,
            owner=somebody(family, by, "user"),
        )
    agree_plan(family=family, by=by, agreed_on=TODAY, voices={
        member.person_id: ("in_part" if number else "agreed", f"It is fine by mark{member.name.split()[0]}voice")
        for number, member in enumerate(working.members)
    })
    return world


def test_no_copy_holds_what_belongs_only_to_another_member(agreed):
    names = ["Dawn", "Ada", "Ben"]
    for owner in [None, *names]:
        person_id = agreed.member(owner.lower()).pk if owner else None
        text = text_of(pdf(PlanCopy(agreed.ours, person_id)))
        assert [name for name in names if name != owner and (name in text or f"mark{name}" in text)] == [], owner
        assert "We are calmer: crime" in text
        assert ("Staying out of trouble" in text, "anti-social behaviour" in text) == (True, False)
        if owner:
            assert [part for part in ("aim", "step", "voice") if f"mark{owner}{part}" not in text] == []


def test_the_plain_name_of_the_outcomes_plan_comes_first(agreed):
    text = (PLANS / "expanded.toml").read_text(encoding="utf-8").replace("version = 1\n", "version = 2\n")
    publish_plan(text=text.replace('code = "crime"\n', 'code = "crime"\nplain_name = "No more trouble"\n'), by=None)
    headlines = [aim.headline for aim in PlanCopy(agreed.ours).aims]
    assert ("No more trouble" in headlines, "Staying out of trouble" in headlines) == (True, False)
    assert "School" in headlines


def test_disagreement_stands_on_the_copy(agreed):
    ada = PlanCopy(agreed.ours, agreed.member("ada").pk)
    assert ada.said == (words.AGREED["in_part"], "It is fine by markAdavoice")
    assert words.AGREED["in_part"] in text_of(pdf(ada))


def test_it_is_tagged_fits_two_sides_and_has_a_large_print(agreed):
    copy = PlanCopy(agreed.ours, agreed.member("ada").pk)
    ordinary, large = pdf(copy), pdf(copy, "large")
    assert all(mark in ordinary for mark in (b"/StructTreeRoot", b"/Marked true", b"pdfuaid:part"))
    assert sides_of(ordinary) <= 2
    assert text_of(large).replace(" ", "").startswith("Ourplan")


def made_up(aims, steps):
    """A copy with so many aims, each with so many steps, in words as long as people write them."""
    step = Step(
        "Ring the school about the place at the breakfast club and ask whether it can begin on a Monday",
        "Sarah Pell, Exampleshire Child and Adolescent Mental Health Service", "29 November 2026", done=False,
    )
    want = "We want mornings to be calm, so that everybody gets out of the house in time and nobody shouts."
    return SimpleNamespace(
        name="Dawn Okafor", person_id=1, agreement=True, agreed_on="29 November 2026", worker="Kay Worker",
        said=("You said yes to this plan.", "Ben can come too."),
        aims=[Aim(f"Feeling well {number}", want, (step,) * steps) for number in range(aims)],
    )


def test_five_problems_and_fifteen_actions_fit_two_sides_and_what_cannot_is_not_made_smaller():
    assert [sides_of(pdf(made_up(5, 3))), sides_of(pdf(made_up(1, 1)))] == [2, 1]
    smaller, too_long = pdf(made_up(6, 3)), pdf(made_up(12, 4))
    assert (sides_of(printed(said(made_up(6, 3)), 12)), sides_of(smaller)) == (3, 2)
    sides = [sides_of(printed(said(made_up(12, 4)), points)) for points in (12, 10)]
    assert sides_of(too_long) == sides[0] > sides[1] > 2


def test_large_print_says_each_step_below_the_other():
    assert sides_of(pdf(made_up(3, 3), "large")) > sides_of(pdf(made_up(3, 3)))
    text = text_of(pdf(made_up(1, 1), "large")).replace(" ", "")
    assert "beginonaMondayWho:SarahPell,ExampleshireChildandAdolescentMentalHealthServiceBywhen:29November" in text


def test_before_a_plan_is_agreed_the_copy_says_so(world):
    assert words.NOT_THERE in text_of(pdf(PlanCopy(world.ours)))


def test_the_page_and_the_file_say_the_same(agreed):
    client, ada = agreed.signed_in_as(Role.KEY_WORKER), agreed.member("ada").pk
    page = client.get(f"/families/{agreed.ours.token}/plan/copy/?whose={ada}").content.decode()
    assert "markAdaaim" in page
    assert "markBenaim" not in page
    file = client.get(f"/families/{agreed.ours.token}/plan/copy/large/?whose={ada}")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert "markAdaaim" in text_of(file.content)
    assert client.get(f"/families/{agreed.ours.token}/plan/copy/huge/").status_code == 404
