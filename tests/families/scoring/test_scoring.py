"""Scored tools: data, two voices, the distance travelled, and what the engine reads."""

from datetime import date, timedelta

import pytest

from families.accounts.enums import Role
from families.facts.enums import Grade
from families.facts.models import Score
from families.permissions import Refused
from families.scoring.actions import correct_own_reading, record_readings, withdraw_own_reading
from families.scoring.drawing import draw
from families.scoring.models import OwnReading
from families.scoring.reading import Readings
from families.scoring.rules import Reading, apart, disagreement, travelled
from families.scoring.tools_on_file import FOLDER, FaultyTool, kinds, read_tool, tools
from tests.families.world import TODAY, YESTERDAY

STAR = tools()["family_star"]
TEXT = (FOLDER / "family_star.toml").read_text(encoding="utf-8")
JAN, FEB = date(2024, 1, 1), date(2024, 2, 1)


def test_the_tool_that_ships_has_ten_domains_from_one_to_ten():
    assert (len(STAR.domains), STAR.scale, STAR.higher_is_better) == (10, range(1, 11), True)
    assert [STAR.in_words(number) for number in (1, 2, 3, 10)] == [
        "Stuck: nothing can change yet", "Stuck: nothing can change yet", "Accepting help",
        "Managing well without help",
    ]
    assert {"family_star/parenting", "family_star/wellbeing"} <= set(kinds())


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("lowest = 1", "lowest = 10", "lowest score must be below"), ("upto = 10", "upto = 9", "last must end with"),
        ("upto = 4", "upto = 1", "steps must rise"), ('code = "money"', 'code = "home"', "each code once"),
        ('name = "Family star"', "", "does not say 'name'"),
    ],
)
def test_a_faulty_tool_is_refused(was, now, says):
    with pytest.raises(FaultyTool, match=says):
        read_tool(TEXT.replace(was, now, 1))


@pytest.mark.parametrize(
    ("scores", "higher", "says"),
    [
        ([3], True, "only one reading"), ([3, 3], True, "as before"), ([3, 5], True, "2 steps better"),
        ([3, 2], True, "1 step worse"), ([3, 2], False, "1 step better"), ([3, 9, 4], True, "1 step better"),
    ],
)
def test_the_distance_is_from_the_first_to_the_latest(scores, higher, says):
    days = [JAN + timedelta(days=number) for number in range(len(scores))]
    readings = [Reading(on, score) for on, score in zip(days, scores, strict=True)]
    assert travelled(list(reversed(readings)), higher).in_words == says


def test_the_two_voices_are_compared_on_the_latest_day_both_scored():
    worker, own = [Reading(JAN, 3), Reading(FEB, 5)], [Reading(JAN, 6)]
    assert (apart(worker, own), apart(worker, []), apart([], own)) == (3, None, None)
    assert apart(worker, [*own, Reading(FEB, 4)]) == -1
    assert [disagreement(steps) for steps in (None, 0, 3, -1)] == [
        "", "", "They see it 3 steps higher than the worker", "They see it 1 step lower than the worker"
    ]


def test_the_picture_runs_along_the_scale():
    way = travelled([Reading(JAN, 1), Reading(FEB, 10)])
    picture = draw(STAR, [("Home", way, None), ("Money", None, way)])
    assert [(one.start, one.end, one.is_own) for line in picture.lines for one in line.ways] == [
        (40, 560, False), (40, 560, True)
    ]
    assert draw(STAR, []) is None


def record(world, **said):
    return record_readings(**{
        "family": world.ours, "by": world[Role.KEY_WORKER], "tool": STAR, "scored_on": TODAY, "worker": {}, "own": {},
        **said,
    })


def test_the_workers_reading_is_a_fact_and_the_familys_stands_beside_it(world):
    record(world, worker={"parenting": 4}, own={"parenting": 7, "home": 5}, words={"parenting": "We try hard"})
    scores = Score.objects.current().filter(family=world.ours)
    assert [(row.tool, row.score, row.grade) for row in scores] == [
        ("family_star/parenting", 4, Grade.WORKER_OBSERVATION)
    ]
    own = OwnReading.objects.current().filter(family=world.ours).order_by("tool")
    assert [(row.tool, row.score, row.words, row.grade) for row in own] == [
        ("family_star/home", 5, "", Grade.FAMILY_STATEMENT),
        ("family_star/parenting", 7, "We try hard", Grade.FAMILY_STATEMENT),
    ]


