"""What a load writes: new beliefs, corrections, withdrawals, nothing twice."""

from datetime import date
from decimal import Decimal

import pytest

from families.facts.actions import load_file, load_paths
from families.facts.datasets import DATASETS
from families.facts.loading.affected import touched
from families.facts.vocabulary import HEADLINES
from families.models import (
    ClaimMade,
    Coverage,
    District,
    Event,
    Family,
    FamilyDetails,
    Judgement,
    LeadWorker,
    Load,
    Membership,
    Person,
    PersonDetails,
    Plan,
    Problem,
    Score,
    Spell,
    TermDates,
    TermRecord,
)
from families.permissions import Refused
from families.two_clocks import moment_of_reading
from tests.families.facts.files import EVENT, WORLD, as_csv, as_workbook, figures, handed_back, put, put_world, table


def beliefs():
    """How many beliefs of each kind were ever recorded."""
    names = sorted({dataset.table for dataset in DATASETS.values()} | {"families_leadworker", "families_load"})
    models = {model._meta.db_table: model for model in Load._meta.apps.get_models()}
    return {name: models[name].objects.count() for name in names}


def test_load_takes_every_dataset_in_order_whatever_order_it_is_given_in(db, tmp_path):
    folder = put_world(tmp_path)
    loads = load_paths(paths=sorted(folder.iterdir(), reverse=True), by=None)
    assert [load.dataset for load in loads] == list(DATASETS)
    rows = [len(table(text)) - 1 for text in WORLD.values()]
    assert [figures(load) for load in loads] == [(number, number, 0, 0) for number in rows]
    assert {load.state for load in loads} == {"done"}


def test_load_keeps_what_the_files_say(world):
    family = Family.objects.get(reference="F1")
    details = FamilyDetails.objects.get(family=family)
    assert (details.framework, details.district.code, details.stage) == ("expanded", "N", "active_plan")
    assert (details.engaged_on, details.assessed_on, details.ward) == (date(2015, 11, 1), None, "")
    assert PersonDetails.objects.get(person__reference="P2").date_of_birth == date(2006, 5, 1)
    assert Membership.objects.get(person__reference="P3").ends_on == date(2015, 12, 31)
    assert Problem.objects.get(headline="work").person is None
    plan = Plan.objects.get(family=family)
    people = Person.objects.filter(reference__in=["P1", "P2"]).order_by("id")
    assert (plan.covers, plan.objectives) == ([person.id for person in people], ["education", "work"])
    assert Plan.objects.get(family__reference="F2").covers is None
    assert TermDates.objects.filter(counts=True).count() == 2
    assert TermRecord.objects.get(possible=120).term.code == "2015-aut"
    assert (Event.objects.get(source_ref="E2").family, Event.objects.get(source_ref="E2").person) == (family, None)
    assert Spell.objects.get(source_ref="S2").ends_on is None
    assert Score.objects.get(family=family).score == Decimal("3.5")
    assert Judgement.objects.get().achieved is True
    assert Coverage.objects.get().ends_on == date(2016, 6, 30)
    assert ClaimMade.objects.get().amount == 80000
    assert District.objects.get().estimate == 120


def test_every_belief_names_its_load_and_one_moment(world):
    for name in ("events", "families", "memberships"):
        load = Load.objects.get(dataset=name)
        recorded = list(touched(DATASETS[name].table, load).values_list("recorded_at", "recorded_by", "load"))
        assert len(recorded) == load.accepted
        assert set(recorded) == {(recorded[0][0], None, load.pk)}


def test_loading_twice_is_loading_once(world):
    before = beliefs()
    loads = load_paths(paths=[world], by=None)
    assert [figures(load) for load in loads] == [(load.rows, 0, 0, load.rows) for load in loads]
    assert beliefs() == {**before, "families_load": 2 * before["families_load"]}


def test_a_workbook_says_what_the_csv_says(world, tmp_path):
    before = beliefs()
    for name, text in WORLD.items():
        typed = [[as_typed(cell) for cell in row] for row in table(text)]
        put(tmp_path / "books", f"{name}.xlsx", as_workbook(typed))
    loads = load_paths(paths=[tmp_path / "books"], by=None)
    assert [figures(load) for load in loads] == [(load.rows, 0, 0, load.rows) for load in loads]
    assert beliefs() == {**before, "families_load": 2 * before["families_load"]}


def as_typed(cell):
    """The cell as a spreadsheet holds it: dates as dates, numbers as numbers, empty as nothing."""
    if cell.count("-") == 2 and cell[:4].isdigit():
        return date.fromisoformat(cell)
    return float(cell) if cell.replace(".", "").isdigit() else cell or None


