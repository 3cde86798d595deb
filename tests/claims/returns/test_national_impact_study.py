"""The return that names people: who is in it and who is not, what is checked, and who may make and open it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from claims.returns import actions
from claims.returns.making import csv_of
from claims.returns.national_impact_study import NINO, SCHEMA
from claims.returns.preparing import prepare
from families.lineage.actions import record_lineage
from families.models import Address, LogEntry, Membership
from families.permissions import Refused
from families.purposes.actions import record_objection, take_back_objection
from families.purposes.sent import sent_about
from tests.claims.building import believe, judge, user
from tests.claims.returns.building import household, lines_of, member, problem

pytestmark = pytest.mark.django_db
DAY = date(2016, 9, 30)
FOR = {"recipient": "Office for National Statistics", "purpose": "National impact study"}


def study(**asked):
    prepared = prepare(SCHEMA, **{"as_of": DAY, **asked})
    return prepared, lines_of(SCHEMA, prepared)


def people(**asked):
    return [(line["family_reference"], line["person_reference"]) for line in study(**asked)[1]]


def faults(**asked):
    return [(fault.person.reference, fault.heading, fault.is_grave, fault.mend) for fault in study(**asked)[0].faults]


@pytest.fixture
def family():
    """A family with one adult whose home is known."""
    made = household("F1", roles=(), postcode="LS1 4AP")
    member(
        made, "adult", reference="P1", forename="Ann", surname="Hill", nino="qq 12 34 56 c", upn="", sex="F",
    )
    return made


def test_a_line_says_who_somebody_is_and_what_the_family_had(family, settings):
    settings.AUTHORITY_CODE = "E10000099"
    problem(family, "crime")
    problem(family, "domestic-abuse")
    believe(Address, family=family, use="home", line_1="1 Weir Lane", town="Brightmoor", postcode="LS2 8AB",
            starts_on=date(2015, 1, 1))
    prepared, (line,) = study()
    assert line == {
        "authority_code": "E10000099", "family_reference": "F1", "person_reference": "P1", "phase": "expanded",
        "forename": "Ann", "surname": "Hill", "date_of_birth": date(1980, 5, 4), "sex": "female",
        "address_line_1": "1 Weir Lane", "address_line_2": "", "town": "Brightmoor", "postcode": "LS2 8AB",
        "national_insurance_number": "QQ123456C", "unique_pupil_number": "", "joined_on": date(2016, 5, 1),
        "group": "treatment", "problem_crime": "yes", "problem_education": "no", "problem_help": "no",
        "problem_work": "no", "problem_domestic_abuse": "yes", "problem_health": "no", "exit_on": None,
    }
    assert prepared.faults == []


def test_families_that_were_not_engaged_stand_for_comparison_and_those_who_left_before_are_not_in_it(family):
    other = household("F2", roles=("adult",), engaged_on=None, postcode="LS1 4AP")
    elsewhere = member(household("F3", roles=(), engaged_on=None), "child")
    believe(Membership, family=other, person=elsewhere, role="child", starts_on=date(2010, 1, 1),
            ends_on=date(2014, 3, 31))
    groups = {line["family_reference"]: line["group"] for line in study()[1]}
    assert groups == {"F1": "treatment", "F2": "comparison", "F3": "comparison"}
    assert len([1 for reference, _ in people() if reference == "F2"]) == 1


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"date_of_birth": None}, ("date_of_birth", True, "person")),
        ({"sex": "U"}, ("sex", False, "person")), ({"sex": ""}, ("sex", False, "person")),
        ({"nino": "AB12345"}, ("national_insurance_number", True, "person")),
        ({"nino": "GB123456A"}, ("national_insurance_number", True, "person")),
        ({"upn": "12"}, ("unique_pupil_number", True, "person")),
    ],
)
def test_what_is_missing_or_of_the_wrong_form_is_a_fault_of_the_person(details, expected):
    member(household("F1", roles=(), postcode="LS1 4AP"), "adult", reference="P1", **details)
    assert faults() == [("P1", *expected)]


@pytest.mark.parametrize(("postcode", "wrong"), [("", True), ("LS1", True), ("LS1 4AP", False), ("sw1a1aa", False)])
def test_a_postcode_is_there_and_of_the_right_form(postcode, wrong):
    member(household("F1", roles=(), postcode=postcode), "adult", reference="P1")
    assert faults() == ([("P1", "postcode", True, "address")] if wrong else [])


@pytest.mark.parametrize(
    ("number", "good"),
    [("AB123456C", True), ("QQ123456C", True), ("DA123456C", False), ("AO123456C", False), ("BG123456C", False),
     ("AB123456E", False), ("AB1234567", False), ("ZZ123456A", False)],
)
def test_national_insurance_numbers_are_as_they_are_issued(number, good):
    assert bool(NINO.fullmatch(number)) == good


def test_an_address_to_be_kept_off_copies_is_left_out_with_a_note(family):
    believe(Address, family=family, use="home", line_1="The refuge", postcode="LS2 8AB", is_confidential=True,
            starts_on=date(2015, 1, 1))
    prepared, (line,) = study()
    assert [line[part] for part in ("address_line_1", "town", "postcode")] == ["", "", ""]
    assert "refuge" not in prepared.csv.decode()
    assert faults() == [("P1", "address_line_1", False, "address")]


def test_an_objection_removes_the_person_and_stops_neither_support_nor_a_claim(family):
    other = member(family, "adult", reference="P2")
    manager = user()
    objection = record_objection(
        family=family, by=manager, purpose="national_study", objected_on=localdate(), person=other
    )
    prepared, _ = study()
    assert people() == [("F1", "P1")]
    assert prepared.gathered.left_out == 1
    judge(family)
    take_back_objection(objection=objection, family=family, by=manager, taken_back_on=localdate(), person=other)
    assert people() == [("F1", "P1"), ("F1", "P2")]


def test_an_objection_to_something_else_removes_nobody(family):
    record_objection(family=family, by=user(), purpose="family_monitoring", objected_on=localdate())
    assert people() == [("F1", "P1")]


def test_a_familys_objection_binds_its_people_wherever_they_are_and_the_families_it_became(family):
    manager, later = user(), household("F2", roles=(), postcode="LS1 4AP")
    member(later, "adult", reference="P3")
    moved = member(household("F3", roles=(), postcode="LS1 4AP"), "child", reference="P4")
    believe(Membership, family=family, person=moved, role="child", starts_on=date(2014, 4, 1), ends_on=None)
    assert people() == [("F1", "P1"), ("F1", "P4"), ("F2", "P3"), ("F3", "P4")]
    record_objection(family=family, by=manager, purpose="national_study", objected_on=localdate())
    assert people() == [("F2", "P3")]
    record_lineage(kind="merge", earlier=family, later=later, happened_on=localdate() - timedelta(days=1), by=manager)
    assert people() == []


def test_only_programme_managers_make_and_open_it_and_each_person_is_logged_with_the_recipient(family, client):
    analyst, manager = user("analyst"), user()
    with pytest.raises(Refused, match="Only a programme manager may make a return that names people"):
        actions.make_return(name=SCHEMA.name, by=analyst, as_of=DAY, **FOR)
    sent = actions.make_return(name=SCHEMA.name, by=manager, as_of=DAY, **FOR)
    person = LogEntry.objects.get(about_type="person", verb="exported")
    assert person.detail == f"in return {sent.pk}, national-impact-study, to Office for National Statistics"
    assert sent.lines.get().person.reference == "P1"
    for who in (analyst, user("auditor")):
        client.force_login(who)
        page = client.get(reverse("claims:return", args=[sent.pk])).content.decode()
        assert "Only a programme manager may open a return that names people" in page
        assert "Hill" not in page
        answer = client.get(reverse("claims:returned_file", args=[sent.pk, "csv"]))
        assert answer.headers["Location"] == reverse("claims:return", args=[sent.pk])
    client.force_login(manager)
    file = client.get(reverse("claims:returned_file", args=[sent.pk, "csv"]))
    assert b"".join(file.streaming_content) == csv_of(sent)


def test_an_analyst_sees_the_faults_of_it_by_reference_and_no_name(family, client):
    client.force_login(user("analyst"))
    member(family, "adult", reference="P2", forename="Secretname", date_of_birth=None)
    page = client.get(reverse("claims:prepare_return", args=[SCHEMA.name]), {"recipient": "x", "purpose": "y"})
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "No date of birth" in text
    assert "P2" in text
    assert "Secretname" not in text
    assert "Hill" not in text


def test_a_changed_name_is_a_correction_whose_changes_only_programme_managers_see(family, client):
    manager = user()
    sent = actions.make_return(name=SCHEMA.name, by=manager, as_of=DAY, **FOR)
    member(family, "adult", reference="P2", surname="Newcomer")
    made = actions.correct_return(sent=sent, by=manager, reason="Somebody was missing.")
    client.force_login(user("auditor"))
    page = client.get(reverse("claims:return", args=[made.pk])).content.decode()
    assert "1 change, which name people." in page
    assert "P2" not in page


def test_the_copy_that_a_member_is_shown_says_to_whom_it_was_sent(family):
    actions.make_return(name=SCHEMA.name, by=user("programme_manager"), as_of=DAY, **FOR)
    adult = Membership.objects.get(family=family).person
    assert [(one.to, one.what) for one in sent_about(family, adult.pk)] == [(FOR["recipient"], SCHEMA.title)]
    assert sent_about(family) == []
