"""What is still needed, as rows and lists: kept in step, filtered, sent, and seen by nobody who may not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.facts.recording import record_spell
from families.models import Family, LogEntry, Person
from families.two_clocks import moment_of_reading
from outcomes.ledger.actions import refresh_needs
from outcomes.ledger.asks import Ask
from outcomes.ledger.models import Need
from outcomes.models import Verdict
from tests.families.world import build
from tests.outcomes.authority import TODAY, load, on, plain_family, together
from tests.standing import standing

pytestmark = pytest.mark.django_db
URL = "/still-needed/"


@standing
def two_families_in_need(folder):
    """The two families and everybody, and what is still needed of them."""
    made = build(folder)
    refresh()
    return made


@pytest.fixture
def world(two_families_in_need):
    return two_families_in_need


def refresh():
    ids = list(Family.objects.values_list("pk", flat=True))
    return refresh_needs(ids, as_of=TODAY, known_at=moment_of_reading())


def kinds(family):
    return sorted(Need.objects.filter(family=family).values_list("kind", flat=True).distinct())


def queries(client, address=URL):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_rows_that_still_stand_are_not_written_again(world):
    before = list(Need.objects.order_by("pk").values_list("pk", flat=True))
    assert before
    assert refresh() == 0
    assert list(Need.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_a_change_on_a_page_brings_the_needs_into_step_at_once(world):
    """Another adult's spell of work goes unnoticed unless the ledger is worked out in the same transaction."""
    Need.objects.all().delete()
    record_spell(
        family=world.ours, by=world[Role.TEAM_MANAGER], kind="child_protection", starts_on=TODAY - timedelta(days=5),
        person=world.member("ada"),
    )
    assert kinds(world.ours)
    assert not Need.objects.filter(family=world.theirs).exists()


def test_needs_rest_on_structured_asks_that_survive_being_stored(world):
    for row in Need.objects.all():
        ask = Ask.from_data(row.ask)
        assert ask.as_data() == row.ask
        assert (ask.kind, ask.supplier, ask.person_id) == (row.kind, row.supplier, row.person_id)


def test_nothing_of_the_verdicts_changes_when_needs_are_worked_out(world):
    before = list(Verdict.objects.values_list("pk", "superseded_at"))
    refresh()
    assert list(Verdict.objects.values_list("pk", "superseded_at")) == before


def test_a_closed_family_needs_nothing(world, tmp_path):
    load(tmp_path / "more", **plain_family("TF-2", stage="closed", closed_on=TODAY - timedelta(days=1)))
    refresh()
    assert kinds(world.theirs) == []


@pytest.mark.parametrize("role", [Role.KEY_WORKER, Role.TEAM_MANAGER])
def test_list_holds_nothing_of_families_one_does_not_work_with(world, role):
    assert Need.objects.filter(family=world.theirs).exists()
    body = world.signed_in_as(role).get(URL).content.decode()
    assert "TF-1" in body
    assert "TF-2" not in body
    assert "Hidden" not in body


def test_partner_sees_only_what_it_supplies_of_people_it_told_us_about(world):
    person = Person.objects.get(reference="TF-1-ada")
    for supplier, kind, whom in (
        ("police", "spell_end", person), ("schools", "attendance", person), ("key_worker", "plan", None),
        ("police", "spell_end", world.member("ben")),
    ):
        ask = Ask(kind, supplier, TODAY, TODAY, person_id=whom and whom.pk, about="custody", covers=(1,))
        Need.objects.create(
            family=world.ours, person=whom, supplier=supplier, kind=kind, about="custody", first_on=TODAY,
            last_on=TODAY, claimable_on=TODAY + timedelta(days=77), ask=ask.as_data(), judged_on=TODAY,
        )
    told_about = {
        person.pk for person in Person.objects.filter(events__source="police", events__superseded_at=None)
    } | {person.pk for person in Person.objects.filter(spells__source="police", spells__superseded_at=None)}
    client = world.signed_in_as(Role.PARTNER)
    shown = client.get(URL).context["subjects"]
    assert {subject.supplier for subject in shown} <= {"police"}
    references = {Person.objects.get(pk=pk).reference for pk in told_about}
    assert {subject.person_reference for subject in shown} <= references
    body = client.get(URL).content.decode()
    assert "TF-1" not in body.replace("TF-1-", "")
    assert f"{TODAY + timedelta(days=77):%Y}-" not in body
    assert "Claim possible" not in body