@pytest.mark.parametrize("name", [name for name in DATASETS if name not in ("districts", "terms")])
def test_a_row_that_differs_supersedes_and_the_old_one_stays_readable(world, load, name):
    model = next(m for m in Load._meta.apps.get_models() if m._meta.db_table == DATASETS[name].table)
    change = {
        "people": ("ethnicity", "Any other"), "families": ("stage", "sustaining"), "memberships": ("role", "child"),
        "problems": ("status", "rejected"), "plans": ("objectives", "crime"), "term_records": ("unauthorised", "9"),
        "events": ("note", "Corrected"), "spells": ("starts_on", "2014-02-01"), "scores": ("score", "1.25"),
        "judgements": ("achieved", "no"), "coverage": ("ends_on", "2016-05-31"), "claims": ("status", "withdrawn"),
    }[name]
    header, first, *_ = table(WORLD[name])
    before = moment_of_reading()
    old = set(model.objects.known_at(before).values_list("id", flat=True))
    place = header.index(change[0])
    corrected = load(f"{name}.csv", as_csv([header, [*first[:place], change[1], *first[place + 1 :]]]))
    after = moment_of_reading()
    assert figures(corrected) == (1, 1, 0, 0)
    assert set(model.objects.known_at(before).values_list("id", flat=True)) == old
    closed = model.objects.get(superseded_load=corrected)
    added = model.objects.get(load=corrected)
    assert closed.superseded_at == added.recorded_at
    assert set(model.objects.known_at(after).values_list("id", flat=True)) == old - {closed.id} | {added.id}


def test_a_withdrawn_event_is_believed_before_and_not_after(world, load):
    before = moment_of_reading()
    withdrawn = f"{EVENT}\nE3,schools,fixed_exclusion,2015-12-03,P2,,yes,"
    assert figures(load("events.csv", withdrawn)) == (1, 1, 0, 0)
    assert Event.objects.known_at(before).filter(source_ref="E3").exists()
    assert not Event.objects.known_at(moment_of_reading()).filter(source_ref="E3").exists()
    assert figures(load("events.csv", withdrawn)) == (1, 0, 0, 1)


def test_a_withdrawal_of_what_was_never_held_changes_nothing(world, load):
    header = "source_ref,source,kind,starts_on,ends_on,person_ref,family_ref,withdrawn,note"
    assert figures(load("spells.csv", f"{header}\nS9,dwp,employment,2015-01-01,,P1,,yes,")) == (1, 0, 0, 1)


def test_a_term_moves_and_a_district_is_renamed(world, load):
    moved = "code,starts_on,ends_on,counts\n2015-aut,2015-09-02,2015-12-18,no"
    assert figures(load("terms.csv", moved)) == (1, 1, 0, 0)
    assert TermDates.objects.current().get(term__code="2015-aut").starts_on == date(2015, 9, 2)
    assert figures(load("districts.csv", "code,name\nN,Northern")) == (1, 1, 0, 0)
    district = District.objects.get()
    assert (district.name, district.coordinator, district.estimate) == ("Northern", "Ann Field", 120)


def test_a_column_that_is_not_there_says_nothing(world, load):
    load("families.csv", "family_ref,framework,identified_on,stage\nF1,expanded,2015-10-01,sustaining")
    details = FamilyDetails.objects.current().get(family__reference="F1")
    assert (details.stage, details.engaged_on, details.district.code) == ("sustaining", date(2015, 11, 1), "N")
    assert LeadWorker.objects.current().get().name == "Jo Key"


def test_membership_corrections_of_one_key_never_clash_with_themselves(world, load):
    rows = """
        family_ref,person_ref,role,starts_on,ends_on
        F1,P3,child,2015-01-01,2015-06-30
        F1,P3,child,2015-07-01,
    """
    assert figures(load("memberships.csv", rows)) == (2, 2, 0, 0)
    held = Membership.objects.current().filter(person__reference="P3").order_by("starts_on")
    assert [row.ends_on for row in held] == [date(2015, 6, 30), None]


def test_overlaps_hand_back_the_later_row_and_only_that(world, load, rejects):
    rows = """
        family_ref,person_ref,role,starts_on,ends_on
        F2,P6,adult,2015-01-01,2015-03-31
        F2,P6,adult,2015-03-31,2015-09-30
        F2,P6,adult,2015-04-01,2015-06-30
        F1,P3,child,2015-12-31,
    """
    assert figures(load("memberships.csv", rows)) == (4, 2, 2, 0)
    assert [row["error"] for row in handed_back(rejects("memberships.csv"))] == [
        "Row 3: This membership shares days with the one in row 2: one person is in one family once at a time.",
        "Row 5: This membership shares days with one already held, 2015-01-01 to 2015-12-31: one person is in one "
        "family once at a time.",
    ]


