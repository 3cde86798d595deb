"""Screening: problems are recorded in one form, and whether they are enough is said at once."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, connection, transaction

from families.accounts.enums import Role
from families.actions import record_problems
from families.household.actions.members import change_role
from families.household.actions.moves import register_family
from families.models import Membership, Problem
from families.screening.reading import Screening
from families.timeline.reading import Timeline
from tests.families.around import CHILD
from tests.families.world import TODAY, YESTERDAY

BORN = date(1986, 5, 4)


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def address(world):
    return f"/families/{world.ours.token}/screening/"


def numbers(world):
    """The place of each headline in the form."""
    return {row.code: number for number, row in enumerate(Screening(world.ours).rows)}


def recorded(world, headline):
    rows = Problem.objects.current().filter(family=world.ours, headline=headline, recorded_by__isnull=False)
    return sorted((row.person_id or 0, row.status, row.identified_on) for row in rows)


def test_everything_that_was_found_is_recorded_with_its_day(world):
    client, at = world.signed_in_as(Role.KEY_WORKER), numbers(world)
    ada, ben = world.member("ada"), world.member("ben")
    page = client.post(address(world), {
        **day("identified_on", TODAY), f"who_{at['crime']}": [ada.pk, ben.pk], f"status_{at['crime']}": "accepted",
        f"who_{at['help']}": ["family"], f"status_{at['help']}": "suspected",
        **day(f"on_{at['help']}", YESTERDAY),
    }, follow=True)
    assert recorded(world, "crime") == sorted((one.pk, "accepted", TODAY) for one in (ada, ben))
    assert recorded(world, "help") == [(0, "suspected", YESTERDAY)]
    assert "Eligible:" in page.content.decode()


def test_what_is_recorded_is_not_asked_again(world):
    problem = world.ours.problems.current().exclude(person=None).first()
    form = world.signed_in_as(Role.KEY_WORKER).get(address(world)).context["form"]
    number = numbers(world)[problem.headline]
    assert problem.person_id not in [key for key, _ in form.fields[f"who_{number}"].choices]


def test_nothing_typed_is_lost_when_the_form_is_wrong(world):
    client, at = world.signed_in_as(Role.KEY_WORKER), numbers(world)
    sent = {f"who_{at['help']}": ["family"], **day("identified_on", TODAY + timedelta(days=2))}
    page = client.post(address(world), sent)
    assert "must be today or in the past" in page.content.decode()
    assert page.context["form"].data.getlist(f"who_{at['help']}") == ["family"]
    assert "Select who has a problem" in client.post(address(world), day("identified_on", TODAY)).content.decode()
    assert recorded(world, "help") == []


def test_the_answer_is_that_of_the_judgement(world):
    """The engine decides, and the sentence counts the same: a parent who lives elsewhere supplies one headline."""
    by = world[Role.KEY_WORKER]
    family = register_family(
        by=by, identified_on=YESTERDAY, role="adult", framework="expanded", person={**CHILD, "date_of_birth": BORN}
    )
    adult = Membership.objects.current().get(family=family)
    assert (Screening(family).eligibility.needed, said(family)) == (2, (False, "no count so far"))
    for headline, then in (("crime", (False, "one counts so far")), ("work", (True, "two headlines of the two"))):
        record_problems(family=family, by=by, problems=[
            {"headline": headline, "person": adult.person, "identified_on": YESTERDAY, "status": "accepted"},
        ])
        assert said(family) == then
    change_role(member=adult, family=family, by=by, role="non_resident_parent", changed_on=TODAY)
    assert said(family) == (False, "one counts so far")


def said(family):
    """Whether the family is eligible, and the part of the sentence that counts."""
    answer = Screening(family).answer
    parts = ("no count so far", "one counts so far", "two headlines of the two")
    return answer.is_eligible, next(part for part in parts if part in answer.says)


def test_a_screening_that_finds_nothing_is_kept_as_what_happened(world):
    client, worker = world.signed_in_as(Role.KEY_WORKER), world[Role.KEY_WORKER]
    family = register_family(
        by=worker, identified_on=YESTERDAY, role="adult", framework="expanded", person={**CHILD, "date_of_birth": BORN}
    )
    at = f"/families/{family.token}/screening/"
    assert "Nobody has screened this family yet" in client.get(at).content.decode()
    sent = day("identified_on", TODAY)
    page = client.post(at, {**sent, "nothing": "yes"}, follow=True).content.decode()
    held = family.screenings.get()
    assert (held.held_on, held.recorded_by, held.found, held.is_eligible, len(held.asked)) == (
        TODAY, worker, 0, False, len(Screening(family).rows),
    )
    assert held.says == Screening(family).answer.says
    assert "6 headlines asked about, something recorded under 0. Not eligible yet" in page
    both = client.post(at, {**sent, "nothing": "yes", "who_0": ["family"]}).content.decode()
    assert "not both" in both
    client.post(at, {**sent, "who_0": ["family"]})
    assert [(row.found, row.is_eligible) for row in family.screenings.all()] == [(1, False), (0, False)]
    assert [line.says for line in Timeline(family, kind="problem")[0:9] if line.says.startswith("Screening")] == [
        "Screening: 6 headlines asked about, something recorded under 1",
        "Screening: 6 headlines asked about, something recorded under 0",
    ]
    with pytest.raises(InternalError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE families_screeningheld SET found = 2")