def test_list_asks_as_many_questions_for_many_as_for_few(world, tmp_path):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    few = queries(client)
    load(tmp_path / "more", **together(*(plain_family(f"TF-9{n:02}", lead_worker="") for n in range(20))))
    refresh()
    assert queries(client) == few


def test_filters_narrow_the_list(world):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    for row in client.get(URL, {"supplier": "key_worker"}).context["subjects"]:
        assert row.supplier == "key_worker"
    worker = world[Role.KEY_WORKER]
    assert {row.family_reference for row in client.get(URL, {"worker": worker.pk}).context["subjects"]} == {"TF-1"}
    south = world.theirs.details.get(superseded_at=None).district_id
    assert {row.family_reference for row in client.get(URL, {"district": south}).context["subjects"]} <= {"TF-2"}
    no_day = client.get(URL, {"urgency": "no_day"}).context["subjects"]
    assert all(item.claimable_on is None for row in no_day for item in row.items)
    assert client.get(URL, {"supplier": "nobody"}).status_code == 200


def test_file_names_people_is_logged_and_is_for_few(world):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    response = client.post("/still-needed/file/", {"supplier": "key_worker"})
    lines = response.content.decode().split("\r\n")
    assert lines[0] == "supplier,person_ref,forename,surname,date_of_birth,what,about,starts_on,ends_on,needed"
    rows = Need.objects.filter(supplier="key_worker").count()
    assert len(lines) == rows + 2
    entry = LogEntry.objects.filter(verb="exported").latest("pk")
    assert (entry.by, entry.about_type, entry.detail) == (
        world[Role.PROGRAMME_MANAGER], "need", f"{rows} rows with names for key_worker"
    )
    assert world.signed_in_as(Role.KEY_WORKER).post("/still-needed/file/").status_code in (403, 404)


def test_ledger_page_gives_the_day_the_asks_and_the_tree(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    response = client.get(f"/families/{world.ours.token}/ledger/")
    claim = response.context["shown"].ledger
    assert [leaf.title for leaf in claim.basics] == [
        "Engaged", "Whole-family assessment", "Plan for the whole family", "Lead worker", "Enough problems",
        "Not claimed before",
    ]
    assert [route.name for route in claim.routes] == ["significant and sustained progress", "continuous employment"]
    body = response.content.decode()
    for route in claim.routes:
        for headline in route.headlines:
            for person in headline.people:
                assert person.name.replace("'", "&#x27;") in body
                for leaf in person.leaves:
                    assert leaf.title.replace("'", "&#x27;") in body
    assert client.get(f"/families/{world.theirs.token}/ledger/").status_code == 404
    assert LogEntry.objects.filter(verb="viewed", detail="ledger", about_id=world.ours.pk).count() == 1


def test_ledger_page_shows_the_past(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{world.ours.token}/ledger/"
    response = client.get(address, {"as_of": on(30).isoformat()})
    assert response.context["shown"].as_of == on(30)
    assert "The past" in response.content.decode()
    assert "The day must be" in client.get(address, {"as_of": "2999-01-01"}).content.decode()


def test_ledger_asks_as_many_questions_of_a_large_family_as_of_a_small_one(world, tmp_path):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    address = f"/families/{world.ours.token}/ledger/"
    more_children(tmp_path, 1)
    client.get(address)  # a second judgement in one transaction empties its tables first
    few = queries(client, address)
    more_children(tmp_path, 6)
    assert queries(client, address) == few


def more_children(folder, number):
    """Children join our family, and something happens to each."""
    children = [f"TF-1-more{number}-{each}" for each in range(number)]
    load(
        folder / "children",
        people=[(child, "Mo", "Okafor", TODAY - timedelta(days=3000)) for child in children],
        memberships=[("TF-1", child, "child", on(-100), None) for child in children],
        events=[
            (f"more{child}", "police", "asb_incident", on(20), child, "", "no", "") for child in children
        ],
    )
