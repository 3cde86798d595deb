"""The whole-family assessment: written in drafts, completed for everybody, every version kept."""

from datetime import timedelta

import pytest

from families.accounts.enums import Role
from families.assessments.actions import SavedByOther, complete_assessment, save_draft
from families.assessments.models import Assessment, AssessmentDraft
from families.assessments.questions import FAMILY, questions, questions_for, read_questions
from families.assessments.reading import AssessmentPage
from families.assessments.rules import overwritten, parts_of_an_assessment, tidy
from families.models import FamilyDetails
from families.permissions import Refused
from outcomes.judging import judge_family
from tests.families.around import assess
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


def draft(world, words, revision=0, by=Role.KEY_WORKER):
    return save_draft(family=world.ours, by=world[by], answers={"family": {"home": words}}, revision=revision)


def test_a_draft_is_kept_until_it_is_completed(world):
    assert draft(world, "Damp").revision == 1
    assert draft(world, "Damp, and cold", 1).revision == 2
    assert AssessmentPage(world.ours).answers == {"family": {"home": "Damp, and cold"}}
    assess(world.ours, world[Role.KEY_WORKER])
    assert not AssessmentDraft.objects.exists()


def test_nobodys_words_are_lost_to_somebody_else(world):
    draft(world, "Damp")
    draft(world, "Damp, and cold", 1, by=Role.TEAM_MANAGER)
    with pytest.raises(SavedByOther, match="saved this at") as refused:
        draft(world, "Damp, and dark", 1)
    assert refused.value.lost == [("family", "home")]
    assert AssessmentPage(world.ours).answers == {"family": {"home": "Damp, and cold"}}
    assert draft(world, "Damp, cold and dark", 2).revision == 3


def test_an_assessment_is_of_everybody(world):
    worker = world[Role.KEY_WORKER]
    with pytest.raises(Refused, match="Something is written about Ada Okafor; Something is written about Ben Okafor"):
        complete_assessment(
            family=world.ours, by=worker, assessed_on=TODAY, revision=0,
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


def test_the_page_saves_a_draft_and_shows_what_is_known(world, tmp_path):
    load(tmp_path / "school", term_records=[("TF-1-ada", "T", "Hill School", 121, 3, 0)])
    client, path = world.signed_in_as(Role.KEY_WORKER), f"/families/{world.ours.token}/assessment/"
    page = client.get(path).content.decode()
    assert "Employment since" in page
    assert "10 years old" in page
    assert "Hill School, T: 3 of 121 sessions missed, 0 without permission" in page
    name = f"{world.member('ada').pk}_wishes"
    assert client.post(path, {"act": "draft", "revision": 0, name: "To see Dad"}).url == path
    assert client.get(path).context["form"].initial[name] == "To see Dad"
    draft(world, "Damp", 1, by=Role.TEAM_MANAGER)
    page = client.post(path, {"act": "draft", "revision": 1, name: "To see Dad", "family_home": "Dark"})
    assert page.status_code == 403
    assert "What they wrote" in page.content.decode()
    assert page.context["form"]["family_home"].value() == "Dark"
    wrong = client.post(path, {"revision": 2, name: "To see Dad"}).content.decode()
    assert "Enter the date of the assessment" in wrong
    assert "To see Dad" in wrong
