"""The pages and the command by which a past night is seen again."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from families.accounts.enums import Role
from families.facts.recording import record_event
from families.models import Family
from families.permissions import Refused
from families.two_clocks import present_moment
from outcomes.actions import judge_on_change
from outcomes.enums import ChunkState
from outcomes.models import Night, NightChunk, Readiness, Replay, ReplayDifference, Verdict
from outcomes.nights import actions as nights
from outcomes.replays import actions
from outcomes.replays.models import Explanation
from outcomes.tasks import sweep_replays
from tests.outcomes.authority import TODAY, calendar, everything_covered, load, publish, rich_family, sign_in, user
from tests.standing import standing

pytestmark = pytest.mark.django_db

FAMILIES = ("TF-1", "TF-2", "TF-3")


def nothing(family_ids, *, as_of, known_at):
    return 0, 0


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'")


def run_night(day=TODAY):
    night = nights.open_night(business_date=day)
    for chunk in list(nights.waiting_chunks()):
        nights.work_chunk(chunk, then=nothing)
    return Night.objects.get(pk=night.pk)


@standing
def night(folder):
    """A small authority after a night."""
    user(Role.KEY_WORKER)
    publish()
    load(folder / "calendar", terms=calendar(), coverage=everything_covered(), districts=[("north", "North", "", "")])
    for reference in FAMILIES:
        load(folder / "families", **rich_family(reference))
    return run_night()


@pytest.fixture
def manager(client):
    return signed_in(client, Role.PROGRAMME_MANAGER)


def signed_in(client, role):
    person = user(role)
    sign_in(client, person.username)
    return person


def see_again(client, night):
    response = client.post("/nights/replays/", {"night": night.pk})
    assert response.status_code == 302, words(response)
    return client.get(response.url)


def test_a_night_seen_again_is_the_same_and_shows_its_families(client, night, manager):
    response = see_again(client, night)
    text = words(response)
    assert "The same Every result is the one that the night of" in text
    assert Replay.objects.get().digest in text
    assert "Open families 3" in text
    assert "TF-1" in text
    assert "TF-3" in text
    assert Replay.objects.get().asked_by == manager
    assert see_again(client, night).content.decode().count("with the same digest") == 1


def test_the_link_to_a_family_leads_to_the_family_as_it_was(client, night, manager):
    page = see_again(client, night).content.decode()
    address = re.search(r'href="(/families/[^"]+)"', page)[1].replace("&amp;", "&")
    response = client.get(address)
    assert response.status_code == 200
    assert response.context["is_past"]
    assert response.context["shown"].known_at == night.known_at
    assert response.context["shown"].as_of == night.business_date


def test_a_later_fact_changes_today_and_not_the_night(client, night, manager):
    before = see_again(client, night)
    family = Family.objects.get(reference="TF-1")
    record_event(family=family, by=manager, kind="domestic_abuse_incident", occurred_on=TODAY)
    again = see_again(client, night)
    assert "The same" in words(again)
    assert before.context["replay"].digest == again.context["replay"].digest
    now = client.post("/nights/replays/", {
        "as_of_0": TODAY.day, "as_of_1": TODAY.month, "as_of_2": TODAY.year, "known_at": "",
    })
    assert now.status_code == 302
    now = client.get(now.url)
    assert "nothing was kept to compare with" in words(now)
    assert now.context["replay"].digest != again.context["replay"].digest


def test_any_day_can_be_seen_as_known_at_any_moment(client, night, manager):
    day = TODAY - timedelta(days=60)
    moment = timezone.localtime(night.known_at - timedelta(days=1))
    response = client.post("/nights/replays/", {
        "as_of_0": day.day, "as_of_1": day.month, "as_of_2": day.year, "known_at": f"{moment:%Y-%m-%dT%H:%M}",
    })
    assert "No family was open on that day, as far as was known at that moment." in words(client.get(response.url))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Select a night, or give a day"),
        ({"as_of_0": "31", "as_of_1": "2", "as_of_2": "2020"}, "The day must be a real date"),
        ({"as_of_0": "1", "as_of_1": "2", "as_of_2": "2020", "known_at": "2999-01-01T00:00"}, "must be in the past"),
        ({"as_of_0": "1", "as_of_1": "2", "as_of_2": "2020", "known_at": "soon"}, "must be a real date and time"),
    ],
)
def test_what_cannot_be_seen_is_refused_in_words(client, manager, sent, said):
    response = client.post("/nights/replays/", sent)
    assert response.status_code == 200
    assert said in words(response)
    assert not Replay.objects.exists()


def test_a_night_and_a_day_cannot_both_be_asked_for(client, night, manager):
    sent = {"night": night.pk, "as_of_0": "1", "as_of_1": "2", "as_of_2": "2020"}
    assert "Choose a night or give a day, not both" in words(client.post("/nights/replays/", sent))
    assert "A night has its own moment" in words(
        client.post("/nights/replays/", {"night": night.pk, "known_at": "2020-01-01T10:00"})
    )


def test_a_family_changed_while_the_night_was_at_work_is_explained(client, night, manager):
    NightChunk.objects.filter(night=night).update(state=ChunkState.WAITING)
    Night.objects.filter(pk=night.pk).update(finished_at=None)
    Verdict.objects.filter(known_at=night.known_at).update(superseded_at=night.known_at)
    Readiness.objects.filter(known_at=night.known_at).update(superseded_at=night.known_at)
    response = see_again(client, night)
    assert "3 families came out otherwise" in words(response)
    differences = client.get(f"/nights/replays/{response.context['replay'].pk}/differences/")
    assert "The night has not judged this family yet." in words(differences)

    judge_on_change([Family.objects.get(reference="TF-2").pk])
    for chunk in list(nights.waiting_chunks()):
        nights.work_chunk(chunk, then=nothing)
    response = see_again(client, Night.objects.get(pk=night.pk))
    assert "1 family came out otherwise" in words(response)
    said = set(ReplayDifference.objects.filter(replay=response.context["replay"]).values_list("explanation", flat=True))
    assert said == {Explanation.JUDGED_ON_CHANGE}


def test_a_verdict_that_nothing_explains_is_shown_with_both_sides(client, night, manager):
    verdict = Verdict.objects.filter(family__reference="TF-1", status="met").first()
    Verdict.objects.filter(pk=verdict.pk).update(superseded_at=night.known_at)
    Verdict.objects.create(
        family=verdict.family, criterion=verdict.criterion, person=verdict.person, status="pending", judged_on=TODAY,
        known_at=night.known_at, threshold=verdict.threshold, due_on=TODAY,
    )
    response = see_again(client, night)
    assert "1 family came out otherwise than the night of" in words(response)
    text = words(client.get(f"/nights/replays/{response.context['replay'].pk}/differences/"))
    assert "result: not yet: time has to pass" in text
    assert "result: met" in text
    assert "Nothing on record explains this." in text
    assert "Different" in words(client.get("/nights/replays/"))
    with pytest.raises(CommandError, match="1 families came out otherwise, and nothing on record says why"):
        call_command("replay", TODAY.isoformat())


def test_a_large_authority_is_worked_in_the_background(
    client, night, manager, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", 1)
    response = client.post("/nights/replays/", {"night": night.pk})
    text = words(client.get(response.url))
    assert "0 of 3 parts are done" in text
    assert "See how far it has come" in text
    parts = actions.waiting_parts()
    assert actions.work_replay_part(parts[0])
    assert not actions.work_replay_part(parts[0])
    assert "1 of 3 parts are done" in words(client.get(response.url))
    with django_capture_on_commit_callbacks() as sent:
        sweep_replays()
    assert len(sent) == 1
    for part in actions.waiting_parts():
        actions.work_replay_part(part)
    assert "The same" in words(client.get(response.url))


def test_the_command_prints_figures_and_digest(night, capsys):
    call_command("replay", TODAY.isoformat())
    said = capsys.readouterr().out
    assert f"Digest: {Replay.objects.get().digest}" in said
    assert "Open families: 3" in said
    assert "Every result is the one that the night of" in said
    call_command("replay", TODAY.isoformat(), "--known-at", present_moment().isoformat())
    assert "nothing was kept to compare with" in capsys.readouterr().out


def test_every_command_gives_the_same_digest(night, capsys):
    moment = ("--known-at", night.known_at.isoformat())
    call_command("replay", TODAY.isoformat())
    call_command("evaluate", "--as-of", TODAY.isoformat(), *moment)
    said = capsys.readouterr().out
    assert said.count(Replay.objects.get().digest) == 2


def test_the_command_refuses_a_day_without_a_night(night):
    with pytest.raises(CommandError, match="No night judged 2020-01-01"):
        call_command("replay", "2020-01-01")


@pytest.mark.parametrize("role", [Role.KEY_WORKER, Role.TEAM_MANAGER, Role.PARTNER, Role.ADMINISTRATOR])
def test_others_cannot_see_a_night_again(client, role):
    person = user(role, "other.person")
    sign_in(client, person.username)
    assert client.get("/nights/replays/").status_code == 404
    with pytest.raises(Refused, match="may replay a night"):
        actions.ask_for_replay(as_of=TODAY, known_at=timezone.now(), by=person)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ANALYST])
def test_an_auditor_and_an_analyst_see_references_without_links(client, night, role):
    signed_in(client, role)
    page = see_again(client, night)
    assert "TF-1" in words(page)
    assert "/families/" not in page.content.decode().partition("<main")[2]


def test_the_page_takes_as_many_queries_for_one_family_as_for_three(client, night, manager, monkeypatch):
    address = f"/nights/replays/{see_again(client, night).context['replay'].pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    monkeypatch.setattr("outcomes.replays.views.ON_A_PAGE", 1)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    assert len(one) == len(three)
