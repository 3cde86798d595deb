"""The whole-family assessment: written in drafts, completed for everybody, every version kept."""

from datetime import timedelta

import pytest

from families.accounts.enums import Role
from families.assessments.actions import CompletedByOther, complete_assessment
from families.assessments.models import Assessment
from families.assessments.questions import FAMILY, questions, questions_for, read_questions
from families.assessments.reading import AssessmentPage
from families.assessments.rules import overwritten, parts_of_an_assessment, tidy
from families.models import FamilyDetails
from families.permissions import Refused
from outcomes.judging import judge_family
from tests.families.around import assess
from tests.families.plans.test_working import three_boxes
from tests.families.world import TODAY, YESTERDAY
from tests.outcomes.authority import ENGAGED, load, on


def test_children_and_adults_are_asked_their_own_questions():
    adult, child, family = ({one.code for one in questions_for(role)} for role in ("adult", "child", FAMILY))
    assert {"parenting", "strengths"} <= adult
    assert {"learning", "strengths"} <= child
    assert (adult & {"learning"}, child & {"parenting"}, family & (adult | child)) == (set(), set(), set())
    assert all(one.ask for one in questions())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[field]]\nabout = "dog"\ncode = "a"\nlabel = "A"\nask = []\n', "A question is about one of"),
        ('[[field]]\nabout = "child"\ncode = "a"\nlabel = "A"\nask = []\n' * 2, "a code of its own"),
    ],
)
def test_a_faulty_file_of_questions_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read_questions(text)


def test_what_two_people_wrote_over_each_other_is_found():
    theirs = {"7": {"health": "Well", "wishes": "A job"}, "family": {"home": " "}}
    assert overwritten({"7": {"health": "Well", "wishes": "Sleep"}}, theirs) == [("7", "wishes")]
    assert overwritten(theirs, theirs) == []
    assert tidy(theirs) == {"7": {"health": "Well", "wishes": "A job"}}


def test_nobodys_words_are_lost_to_somebody_else(world):
    first = assess(world.ours, world[Role.KEY_WORKER])
    damp = {**first.answers, FAMILY: {"home": "Damp"}}
    said = {"family": world.ours, "by": world[Role.TEAM_MANAGER], "assessed_on": TODAY, "answers": damp}
    with pytest.raises(CompletedByOther, match="after you opened this one") as refused:
        complete_assessment(**said)
    assert (refused.value.version, refused.value.lost) == (first, [(FAMILY, "summary")])
    assert complete_assessment(**said, opened=first.pk).answers == damp


def test_an_assessment_is_of_everybody(world):
    worker = world[Role.KEY_WORKER]
    with pytest.raises(Refused, match="Something is written about Ada Okafor; Something is written about Ben Okafor"):
        complete_assessment(
            family=world.ours, by=worker, assessed_on=TODAY,
            answers={str(world.member("dawn").pk): {"health": "Tired"}, "family": {"home": "Damp"}},
        )
    assert not Assessment.objects.exists()
    page = AssessmentPage(world.ours)
    assert [part.done for part in parts_of_an_assessment({}, page.members)] == [False] * 4


def test_completing_makes_the_family_assessed(world, tmp_path):
    manager = world[Role.PROGRAMME_MANAGER]
    never = ("TF-2", "expanded", "south", on(-30), "active_plan", ENGAGED, "", "another.worker", "")
    load(tmp_path / "never assessed", families=[never])
    assert "NO_ASSESSMENT" in judge_family(world.theirs).blockers
    assess(world.theirs, manager, YESTERDAY)
    assert FamilyDetails.objects.current().get(family=world.theirs).assessed_on == YESTERDAY
    assert "NO_ASSESSMENT" not in judge_family(world.theirs).blockers
    assess(world.theirs, manager, TODAY)
    assert FamilyDetails.objects.current().get(family=world.theirs).assessed_on == YESTERDAY


def test_every_version_is_kept(world):
    first = assess(world.ours, world[Role.KEY_WORKER], TODAY - timedelta(days=30))
    second = assess(world.ours, world[Role.KEY_WORKER], TODAY)
    corrected = assess(world.ours, world[Role.KEY_WORKER], TODAY)
    assert [row.pk for row in AssessmentPage(world.ours).versions] == [corrected.pk, first.pk]
    second.refresh_from_db()
    assert (second.superseded_at is not None, second.thread) == (True, corrected.thread)


def test_the_page_shows_what_is_known_and_what_two_people_wrote(world, tmp_path):
    load(tmp_path / "school", term_records=[("TF-1-ada", "T", "Hill School", 121, 3, 0)])
    client, path = world.signed_in_as(Role.KEY_WORKER), f"/families/{world.ours.token}/assessment/"
    page = client.get(path).content.decode()
    assert "Employment since" in page
    assert "10 years old" in page
    assert "Hill School, T: 3 of 121 sessions missed, 0 without permission" in page
    written = {f"{world.member(name).pk}_strengths": "Kind" for name in ("dawn", "ada", "ben")}
    written |= {"family_home": "Dark", **three_boxes("assessed_on", TODAY)}
    client.post(path, {**written, "keep": "draft"})
    page = client.get(path).content.decode()
    assert page.count("Missing: ") == 0
    colleague = world.signed_in_as(Role.TEAM_MANAGER)
    theirs = colleague.get(path).content.decode()
    assert (f"{world[Role.KEY_WORKER]} began an assessment" in theirs, "Dark" in theirs) == (True, False)
    colleague.post(path, {**written, "family_home": "Damp"})
    page = client.post(path, written)
    assert page.status_code == 409
    assert "<dd class=\"govuk-summary-list__value app-wrap-anywhere\">Damp</dd>" in page.content.decode()
    assert page.context["form"]["family_home"].value() == "Dark"
    opened = Assessment.objects.get().pk
    assert f'name="opened" value="{opened}"' in page.content.decode()
    wrong = client.post(path, {**written, "assessed_on_0": ""}).content.decode()
    assert "The date of the assessment must include a day" in wrong
    assert "Dark" in wrong
    client.post(path, {**written, "opened": opened})
    assert Assessment.objects.current().get().answers[FAMILY] == {"home": "Dark"}
