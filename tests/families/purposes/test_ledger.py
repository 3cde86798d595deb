"""The purpose ledger: who objects to what on a day, on both clocks, and its page."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.household.actions.moves import split_family
from families.models import Membership, Objection
from families.permissions import Refused
from families.purposes import actions
from families.purposes.enums import LawfulBasis, Purpose
from families.purposes.reading import Objecting, PurposeLedger, objecting_to, uses
from families.two_clocks import moment_of_reading
from tests.families.world import TODAY, YESTERDAY

STUDY = Purpose.NATIONAL_STUDY
LONG_AGO = TODAY - timedelta(days=60)


def nobody(on=TODAY, **known):
    return objecting_to(STUDY, on, **known) == Objecting(frozenset(), frozenset())


def object_(world, *, person=None, purpose=STUDY, on=LONG_AGO, reason="We do not want to be studied"):
    return actions.record_objection(
        family=world.ours, by=world[Role.KEY_WORKER], purpose=purpose, objected_on=on, reason=reason, person=person
    )


def test_an_objection_holds_from_its_day_and_for_its_purpose(world):
    before = moment_of_reading()
    ada = world.member("ada")
    object_(world, person=ada)
    assert objecting_to(STUDY, TODAY) == Objecting(frozenset({ada.pk}), frozenset())
    assert nobody(LONG_AGO - timedelta(days=1))
    assert nobody(known_at=before)
    assert [purpose for purpose in Purpose if objecting_to(purpose, TODAY).people] == [STUDY]


def test_a_familys_objection_goes_on_with_those_who_split_off(world):
    object_(world)
    gone = world.member("ben")
    later = split_family(family=world.ours, by=world[Role.KEY_WORKER], happened_on=YESTERDAY, people=[gone.pk])
    found = objecting_to(STUDY, TODAY)
    assert found.families == {world.ours.pk, later.pk}
    assert gone.pk in found.people
    shown = PurposeLedger(later).standing
    assert [(one.who, one.came) for one in shown] == [("The family as a whole", True)]
    actions.take_back_objection(
        objection=shown[0].row, family=later, by=world[Role.KEY_WORKER], taken_back_on=TODAY
    )
    found = objecting_to(STUDY, TODAY)
    assert found.families == {world.ours.pk}
    assert gone.pk not in found.people
    assert {one.who for one in PurposeLedger(later).taken_back} == {"The family as a whole", "Ben Okafor"}


def test_who_no_longer_objects_may_object_again(world):
    objection = object_(world, person=world.member("ada"))
    said = {"family": world.ours, "by": world[Role.KEY_WORKER]}
    with pytest.raises(Refused, match="already recorded"):
        object_(world, person=world.member("ada"))
    actions.take_back_objection(
        objection=objection, taken_back_on=YESTERDAY, person=world.member("ada"), **said
    )
    assert nobody()
    object_(world, person=world.member("ada"), on=TODAY)
    assert objecting_to(STUDY, TODAY).people == {world.member("ada").pk}
    assert nobody(YESTERDAY)


def test_what_was_recorded_by_mistake_is_withdrawn_and_stays_readable(world):
    objection = object_(world)
    during = moment_of_reading()
    actions.withdraw_from_ledger(row=objection, family=world.ours, by=world[Role.KEY_WORKER])
    assert nobody()
    assert objecting_to(STUDY, TODAY, known_at=during).families == {world.ours.pk}
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.update(reason="nothing")


def test_only_those_who_work_with_the_family_record_what_it_says(world):
    said = {"family": world.theirs, "by": world[Role.KEY_WORKER]}
    with pytest.raises(Refused, match="do not work with"):
        actions.record_objection(purpose=STUDY, objected_on=TODAY, **said)
    with pytest.raises(Refused, match="do not work with"):
        actions.record_notice(version="1", given_on=TODAY, way="by_hand", **said)
    with pytest.raises(Refused, match="not a member"):
        object_(world, person=_stranger(world))
    with pytest.raises(Refused, match="after that day"):
        actions.take_back_objection(
            objection=object_(world, on=TODAY), family=world.ours, by=world[Role.KEY_WORKER], taken_back_on=YESTERDAY
        )


def _stranger(world):
    return Membership.objects.current().filter(family=world.theirs).first().person


def test_a_purpose_rests_on_public_task_until_the_manager_says_otherwise(world):
    assert {use.basis for use in uses()} == {LawfulBasis.PUBLIC_TASK}
    with pytest.raises(Refused, match="programme manager"):
        actions.set_basis(by=world[Role.ANALYST], purpose="research", basis="consent", starts_on=TODAY)
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    page = client.post("/purposes/research/", {
        "basis": "consent", "gateway": "Assessment 7", "starts_on_0": TODAY.day, "starts_on_1": TODAY.month,
        "starts_on_2": TODAY.year,
    }, follow=True)
    assert "Assessment 7" in page.content.decode()
    assert [use.purpose for use in uses() if use.basis == LawfulBasis.CONSENT] == [Purpose.RESEARCH]
    assert {use.basis for use in uses(YESTERDAY)} == {LawfulBasis.PUBLIC_TASK}
    actions.set_basis(by=world[Role.PROGRAMME_MANAGER], purpose="research", basis="public_task", starts_on=TODAY)
    assert {use.basis for use in uses()} == {LawfulBasis.PUBLIC_TASK}


def test_the_page_says_who_was_told_and_who_objects(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{world.ours.token}/purposes/"
    assert "Next: give" in client.get(address).content.decode()
    for path, said in (
        ("notices", {"person": "family", "version": "2024-1", "way": "read_out", **_day("given_on")}),
        ("objections", {"person": "family", "purpose": STUDY, "reason": "Enough", **_day("objected_on")}),
    ):
        assert client.post(f"{address}{path}/record/", said).url == address
    page = client.get(address).content.decode()
    assert ("Next: give" in page, "2024-1" in page, "Enough" in page) == (False, True, True)
    details = set(LogEntry.objects.filter(about_id=world.ours.pk).values_list("detail", flat=True))
    assert {"privacy notice", "objection to national_study", "purposes"} <= details
    assert not any("Enough" in detail for detail in details)


def _day(name):
    return {f"{name}_0": TODAY.day, f"{name}_1": TODAY.month, f"{name}_2": TODAY.year}


def test_the_page_asks_as_many_questions_however_much_there_is(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    object_(world)
    few = _queries(client, world)
    for purpose in Purpose:
        object_(world, purpose=purpose, person=world.member("ada"))
    for number in range(20):
        actions.record_notice(
            family=world.ours, by=world[Role.KEY_WORKER], version=f"v{number}", given_on=TODAY, way="post"
        )
    assert _queries(client, world) == few
    assert few <= 22


def _queries(client, world):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/families/{world.ours.token}/purposes/").status_code == 200
    return len(captured)
