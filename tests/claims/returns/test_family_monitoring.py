"""The sample of monitored families: how it is drawn, that nobody can be told from it, and what it says of them."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from claims.returns import actions
from claims.returns.family_monitoring import DAYS, EVENTS, NAME, PEOPLE, SCHEMA
from claims.returns.preparing import prepare
from claims.returns.references import stand_in
from claims.returns.sampling import drawn, needed
from families.models import Term, TermDates, TermRecord
from families.purposes.actions import record_objection
from tests.claims.building import believe, user
from tests.claims.returns.building import cover, event, household, lines_of, spell

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 31)
KINDS = {kind for _, kinds in (*EVENTS.values(), *DAYS.values(), *PEOPLE.values()) for kind in kinds}
FOR = {"recipient": "The national evaluator", "purpose": "Monitoring"}


def monitoring(**asked):
    prepared = prepare(SCHEMA, **{"as_of": DAY, **asked})
    return prepared, lines_of(SCHEMA, prepared)


def sampled(**asked):
    return {line.family.reference for line in monitoring(**asked)[0].gathered.lines}


@pytest.mark.parametrize(("families", "number"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (260, 26), (261, 27)])
def test_a_tenth_is_rounded_up(families, number):
    assert needed(families) == number
    assert len(drawn("x", {pk: f"F{pk}" for pk in range(families)})) == number


def test_the_draw_is_the_same_again_another_for_another_return_and_nobodys_to_choose(settings):
    families = {pk: f"F{pk}" for pk in range(200)}
    first = drawn("x", families)
    assert drawn("x", dict(reversed(families.items()))) == first
    assert drawn("y", families) != first
    settings.RETURNS_SECRET = "another"
    assert drawn("x", families) != first


def test_whoever_was_in_stays_in_and_whoever_objects_is_replaced():
    families = {pk: f"F{pk}" for pk in range(30)}
    kept = {1, 2, 3, 4, 5}
    assert drawn("x", families, kept=kept) == kept
    without = drawn("x", families, kept={1}, barred={1})
    assert len(without) == 3
    assert 1 not in without
    assert drawn("x", families, barred=set(families)) == set()


def test_references_differ_between_returns_and_cannot_be_worked_out_without_the_secret(settings):
    mine = stand_in("family-monitoring", "F1")
    assert mine == stand_in("family-monitoring", "F1")
    assert [len(part) for part in mine.split("-")] == [4, 4, 4, 4]
    assert len({mine, stand_in("family-progress", "F1"), stand_in("family-monitoring", "F2")}) == 3
    settings.RETURNS_SECRET = "another"
    assert stand_in("family-monitoring", "F1") != mine


def test_no_two_of_a_hundred_thousand_families_share_a_reference():
    assert len({stand_in(NAME, f"F{number}") for number in range(100_000)}) == 100_000


def test_every_year_has_its_tenth():
    for number in range(21):
        household(f"A{number}", roles=(), engaged_on=date(2016, 4, 1))
    for number in range(5):
        household(f"B{number}", roles=(), engaged_on=date(2016, 3, 31))
    household("C", roles=(), engaged_on=None)
    found = [line["programme_year"] for line in monitoring()[1]]
    assert sorted(found) == ["2015/16", "2016/17", "2016/17", "2016/17"]


def test_a_family_is_described_as_it_came_in_and_as_it_left(settings):
    settings.AUTHORITY_CODE = "E10000099"
    cover(*KINDS)
    made = household(
        "F1", engaged_on=date(2016, 5, 1), closed_on=date(2017, 11, 30), postcode="LS1 4AP", tenure="Social rent",
        delivery_route="Intensive", lead_agency="Barnet homes",
    )
    adult, child = [row.person for row in made.memberships.order_by("pk")]
    for on in (date(2015, 4, 30), date(2015, 5, 1), date(2016, 4, 30), date(2016, 5, 1), date(2016, 12, 1)):
        event("asb_incident", on, person=child)
    spell("child_in_need", date(2016, 4, 1), date(2016, 5, 31), person=child)
    spell("benefit_jsa", date(2016, 1, 1), date(2017, 1, 31), person=adult)
    spell("employment", date(2017, 2, 1), person=adult)
    for code, first, last, missed in (
        ("T1", date(2016, 1, 1), date(2016, 3, 31), 30), ("T2", date(2017, 9, 1), date(2017, 11, 30), 5),
    ):
        term = Term.objects.create(code=code)
        believe(TermDates, term=term, starts_on=first, ends_on=last, counts=True)
        believe(TermRecord, person=child, term=term, school="S", possible=120, authorised=missed, unauthorised=0)
    prepared, (line,) = monitoring()
    told = {name: line[name] for name in line if not name.startswith(("entry_", "exit_"))}
    assert told == {
        "authority_code": "E10000099", "reference": stand_in(NAME, "F1"), "programme_year": "2016/17",
        "phase": "expanded", "household_type": "one adult with children", "ages_of_adults": "35",
        "ages_of_children": "9", "sexes": "F: 2", "ethnicities": "not known: 2", "tenure": "Social rent",
        "intervention_type": "Intensive", "lead_agency": "Barnet homes", "months_worked": 18, "ended": "yes",
    }
    pairs = {
        name: (line[f"entry_{name}"], line[f"exit_{name}"])
        for name in ("asb_incidents", "days_in_need", "adults_on_benefit", "adults_in_work", "proven_offences")
    }
    assert pairs == {
        "asb_incidents": (2, 1), "days_in_need": (30, 0), "adults_on_benefit": (1, 0), "adults_in_work": (0, 1),
        "proven_offences": (0, 0),
    }
    assert [str(line[f"{which}_absence_percent"]) for which in ("entry", "exit")] == ["25", "4.17"]
    assert prepared.faults == []


def test_nothing_in_it_tells_who_a_family_is():
    cover(*KINDS)
    household("F1-SECRET", postcode="LS1 4AP")
    text = monitoring()[0].csv.decode()
    assert not [word for word in ("F1-SECRET", "LS1", "Ann", "Other", "1980", "QQ12") if word in text]


def test_silence_is_blank_and_the_work_that_goes_on_has_no_exit():
    household("F1")
    _, (line,) = monitoring()
    values = [line[name] for name in line if name.startswith(("entry_", "exit_"))]
    assert len(values) == 2 * (len(EVENTS) + len(DAYS) + len(PEOPLE) + 1)
    assert set(values) == {None}
    assert line["ended"] == "no"


def test_a_family_stays_in_the_sample_once_it_was_returned():
    for number in range(10):
        household(f"F{number}", roles=())
    (only,) = sampled()
    actions.make_return(name=NAME, by=user("analyst"), as_of=DAY, note="Not covered.", **FOR)
    for number in range(10, 19):
        household(f"F{number}", roles=())
    assert only in sampled()
    assert len(sampled()) == 2


def test_a_family_is_left_out_when_it_or_anybody_of_it_objects_to_monitoring():
    first, second = household("F1"), household("F2")
    adult = first.memberships.order_by("pk").first().person
    before, _ = monitoring()
    record_objection(family=first, by=user(), purpose="family_monitoring", objected_on=localdate(), person=adult)
    assert sampled() == {"F2"}
    record_objection(family=second, by=user(), purpose="family_monitoring", objected_on=localdate())
    prepared, lines = monitoring()
    assert (lines, prepared.gathered.left_out) == ([], 2)
    assert "that no tenth of them is left" in prepared.faults[0].sentence
    assert SCHEMA.table(SCHEMA.gather(before.asked).lines) == SCHEMA.table(before.gathered.lines)


def test_an_objection_to_the_national_study_leaves_it_in():
    first = household("F1")
    record_objection(family=first, by=user(), purpose="national_study", objected_on=localdate())
    assert sampled() == {"F1"}
