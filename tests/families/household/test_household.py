"""The household on any day and as known at any moment; what changed and what was wrong; splits, joins and moves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.believing import Overtaken
from families.event_log.models import LogEntry
from families.genogram.of_family import figures_of, kinship_of
from families.genogram.people import Tie
from families.household.actions import addresses, members, moves, relationships
from families.household.actions.members import PossiblyKnown
from families.household.reading import Household
from families.lineage.reading import line_of
from families.models import Family, FamilyDetails, Membership, Person, PersonDetails, Relationship
from families.permissions import Refused
from families.two_clocks import moment_of_reading
from tests.families.around import CHILD, PLACE, people_around
from tests.families.world import TODAY, YESTERDAY

LONG_AGO = TODAY - timedelta(days=500)


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


@pytest.fixture
def said(world, worker):
    """What nearly every action is called with."""
    return {"family": world.ours, "by": worker}


def names_on(family, on, known_at=None):
    return sorted(one.name for one in Household(family, as_of=on, known_at=known_at).members)


def kin(family, on=TODAY, known_at=None):
    return [(one, what, other) for one, what, other, _ in Household(family, as_of=on, known_at=known_at).kinship]


def parent_of_ada(world, said, **days):
    dawn, ada = world.member("dawn"), world.member("ada")
    return relationships.record_relationship(person=dawn, kind="parent", other=ada, **said, **days)


def test_one_row_says_it_for_both(world, said):
    parent_of_ada(world, said)
    everybody = {one.name: one for one in Household(world.ours, as_of=TODAY).members}
    assert [(one.words, one.name) for one in everybody["Dawn Okafor"].kin] == [("Child", "Ada Okafor")]
    assert [(one.words, one.name) for one in everybody["Ada Okafor"].kin] == [("Parent", "Dawn Okafor")]


def test_partners_are_kept_once_whichever_is_named_first(world, said):
    dawn, cy = world.member("dawn"), world.member("cy")
    row = relationships.record_relationship(person=cy, kind="partner", other=dawn, starts_on=LONG_AGO, **said)
    assert (row.person_id, row.other_id) == tuple(sorted((dawn.pk, cy.pk)))
    with pytest.raises(Refused, match="already recorded as partner"):
        relationships.record_relationship(person=dawn, kind="partner", other=cy, **said)


@pytest.mark.parametrize("kind", ["parent", "sibling", "ex_partner", "step_parent", "grandparent"])
def test_two_people_are_one_thing_to_each_other_at_a_time(world, said, kind):
    parent_of_ada(world, said)
    with pytest.raises(Refused, match="already recorded as parent"):
        relationships.record_relationship(
            person=world.member("dawn"), kind=kind, other=world.member("ada"), **said
        )


def test_a_parent_may_also_be_the_carer(world, said):
    parent_of_ada(world, said)
    relationships.record_relationship(person=world.member("dawn"), kind="carer", other=world.member("ada"), **said)
    assert [what for _, what, _ in kin(world.ours)] == ["Parent", "Carer"]


def test_a_child_is_not_older_than_the_parent(world, said):
    with pytest.raises(Refused, match="must be older than the child"):
        relationships.record_relationship(
            person=world.member("ada"), kind="parent", other=world.member("dawn"), **said
        )


def test_a_change_keeps_what_was_and_a_correction_keeps_what_was_believed(world, said):
    dawn, cy = world.member("dawn"), world.member("cy")
    row = relationships.record_relationship(person=dawn, kind="partner", other=cy, starts_on=LONG_AGO, **said)
    before = moment_of_reading()
    relationships.change_relationship(relationship=row, changed_on=YESTERDAY, becomes="ex_partner", **said)
    two = sorted(("Dawn Okafor", "Cyrus Bell"), key={"Dawn Okafor": dawn.pk, "Cyrus Bell": cy.pk}.get)
    assert kin(world.ours, YESTERDAY - timedelta(days=1)) == [(two[0], "Partner", two[1])]
    assert kin(world.ours) == [(two[0], "Ex-partner", two[1])]
    assert kin(world.ours, TODAY, before) == [(two[0], "Partner", two[1])]
    ex = Relationship.objects.current().get(kind="ex_partner")
    with pytest.raises(Refused, match="already recorded as partner"):
        relationships.correct_relationship(
            relationship=ex, person=dawn, kind="ex_partner", other=cy, starts_on=TODAY - timedelta(days=30), **said
        )
    relationships.correct_relationship(
        relationship=ex, person=dawn, kind="ex_partner", other=cy, starts_on=TODAY, **said
    )
    assert Relationship.objects.filter(thread=ex.thread).count() == 2


def test_the_second_to_correct_is_told_who_was_first_and_keeps_the_text(world, said):
    row = parent_of_ada(world, said)
    manager = world[Role.TEAM_MANAGER]
    client = world.signed_in_as(Role.KEY_WORKER)
    relationships.correct_relationship(
        relationship=row, person=world.member("dawn"), kind="parent", other=world.member("ben"), family=world.ours,
        by=manager,
    )
    address = f"/families/{world.ours.token}/household/relationships/{row.pk}/correct/"
    response = client.post(address, {
        "person": world.member("dawn").pk, "kind": "step_parent", "other": world.member("ada").pk,
    })
    page = response.content.decode()
    assert response.status_code == 403
    assert "A Team_Manager changed this at" in page
    assert "It now says: Parent of Ben Okafor" in page
    assert '<option value="step_parent" selected>' in page
    with pytest.raises(Overtaken):
        relationships.withdraw(belief=row, family=world.ours, by=manager)


def test_nobody_is_created_while_somebody_like_them_is_not_ruled_out(world, said):
    ada = PersonDetails.objects.current().get(person=world.member("ada"))
    same = {**CHILD, "forename": "Ayda", "date_of_birth": ada.date_of_birth}
    people = Person.objects.count()
    with pytest.raises(PossiblyKnown) as asked:
        members.add_person(person=same, role="child", starts_on=TODAY, **said)
    assert [match.person_id for match in asked.value.matches] == [ada.person_id]
    assert Person.objects.count() == people
    new = members.add_person(person=same, role="child", starts_on=TODAY, ruled_out=[ada.person_id], **said)
    assert new.reference.startswith("N-")
    assert "Ayda Okafor" in names_on(world.ours, TODAY)


def test_the_page_asks_whether_somebody_is_known_and_brings_them_in(world, said):
    members.end_membership(
        member=Membership.objects.current().get(person=world.member("ada")), ends_on=YESTERDAY, **said
    )
    born = PersonDetails.objects.current().get(person=world.member("ada")).date_of_birth
    client = world.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{world.ours.token}/household/people/add/"
    typed = {
        "forename": "Ada", "surname": "Okafor", "date_of_birth_0": born.day, "date_of_birth_1": born.month,
        "date_of_birth_2": born.year, "sex": "F", "belongs": "child", "starts_on_0": TODAY.day,
        "starts_on_1": TODAY.month, "starts_on_2": TODAY.year,
    }
    response = client.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Why: same name, same date of birth." in page
    asked = page.partition('name="asked" value="')[2].partition('"')[0]
    unanswered = client.post(address, {**typed, "asked": asked}).content.decode()
    assert "Select whether it is somebody who is known already" in unanswered
    answered = client.post(address, {**typed, "asked": asked, "known": world.member("ada").pk})
    assert (answered.status_code, answered.headers["Location"]) == (302, f"/families/{world.ours.token}/household/")
    assert "Ada Okafor" in names_on(world.ours, TODAY)
    assert PersonDetails.objects.current().filter(forename="Ada").count() == 1


def test_an_answer_to_another_question_is_no_answer(world):
    born = PersonDetails.objects.current().get(person=world.member("ada")).date_of_birth
    client = world.signed_in_as(Role.KEY_WORKER)
    people = Person.objects.count()
    client.post(f"/families/{world.ours.token}/household/people/add/", {
        "forename": "Ada", "surname": "Okafor", "date_of_birth_0": born.day, "date_of_birth_1": born.month,
        "date_of_birth_2": born.year, "sex": "F", "belongs": "child", "starts_on_0": TODAY.day,
        "starts_on_1": TODAY.month, "starts_on_2": TODAY.year, "asked": "forged", "known": "nobody",
    })
    assert Person.objects.count() == people


def test_somebody_of_another_family_is_never_brought_in_unseen(world, said):
    hidden = Membership.objects.current().get(family=world.theirs).person
    with pytest.raises(Refused, match="in a family that you cannot open"):
        members.bring_in(person=hidden, role="adult", starts_on=TODAY, **said)


def test_a_relative_is_around_the_family_without_being_its_member(world, said):
    gran = {**CHILD, "forename": "Joan", "surname": "Hallam", "date_of_birth": None, "sex": "F"}
    members.add_relative(person=gran, kind="parent", other=world.member("dawn"), **said)
    household = Household(world.ours, as_of=TODAY)
    assert [(one.name, one.is_member, one.age) for one in household.relatives] == [("Joan Hallam", False, None)]
    assert "Joan Hallam" not in names_on(world.ours, TODAY)
    with pytest.raises(Refused, match="needs a date of birth"):
        members.bring_in(
            person=Person.objects.get(pk=household.relatives[0].person_id), role="adult", starts_on=TODAY, **said
        )


def test_a_role_changes_on_a_day(world, said):
    member = Membership.objects.current().get(person=world.member("cy"))
    with pytest.raises(Refused, match="has already ended"):
        members.change_role(member=member, role="non_resident_parent", changed_on=TODAY, **said)
    dawn = Membership.objects.current().get(person=world.member("dawn"))
    members.change_role(member=dawn, role="non_resident_parent", changed_on=TODAY, **said)
    roles = {on: Household(world.ours, as_of=on).members for on in (YESTERDAY, TODAY)}
    assert [next(one.role for one in roles[on] if one.name == "Dawn Okafor") for on in (YESTERDAY, TODAY)] == [
        "adult", "non_resident_parent",
    ]


def test_what_came_in_a_file_is_not_corrected_here(world, said):
    dawn = Membership.objects.current().get(person=world.member("dawn"))
    with pytest.raises(Refused, match="This came in a file"):
        members.correct_membership(member=dawn, role="adult", starts_on=LONG_AGO, **said)


def test_an_expected_child_is_born_and_is_a_child_of_both(world, said):
    dawn, cy = world.member("dawn"), world.member("cy")
    child = relationships.record_unborn_child(
        person=dawn, other_parent=cy, due_on=TODAY + timedelta(days=9), starts_on=LONG_AGO, **said
    )
    assert [one["parents"] for one in Household(world.ours, as_of=TODAY).expected] == ["Dawn Okafor and Cyrus Bell"]
    members.record_birth(child=child, forename="Mo", surname="Okafor", sex="M", born_on=TODAY, **said)
    assert {(one, other) for one, what, other in kin(world.ours) if what == "Parent"} == {
        ("Dawn Okafor", "Mo Okafor"), ("Cyrus Bell", "Mo Okafor"),
    }
    assert "Mo Okafor" in names_on(world.ours, TODAY)
    assert Household(world.ours, as_of=TODAY).expected == []
    assert len(Household(world.ours, as_of=YESTERDAY).expected) == 1


def test_a_family_lives_in_one_home_at_a_time_and_its_record_follows(world, said):
    first = addresses.record_address(starts_on=LONG_AGO, place=PLACE, **said)
    with pytest.raises(Refused, match="already has a home"):
        addresses.record_address(starts_on=TODAY, place=PLACE, **said)
    addresses.move_home(address=first, moved_on=TODAY, place={**PLACE, "line_1": "2 Mill Row", "ward": "Weir"}, **said)
    homes = [str(Household(world.ours, as_of=on).home).split(",")[0] for on in (YESTERDAY, TODAY)]
    assert homes == ["14 Millstone Row", "2 Mill Row"]
    assert FamilyDetails.objects.current().get(family=world.ours).ward == "Weir"


def test_a_child_lives_between_two_homes(world, said):
    ada = world.member("ada")
    addresses.record_address(starts_on=LONG_AGO, place=PLACE, **said)
    addresses.record_address(person=ada, use="part_time", starts_on=YESTERDAY, place=PLACE, **said)
    one = next(one for one in Household(world.ours, as_of=TODAY).members if one.person_id == ada.pk)
    assert (one.lives_here, len(one.part_time)) == (True, 1)
    with pytest.raises(Refused, match="Choose who lives there part of the time"):
        addresses.record_address(use="part_time", starts_on=YESTERDAY, place=PLACE, **said)


def test_a_split_makes_a_family_of_its_own_in_the_same_line(world, said):
    ben = world.member("ben")
    later = moves.split_family(happened_on=TODAY, people=[ben.pk], **said)
    assert names_on(world.ours, YESTERDAY) == ["Ada Okafor", "Ben Okafor", "Dawn Okafor"]
    assert names_on(world.ours, TODAY) == ["Ada Okafor", "Dawn Okafor"]
    assert names_on(later, TODAY) == ["Ben Okafor"]
    assert line_of(later.pk) == sorted([world.ours.pk, later.pk])
    assert later in Family.objects.visible_to(said["by"])
    with pytest.raises(Refused, match="somebody goes and somebody stays"):
        moves.split_family(happened_on=TODAY, people=[world.member(name).pk for name in ("dawn", "ada")], **said)


def test_a_join_brings_everybody_in_and_closes_the_other(world):
    manager = world[Role.PROGRAMME_MANAGER]
    moves.join_family(family=world.ours, other=world.theirs, by=manager, happened_on=TODAY)
    assert "Sam Hidden" in names_on(world.ours, TODAY)
    assert names_on(world.theirs, TODAY) == []
    details = FamilyDetails.objects.current().get(family=world.theirs)
    assert (details.stage, details.closed_reason) == ("closed", "Joined family TF-1")
    with pytest.raises(Refused, match="You do not work with this family"):
        moves.join_family(family=world.ours, other=world.theirs, by=world[Role.KEY_WORKER], happened_on=TODAY)


@pytest.mark.parametrize(("stays", "left"), [(True, True), (False, False)])
def test_a_child_moves_to_another_family_or_lives_with_both(world, stays, left):
    manager, ada = world[Role.PROGRAMME_MANAGER], world.member("ada")
    moves.move_member(
        family=world.ours, to=world.theirs, by=manager, person=ada, moved_on=TODAY, role="child", stays=stays
    )
    assert ("Ada Okafor" in names_on(world.ours, TODAY)) == left
    assert "Ada Okafor" in names_on(world.theirs, TODAY)
    household = Household(world.ours, as_of=TODAY)
    assert (ada.pk in household.other_families(manager)) == left
    assert household.other_families(world[Role.KEY_WORKER]) == {}


def test_the_genogram_of_a_day_has_the_members_of_that_day(world, said):
    dawn, cy, ada = (world.member(name) for name in ("dawn", "cy", "ada"))
    parent_of_ada(world, said)
    relationships.record_relationship(person=cy, kind="parent", other=ada, **said)
    relationships.record_relationship(
        person=dawn, kind="partner", other=cy, starts_on=LONG_AGO, ends_on=YESTERDAY, **said
    )
    for on in (LONG_AGO, YESTERDAY, TODAY):
        household = Household(world.ours, as_of=on)
        figures = figures_of(household, household.everybody, kinship_of(household, household.everybody), None)
        at_home = {int(figure.id) for figure in figures if figure.at_home}
        rows = Membership.objects.current().filter(family=world.ours, starts_on__lte=on)
        assert at_home == {row.person_id for row in rows if row.ends_on is None or row.ends_on >= on}
    ties = [kinship_of(h, h.everybody).couples[0][2] for h in
            (Household(world.ours, as_of=YESTERDAY), Household(world.ours, as_of=TODAY))]
    assert ties == [Tie.PARTNERS, Tie.EX_PARTNERS]


@pytest.mark.parametrize("page", ["household", "professionals", "timeline"])
def test_a_page_asks_few_questions_however_much_is_recorded(world, page):
    client = world.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{world.ours.token}/{page}/"
    people_around(world.ours, world[Role.KEY_WORKER])
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
        dawn = world.member("dawn")
        for number in range(3):
            members.add_relative(
                family=world.ours, by=world[Role.KEY_WORKER], kind="sibling", other=dawn,
                person={**CHILD, "forename": f"Aunt{number}", "surname": "Quy", "date_of_birth": None},
            )
    # every page looks besides at whether the last night failed, and keeps the session awake
    assert counts[0] == counts[1] <= 15 + 2


def test_what_is_done_is_logged_without_names(world):
    people_around(world.ours, world[Role.KEY_WORKER])
    details = LogEntry.objects.filter(verb__in=["recorded", "corrected"]).values_list("detail", flat=True)
    assert {"new member", "relationship", "unborn child", "address", "professional", "referral"} <= set(details)
    assert not any("Okafor" in detail or "Tadhg" in detail for detail in details)