def test_a_refused_correction_leaves_the_held_belief_in_the_way(world, load):
    # Row 2 would have shortened the held membership and so made room for row 3, but its role is no role.
    rows = """
        family_ref,person_ref,role,starts_on,ends_on
        F1,P3,cousin,2015-01-01,2015-03-31
        F1,P3,child,2015-04-01,
    """
    assert figures(load("memberships.csv", rows)) == (2, 0, 2, 0)


def test_two_rows_of_one_key_the_first_is_taken_and_the_second_named(world, load, rejects):
    rows = f"""
        {EVENT}
        E9,police,asb_incident,2015-12-01,P1,,,
        E9,police,asb_incident,2015-12-01,P1,,,
        E9,police,asb_incident,2015-12-02,P1,,,
    """
    assert figures(load("events.csv", rows)) == (3, 1, 1, 1)
    assert [row["error"] for row in handed_back(rejects("events.csv"))] == [
        "Row 4: This event is also in row 2, which says something else and was read first. Keep one of the two."
    ]


def test_a_repeat_of_a_refused_row_is_refused_too(world, load):
    rows = """
        family_ref,person_ref,role,starts_on,ends_on
        F1,P3,child,2015-12-31,
        F1,P3,child,2015-12-31,
    """
    assert figures(load("memberships.csv", rows)) == (2, 0, 2, 0)


def test_several_faults_of_a_row_are_all_named(world, load, rejects):
    rows = f"{EVENT}\nE9,,employment,31/02/2016,P99,F99,perhaps,"
    assert figures(load("events.csv", rows)) == (1, 0, 1, 0)
    error = handed_back(rejects("events.csv"))[0]["error"]
    assert error == (
        'Row 2: source is empty. kind "employment" is something that lasts: send it in spells.csv. '
        'occurred_on "31/02/2016" is not a date: February 2016 has 29 days. Write it like 2016-09-05, 5/9/2016 or '
        '05-Sep-2016. withdrawn "perhaps" is neither yes nor no. '
        "Give either person_ref or family_ref, not both and not neither. "
        'person_ref "P99" is not known. Load people.csv with this person first, or correct the reference. '
        'family_ref "F99" is not known. Load families.csv with this family first, or correct the reference.'
    )


def test_rejects_keep_the_senders_columns_and_load_again_once_mended(world, load, rejects):
    rows = [
        ["Note", "KIND", "source ref", "Source", "occurred_on", "person_ref", "Our column"],
        ["=1+1", "asb_incident", "E8", "police", "2015-12-01", "P1", "fine"],
        ["-2", "asb_incident", "E9", "police", "31/11/2015", "P1", "@kept"],
    ]
    assert figures(load("events.csv", as_csv(rows, delimiter=";"))) == (2, 1, 1, 0)
    path = rejects("events.csv")
    back = path.read_bytes()
    assert back.startswith(b"Note,KIND,source ref,Source,occurred_on,person_ref,Our column,error\r\n")
    assert (handed_back(path)[0]["Note"], handed_back(path)[0]["Our column"]) == ("'-2", "'@kept")
    assert bytes(Load.objects.latest("id").rejected_file) == back
    mended = put(path.parent / "mended", "events.csv", back.replace(b"31/11/2015", b"30/11/2015"))
    assert figures(load_file(path=mended, by=None)) == (1, 1, 0, 0)
    assert Event.objects.get(source_ref="E8").note == "=1+1"
    assert Event.objects.get(source_ref="E9").note == "-2"


def test_rejects_of_an_earlier_load_go_when_there_are_none(world, load, rejects):
    load("events.csv", f"{EVENT}\nE9,police,asb_incident,soon,P1,,,")
    assert rejects("events.csv").exists()
    load("events.csv", f"{EVENT}\nE9,police,asb_incident,2015-12-01,P1,,,")
    assert not rejects("events.csv").exists()


def test_rejects_may_be_sent_elsewhere(world, load, tmp_path, rejects):
    load("events.csv", f"{EVENT}\nE9,police,asb_incident,soon,P1,,,", rejects_dir=tmp_path / "back")
    assert len(handed_back(tmp_path / "back" / "events.rejected.csv")) == 1
    assert not rejects("events.csv").exists()


def test_two_files_of_one_name_hand_back_into_two(world, tmp_path):
    rows = f"{EVENT}\nE9,police,asb_incident,soon,P1,,,"
    put(tmp_path / "both", "events.csv", rows)
    put(tmp_path / "both", "events.xlsx", as_workbook(table(rows)))
    load_paths(paths=[tmp_path / "both"], by=None)
    assert {path.name for path in (tmp_path / "both").glob("*.rejected.csv")} == {
        "events.rejected.csv", "events-2.rejected.csv",
    }


