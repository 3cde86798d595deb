"""How well founded each fact is said to be, by the way in which it reached us."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from families.accounts.enums import Role
from families.facts.enums import Grade
from families.facts.grades import grade_of_feed, grade_of_what_is_typed
from families.facts.models import Coverage, Event, Judgement, Score, Spell, TermRecord
from families.facts.recording import correct_event, correct_score, record_event, record_judgement, record_score
from families.permissions import Refused
from tests.families.world import TODAY, YESTERDAY, build


@pytest.mark.parametrize(
    ("dataset", "source", "grade"),
    [
        ("term_records", "", Grade.OFFICIAL_RECORD),
        ("events", "Exampleshire Police", Grade.OFFICIAL_RECORD),
        ("events", "POLICE", Grade.OFFICIAL_RECORD),
        ("spells", "Jobcentre Plus", Grade.OFFICIAL_RECORD),
        ("spells", "Children's social care", Grade.OFFICIAL_RECORD),
        ("spells", "Children’s Services", Grade.OFFICIAL_RECORD),
        ("coverage", "County council", Grade.OFFICIAL_RECORD),
        ("events", "Brightmoor Homes", Grade.PARTNER_STATEMENT),
        ("spells", "Policeville Credit Union", Grade.PARTNER_STATEMENT),
        ("scores", "", Grade.PARTNER_STATEMENT),
        ("events", "key worker record", Grade.WORKER_OBSERVATION),
    ],
)
def test_a_feed_is_graded_by_who_keeps_the_record(dataset, source, grade):
    assert grade_of_feed(dataset, source) == grade


def test_what_a_partner_types_is_their_statement():
    assert grade_of_what_is_typed(Grade.FAMILY_STATEMENT, Role.PARTNER) == Grade.PARTNER_STATEMENT
    assert grade_of_what_is_typed(Grade.FAMILY_STATEMENT, Role.KEY_WORKER) == Grade.FAMILY_STATEMENT


def test_every_loaded_fact_takes_the_grade_of_its_feed(world):
    assert set(TermRecord.objects.values_list("grade", flat=True)) == {Grade.OFFICIAL_RECORD}
    assert set(Score.objects.values_list("grade", flat=True)) == {Grade.PARTNER_STATEMENT}
    assert set(Judgement.objects.values_list("grade", flat=True)) == {Grade.JUDGEMENT}
    for kind, dataset in ((Event, "events"), (Spell, "spells"), (Coverage, "coverage")):
        rows = list(kind.objects.values_list("source", "grade"))
        assert rows
        assert [grade for _, grade in rows] == [grade_of_feed(dataset, source) for source, _ in rows]


def test_rows_of_several_sources_in_one_file_keep_each_its_grade(world, load):
    load("events.csv", "source_ref,source,kind,occurred_on,person_ref\na,City Police,police_callout,2016-01-04,P1\n"
         "b,The tenants' club,asb_incident,2016-01-04,P1\n")
    assert Event.objects.get(source_ref="a").grade == Grade.OFFICIAL_RECORD
    assert Event.objects.get(source_ref="b").grade == Grade.PARTNER_STATEMENT


def test_coverage_told_with_a_file_has_the_grade_of_its_source(world, load):
    load("events.csv", "source_ref,kind,occurred_on,person_ref\na,police_callout,2016-01-04,P1\n",
         source="The tenants' club", covers=(TODAY - timedelta(days=9), TODAY))
    assert Coverage.objects.get(source="The tenants' club").grade == Grade.PARTNER_STATEMENT


def test_a_fact_of_another_grade_is_a_correction_of_the_one_held(world, load):
    row = "source_ref,source,kind,occurred_on,person_ref\na,City Police,police_callout,2016-01-04,P1\n"
    load("events.csv", row)
    held = Event.objects.get(source_ref="a")
    worse = Event(**{**kept(held), "source_ref": "b", "grade": Grade.PARTNER_STATEMENT})
    worse.save()
    assert load("events.csv", row.replace("\na,", "\nb,")).accepted == 1
    assert list(Event.objects.filter(source_ref="b", superseded_at=None).values_list("grade", flat=True)) == [1]
    assert load("events.csv", row).unchanged == 1


def kept(fact):
    """The fact's own columns, to make another from."""
    return {field.name: getattr(fact, field.name) for field in fact._meta.concrete_fields if not field.primary_key}


def test_the_database_knows_no_other_grade(world):
    with pytest.raises(IntegrityError, match="event_has_a_grade"), transaction.atomic():
        Event(**{**kept(Event.objects.first()), "source_ref": "z", "grade": 6}).save()


def test_what_is_typed_is_the_workers_observation_or_the_familys_word(db, tmp_path):
    world = build(tmp_path)
    said = {"family": world.ours, "by": world[Role.KEY_WORKER]}
    seen = record_event(**said, kind="police_callout", occurred_on=YESTERDAY)
    told = record_event(**said, kind="police_callout", occurred_on=YESTERDAY, grade=Grade.FAMILY_STATEMENT)
    assert (seen.grade, told.grade) == (Grade.WORKER_OBSERVATION, Grade.FAMILY_STATEMENT)
    again = correct_event(**said, event=told, kind="asb_incident", occurred_on=YESTERDAY)
    assert again.grade == Grade.FAMILY_STATEMENT
    score = record_score(**said, tool="debt/pounds", scored_on=TODAY, score=5)
    checked = correct_score(
        **said, score=score, tool="debt/pounds", scored_on=TODAY, value=5, grade=Grade.FAMILY_STATEMENT
    )
    assert (score.grade, checked.grade) == (Grade.WORKER_OBSERVATION, Grade.FAMILY_STATEMENT)
    decided = record_judgement(**said, headline="crime", decided_on=TODAY, achieved=True, reason="Seen")
    assert decided.grade == Grade.JUDGEMENT
    with pytest.raises(Refused, match="whether you saw or checked this yourself"):
        record_event(**said, kind="police_callout", occurred_on=YESTERDAY, grade=Grade.OFFICIAL_RECORD)


def test_the_page_asks_how_the_worker_knows_and_keeps_the_answer(db, tmp_path):
    world = build(tmp_path)
    client = world.signed_in_as(Role.KEY_WORKER)
    address = reverse("families:record_event", args=[world.ours.token])
    assert "How do you know?" in client.get(address).content.decode()
    typed = {
        "kind": "police_callout", "person": "family", "grade": "4",
        **{f"occurred_on_{n}": part for n, part in enumerate((YESTERDAY.day, YESTERDAY.month, YESTERDAY.year))},
    }
    assert client.post(address, typed).status_code == 302
    event = Event.objects.latest("id")
    assert event.grade == Grade.FAMILY_STATEMENT
    page = client.get(reverse("families:correct_event", args=[world.ours.token, event.pk])).content.decode()
    assert 'value="4" checked' in " ".join(page.split()) or 'checked value="4"' in page
