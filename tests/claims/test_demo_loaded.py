"""What the command `demo` leaves behind: one demonstration of its usual size, read by every test of this file."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from claims.demo import report
from claims.demo.authority import make
from claims.enums import ClaimStatus
from claims.models import Claim, ClaimPack, ReturnFile
from claims.packs.reading import unsealed
from claims.returns.making import sha256
from claims.verifying import faults_of
from families.accounts.enums import Role
from families.enums import Stage
from families.models import Family, LeadWorker, Load, Spell, User
from outcomes.enums import Blocker, Status
from outcomes.judging import judge_families_now
from outcomes.models import Night
from tests.claims.packs.verifier import faults_of as faults_of_pack

PASSWORD = "made-up families, real rules"
DAY = date(2024, 11, 22)
FAMILIES = 500

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    """The demonstration, taken away again after the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DEMO_PASSWORD", PASSWORD)
            call_command("demo", "--families", str(FAMILIES), "--today", DAY.isoformat())
        yield
        transaction.set_rollback(True)


def test_everything_that_can_be_occurs():
    found = report.judged()
    assert set(found["stages"]) == set(Stage.values)
    assert set(found["verdicts"]) == set(Status.values)
    assert set(found["claims"]) == set(ClaimStatus.values)
    # Every framework has a plan in force on this day; test_demo.py has one on which that is not so.
    assert set(found["blockers"]) == set(Blocker.values) - {Blocker.NO_OUTCOMES_PLAN}


def test_every_row_was_taken():
    assert set(Load.objects.values_list("state", "rejected", "unchanged")) == {("done", 0, 0)}


def test_every_claim_stands_up_to_a_check_from_the_ground():
    assert Claim.objects.count() > 80
    one_of_each = Claim.objects.order_by("status", "reference").distinct("status")
    assert [fault for claim in one_of_each for fault in faults_of(claim)] == []


def test_every_pack_follows_from_its_own_facts_and_the_chain_is_whole():
    packs = ClaimPack.objects.select_related("claim").order_by("number")
    assert packs.count() > 40
    assert not unsealed().exists()
    assert [fault for pack in packs for fault in faults_of_pack(pack)] == []
    links = list(packs.values_list("number", "previous", "digest"))
    assert [number for number, *_ in links] == list(range(1, len(links) + 1))
    assert [previous for _, previous, _ in links[1:]] == [digest for *_, digest in links[:-1]]


def test_the_return_of_the_last_round_is_there():
    files = ReturnFile.objects.filter(sent__name="pbr-return").order_by("format")
    assert [file.format for file in files] == ["csv", "xlsx"]
    assert all(sha256(bytes(file.content)) == file.sha256 for file in files)
    assert {file.sent.rows for file in files} == {Claim.objects.filter(submitted_at__isnull=False).count()}


def test_all_nights_are_finished_and_the_last_is_of_today():
    assert Night.objects.filter(finished_at=None).count() == 0
    assert Night.objects.latest("business_date").business_date == DAY


def test_tonight_finds_families_that_can_be_claimed_from_tomorrow():
    everyone = list(Family.objects.values_list("pk", flat=True))
    judged = [judge_families_now(everyone, as_of=DAY + timedelta(days=days)) for days in (0, 1)]
    today, tomorrow = ({pk for pk, one in found.items() if one.claimable} for found in judged)
    assert len(tomorrow - today) >= 3


def test_a_relapse_that_arrived_late_took_claims_out_of_the_queue():
    late = make(families=FAMILIES, seed=1, today=DAY).told_by("relapse after the claim was queued")
    left = Claim.objects.filter(family__reference__in=late, status=ClaimStatus.LEFT_QUEUE)
    assert sorted(left.values_list("family__reference", flat=True)) == late


def test_an_exclusion_rescinded_late_let_claims_join():
    rescinded = make(families=FAMILIES, seed=1, today=DAY).told_by("an exclusion is rescinded")
    joined = Claim.objects.filter(family__reference__in=rescinded, status=ClaimStatus.QUEUED, as_of=DAY)
    assert sorted(joined.values_list("family__reference", flat=True)) == rescinded


def test_everybody_can_sign_in(client):
    people = {user.username: user for user in User.objects.all()}
    assert sorted(people) == [
        "administrator", "analyst", "auditor", "checker", "keyworker", "keyworker2", "manager", "manager2", "partner",
        "teammanager",
    ]
    assert {user.role for user in people.values()} == set(Role.values)
    assert all(user.check_password(PASSWORD) for user in people.values())
    assert not any(user.password_is_temporary or user.is_superuser for user in people.values())
    assert len({user.staff_number for user in people.values()}) == 10
    client.post("/sign-in/", {"username": "keyworker", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(people["keyworker"].pk)


def test_everybody_sees_what_is_theirs():
    people = {user.username: user for user in User.objects.all()}
    seen = {name: Family.objects.visible_to(user).count() for name, user in people.items()}
    assert (seen["keyworker"], seen["keyworker2"]) == (19, 18)  # one of the first key worker's families split
    assert seen["manager"] == seen["manager2"] == FAMILIES + 1
    assert 60 <= seen["teammanager"] <= 110
    assert 100 <= seen["partner"] < FAMILIES
    assert seen["analyst"] == seen["auditor"] == seen["administrator"] == 0


def test_files_were_loaded_by_the_analyst_and_some_families_are_led_by_others():
    assert LeadWorker.objects.current().filter(worker=None).count() > 100
    typed = Spell.objects.current().exclude(load__by=User.objects.get(username="analyst"))
    assert [spell.kind for spell in typed] == ["rent_arrears"]  # learnt late, so that a return was corrected