def test_the_same_may_be_said_twice_but_nothing_else(world):
    record(world, worker={"home": 4}, own={"home": 4})
    assert record(world, worker={"home": 4, "money": 3}, own={"home": 4})[0].tool == "family_star/money"
    with pytest.raises(Refused, match="recorded already and differs"):
        record(world, worker={"safety": 2, "home": 5})
    assert not Score.objects.filter(tool="family_star/safety").exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "at least one"), ({"worker": {"home": 11}}, "from 1 to 10"), ({"own": {"home": 0}}, "from 1 to 10"),
        ({"worker": {"garden": 3}}, "no such domain"),
        ({"worker": {"home": 3}, "scored_on": TODAY + timedelta(1)}, "past"),
    ],
)
def test_what_cannot_be_is_refused(world, said, why):
    with pytest.raises(Refused, match=why):
        record(world, **said)


def test_the_page_shows_both_views_and_where_they_differ(world):
    dawn, client = world.member("dawn"), world.signed_in_as(Role.KEY_WORKER)
    path = f"/families/{world.ours.token}/readings/"
    for on, worker, own in ((YESTERDAY, 3, 3), (TODAY, 5, 8)):
        sent = client.post(f"{path}family_star/record/", {
            "person": dawn.pk, "scored_on_0": on.day, "scored_on_1": on.month, "scored_on_2": on.year,
            "worker_safety": worker, "own_safety": own, "words_safety": "",
        })
        assert sent.url == path
    [subject] = [one for one in Readings(world.ours).subjects if "safety" in [row.domain.code for row in one.rows]]
    [row] = [row for row in subject.rows if row.domain.code == "safety"]
    assert (subject.who, row.worker.in_words, row.own.in_words, row.says) == (
        "Dawn Okafor", "2 steps better", "5 steps better", "They see it 3 steps higher than the worker"
    )
    page = client.get(path).content.decode()
    assert "They see it 3 steps higher" in page
    assert "5 to 8" not in page


def test_a_tool_on_file_is_scored_on_its_own_page_alone(world):
    form = world.signed_in_as(Role.KEY_WORKER).get(f"/families/{world.ours.token}/scores/record/").context["form"]
    assert not set(dict(form.fields["tool"].choices)) & set(kinds())


def test_what_was_written_down_wrongly_is_put_right_and_kept(world):
    record(world, own={"home": 4, "money": 2}, words={"home": "It is damp"})
    home, money = OwnReading.objects.order_by("tool")
    client = world.signed_in_as(Role.KEY_WORKER)
    at = f"/families/{world.ours.token}/readings/own/"
    assert "Enter why it is changed" in client.post(f"{at}{home.pk}/correct/", {"score": 6}).content.decode()
    client.post(f"{at}{home.pk}/correct/", {"score": 6, "words": "It is dry now", "reason": "I misheard"})
    client.post(f"{at}{money.pk}/withdraw/", {"reason": "They did not want to score it"})
    now = OwnReading.objects.current().get()
    assert (now.score, now.words, now.scored_on, now.recorded_by) == (6, "It is dry now", TODAY, world[Role.KEY_WORKER])
    assert OwnReading.objects.known_at(home.recorded_at).count() == 2
    page = client.get(at).content.decode()
    for words in ("“It is damp”", "I misheard", "“It is dry now”", "They did not want to score it"):
        assert words in page
    late = client.post(f"{at}{home.pk}/correct/", {"score": 9, "reason": "Again"}).content.decode()
    assert ("changed this at" in late, "It now says: " in late, "It is dry now" in late) == (True, True, True)
    for refused in ({"score": 6, "words": "It is dry now"}, {"score": 11, "words": ""}):
        with pytest.raises(Refused):
            correct_own_reading(reading=now, family=world.ours, by=world[Role.KEY_WORKER], reason="x", **refused)
    with pytest.raises(Refused, match="not about this family"):
        withdraw_own_reading(reading=now, family=world.theirs, by=world[Role.PROGRAMME_MANAGER], reason="x")