def test_strict_loads_nothing_of_a_file_with_one_bad_row(world, load, rejects):
    before = beliefs()
    rows = f"{EVENT}\nE8,police,asb_incident,2015-12-01,P1,,,\nE9,police,asb_incident,soon,P1,,,"
    refused = load("events.csv", rows, strict=True)
    assert (refused.state, figures(refused)) == ("refused", (2, 0, 2, 0))
    assert beliefs() == {**before, "families_load": before["families_load"] + 1}
    assert [row["source_ref"] for row in handed_back(rejects("events.csv"))] == ["E8", "E9"]
    assert figures(load("events.csv", f"{EVENT}\nE8,police,asb_incident,2015-12-01,P1,,,", strict=True)) == (1, 1, 0, 0)


def test_source_fills_blanks_and_refuses_what_contradicts_it(world, load):
    rows = f"{EVENT}\nE8,,asb_incident,2015-12-01,P1,,,\nE9,council,asb_incident,2015-12-01,P1,,,"
    assert figures(load("events.csv", rows, source="police")) == (2, 1, 1, 0)
    without = "source_ref,kind,occurred_on,person_ref\nE7,asb_incident,2015-12-01,P1"
    assert figures(load("events.csv", without, source="police")) == (1, 1, 0, 0)
    assert set(Event.objects.filter(source_ref__in=["E7", "E8"]).values_list("source", flat=True)) == {"police"}
    with pytest.raises(Refused, match="events and spells"):
        load("people.csv", WORLD["people"], source="police")


def test_a_named_period_adds_one_row_of_coverage_per_kind(world, load):
    period = (date(2015, 1, 1), date(2015, 12, 31))
    load("events.csv", WORLD["events"], covers=period)
    named = Coverage.objects.current().filter(ends_on=period[1]).order_by("kind")
    assert [(row.kind, row.source, row.starts_on) for row in named] == [
        ("fixed_exclusion", "schools", period[0]), ("police_callout", "police", period[0]),
    ]  # of incidents a longer period from the same day is held already
    count = Coverage.objects.count()
    load("events.csv", WORLD["events"], covers=period)
    assert Coverage.objects.count() == count


def test_no_coverage_of_a_kind_of_which_a_row_was_handed_back(world, load):
    rows = f"""
        {EVENT}
        E8,police,eviction_notice,soon,P1,,,
        E9,police,eviction_notice,2015-12-01,P1,,,
        E7,police,missing_episode,2015-12-01,P2,,,
    """
    told = load("events.csv", rows, covers=(date(2015, 1, 1), date(2015, 12, 31)))
    assert set(Coverage.objects.filter(load=told).values_list("kind", flat=True)) == {"missing_episode"}
    assert "No coverage was recorded of eviction_notice" in told.message


def test_a_claim_made_here_is_not_changed_by_a_file(world, load, rejects):
    ClaimMade.objects.create(
        family=Family.objects.get(reference="F1"), framework="expanded", route="sustained", claimed_on=date(2016, 7, 1),
        amount=180050, status="submitted", reference="C-1", recorded_at=moment_of_reading(),
    )
    header = "family_ref,framework,route,claimed_on,amount,status"
    assert figures(load("claims.csv", f"{header}\nF1,expanded,sustained,2016-07-01,1800.50,submitted")) == (1, 0, 0, 1)
    assert figures(load("claims.csv", f"{header}\nF1,expanded,sustained,2016-07-01,1800.50,paid")) == (1, 0, 1, 0)
    assert "C-1" in handed_back(rejects("claims.csv"))[0]["error"]


def test_headlines_are_checked_against_the_list_when_there_is_one(world, load, rejects, monkeypatch):
    lists = {"expanded": {"work", "education"}}
    monkeypatch.setattr(HEADLINES, "provider", lists.get)
    problems = """
        family_ref,headline,person_ref,identified_on,source,status
        F2,crime,,2015-10-01,school,accepted
        F2,work,,2015-10-01,school,accepted
    """
    assert figures(load("problems.csv", problems)) == (2, 1, 1, 0)
    assert handed_back(rejects("problems.csv"))[0]["error"] == (
        "Row 2: headline \"crime\" is not a headline of the family's framework (expanded). "
        "Its headlines are: education, work."
    )
    plans = "family_ref,agreed_on,covers,objectives\nF2,2016-01-01,,crime work"
    assert figures(load("plans.csv", plans)) == (1, 0, 1, 0)
    assert "\"crime\", no headline of" in handed_back(rejects("plans.csv"))[0]["error"]
