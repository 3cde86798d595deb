"""Every page of families, users and files, empty and with errors, at both widths."""

import pytest
from django.urls import reverse

from families.accounts.enums import Role
from families.facts.recording import record_event, record_judgement, record_score, record_spell
from families.models import Load, User
from tests.browser import assert_accessible, sign_in
from tests.families.world import PASSWORD, TODAY, build


@pytest.fixture
def world(transactional_db, tmp_path):
    world = build(tmp_path / "files")
    for person in User.objects.all():
        person.set_password(PASSWORD)
        person.save()
    return world


def pages_of(world, role):
    """The addresses to look at as this role."""
    ours = world.ours
    by = world[Role.TEAM_MANAGER]
    if role == Role.TEAM_MANAGER:
        event = record_event(family=ours, by=by, kind="police_callout", occurred_on=TODAY)
        spell = record_spell(family=ours, by=by, kind="rent_arrears", starts_on=TODAY)
        score = record_score(family=ours, by=by, tool="debt/pounds", scored_on=TODAY, score=5)
        judgement = record_judgement(
            family=ours, by=by, headline="health", decided_on=TODAY, achieved=True, reason="Seen"
        )
        return ["/find/", "/your-password/", "/no-such-page/"] + [
            reverse(f"families:{name}", args=[ours.token, *args]) for name, *args in (
                ("record_plan",), ("correct_plan", ours.plans.current().get().pk), ("record_problem",),
                ("change_problem", ours.problems.current().first().pk), ("record_event",), ("correct_event", event.pk),
                ("record_spell",), ("correct_spell", spell.pk), ("end_spell", spell.pk), ("record_score",),
                ("correct_score", score.pk), ("record_judgement",), ("correct_judgement", judgement.pk),
                ("withdraw_fact", "event", event.pk), ("assign_lead_worker",),
            )
        ]
    if role == Role.ADMINISTRATOR:
        return ["/users/", "/users/add/"] + [f"/users/{by.pk}/{part}" for part in ("", "access/", "password/")]
    if role == Role.ANALYST:
        return ["/files/", "/files/load/", f"/files/{Load.objects.latest('id').pk}/"]
    return ["/known-families/"]


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.ADMINISTRATOR, Role.ANALYST, Role.PARTNER])
def test_pages_are_accessible_as(live_server, page, world, role):
    sign_in(page, live_server.url, world[role].username, PASSWORD)
    for address in pages_of(world, role):
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_forms_with_errors_are_accessible(live_server, page, world):
    page.goto(f"{live_server.url}/sign-in/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in").click()
    assert page.title() == "Error: Sign in – Families programme"
    assert_accessible(page)
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    for address in ("plans/record/", "events/record/", "decisions/record/"):
        page.goto(f"{live_server.url}/families/{world.ours.token}/{address}")
        page.locator("main form button[type=submit]").last.click()
        assert page.title().startswith("Error: ")
        assert_accessible(page)
