"""Who a load names, who may load, and whose judgement it bears on."""

from datetime import date

import pytest

from families.accounts.enums import Role
from families.facts.actions import load_file
from families.facts.loading.affected import affected_families
from families.models import Family, FamilyDetails, Judgement, LeadWorker, LogEntry, User
from families.permissions import Refused
from families.two_clocks import moment_of_reading
from tests.families.facts.files import EVENT, WORLD, figures, put


def make_user(username, role, **more):
    return User.objects.create(username=username, role=role, staff_number=username, **more)


def test_lead_worker_is_matched_to_a_user_and_follows_the_file(world, load):
    worker = make_user("sam", Role.KEY_WORKER)
    header = "family_ref,framework,district,identified_on,stage,engaged_on,lead_worker"
    row = "F1,expanded,N,2015-10-01,active_plan,2015-11-01,"
    assert figures(load("families.csv", f"{header}\n{row}SAM")) == (1, 1, 0, 0)
    assert LeadWorker.objects.current().get().worker == worker
    assert FamilyDetails.objects.filter(family__reference="F1").count() == 1
    assert figures(load("families.csv", f"{header}\n{row}SAM")) == (1, 0, 0, 1)
    assert figures(load("families.csv", f"{header}\n{row}")) == (1, 1, 0, 0)
    assert not LeadWorker.objects.current().exists()


def test_lead_worker_assigned_in_the_product_stays_unless_the_file_names_another(world, load):
    manager, worker = make_user("mel", Role.TEAM_MANAGER), make_user("sam", Role.KEY_WORKER)
    family = Family.objects.get(reference="F2")
    assigned = LeadWorker.objects.create(
        family=family, worker=worker, name="Sam Reed", starts_on=date(2016, 1, 1), recorded_by=manager,
        recorded_at=moment_of_reading(),
    )
    header = "family_ref,framework,district,identified_on,stage,engaged_on,lead_worker"
    row = "F2,expanded,N,2015-10-01,active_plan,2015-11-01,"
    for same in ("sam", "sam reed", ""):
        assert figures(load("families.csv", f"{header}\n{row}{same}")) == (1, 0, 0, 1)
    assert figures(load("families.csv", f"{header}\n{row}Kim")) == (1, 1, 0, 0)
    assigned.refresh_from_db()
    assert assigned.superseded_at is not None
    assert LeadWorker.objects.current().get(family=family).name == "Kim"


def test_a_new_lead_worker_starts_after_the_last_one_ended(world, load):
    family = Family.objects.get(reference="F2")
    LeadWorker.objects.create(
        family=family, name="Al", starts_on=date(2015, 1, 1), ends_on=date(2016, 1, 31), recorded_at=moment_of_reading()
    )
    header = "family_ref,framework,district,identified_on,stage,engaged_on,lead_worker"
    load("families.csv", f"{header}\nF2,expanded,N,2015-10-01,active_plan,2015-11-01,Kim")
    assert LeadWorker.objects.current().get(name="Kim").starts_on == date(2016, 2, 1)


def test_judgement_by_a_user_carries_the_role_held_then(world, load):
    manager = make_user("mel", Role.TEAM_MANAGER)
    rows = "family_ref,headline,decided_on,decided_by,achieved,reason\nF2,health,2016-06-01,Mel,no,Not yet"
    assert figures(load("judgements.csv", rows)) == (1, 1, 0, 0)
    judgement = Judgement.objects.get(headline="health")
    assert (judgement.decider, judgement.decider_role) == (manager, Role.TEAM_MANAGER)
    manager.role = Role.AUDITOR
    manager.save()
    assert figures(load("judgements.csv", rows)) == (1, 0, 0, 1)


def test_who_may_load(world, tmp_path):
    path = put(tmp_path / "sent", "people.csv", WORLD["people"])
    analyst = make_user("ana", Role.ANALYST)
    load = load_file(path=path, by=analyst)
    assert load.by == analyst
    assert LogEntry.objects.filter(verb="loaded", about_type="load", about_id=load.pk, by=analyst).count() == 1
    for role in set(Role) - {Role.ANALYST}:
        with pytest.raises(Refused, match="may load files"):
            load_file(path=path, by=make_user(role.value, role, agency="police"))


def test_affected_families_are_those_a_load_touched(world, load):
    one = load("events.csv", f"{EVENT}\nE9,police,asb_incident,2015-12-01,P3,,,")
    assert [family.reference for family in affected_families(one)] == ["F1"]
    both = load("events.csv", f"{EVENT}\nE9,police,asb_incident,2015-12-01,P4,,,")
    assert [family.reference for family in affected_families(both)] == ["F1", "F2"]  # from one to the other
    same = load("events.csv", f"{EVENT}\nE9,police,asb_incident,2015-12-01,P4,,,")
    assert list(affected_families(same)) == []
    moved = load("memberships.csv", "family_ref,person_ref,role,starts_on,ends_on\nF2,P6,adult,2015-01-01,")
    assert [family.reference for family in affected_families(moved)] == ["F2"]
    term = load("terms.csv", "code,starts_on,ends_on,counts\n2016-sum,2016-04-11,2016-07-20,yes")
    assert affected_families(term).count() == 2
