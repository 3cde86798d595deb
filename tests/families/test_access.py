"""Who may call what: every address, as every role, for a family of theirs and for somebody else's."""

import re
import uuid

import pytest
from django.core.management import get_commands
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from families.access import ANYONE, COMMANDS, NAVIGATION, OPERATOR, PAGES, navigation
from families.accounts.enums import Role
from families.accounts.models import User
from families.event_log.models import LogEntry
from families.facts.recording import record_event, record_judgement, record_score, record_spell
from families.models import Load
from tests.families.around import people_around
from tests.families.plans.building import plan_around
from tests.families.world import TODAY, build
from tests.outcomes.authority import publish
from tests.standing import standing

SIGNED_OUT_ONLY = {"families:sign_out"}  # answers POST alone
FILES_DOWNLOADED = {"families:load_rejects"}


def addresses(resolver=None, namespace="", path=""):
    """Every address of the product: its name and the names of its parts that vary."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", re.findall(r"<(?:\w+:)?(\w+)>", here)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner, here)


ADDRESSES = dict(addresses())
OF_A_FAMILY = sorted(name for name, parts in ADDRESSES.items() if "token" in parts and not name.startswith("claims:"))
FREE = sorted(name for name, parts in ADDRESSES.items() if not parts)


def test_every_address_has_a_row_in_the_table():
    assert sorted(set(ADDRESSES) - set(PAGES)) == []


def test_every_row_of_the_table_is_an_address():
    built = {name.partition(":")[0] for name in ADDRESSES}
    assert sorted(name for name in PAGES if name.partition(":")[0] in built and name not in ADDRESSES) == []


def test_every_row_names_roles_that_exist():
    assert {role for roles in PAGES.values() for role in roles} - {ANYONE} <= set(Role)
    assert {role for roles in COMMANDS.values() for role in roles} - {OPERATOR} <= set(Role)


def test_every_page_in_the_navigation_has_a_row():
    assert [name for _, name in NAVIGATION if name not in PAGES] == []


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_first_page(role):
    assert navigation(role) != []


@standing
def world_with_rows(folder):
    """The world with one record of every kind about our family; and the parts that vary of each page's address."""
    world = build(folder)
    return world, rows_of(world)


def rows_of(world):
    """Makes one record of every kind about our family; gives the parts that vary, by page."""
    by = world[Role.PROGRAMME_MANAGER]
    event = record_event(family=world.ours, by=by, kind="police_callout", occurred_on=TODAY)
    spell = record_spell(family=world.ours, by=by, kind="rent_arrears", starts_on=TODAY)
    score = record_score(family=world.ours, by=by, tool="debt/pounds", scored_on=TODAY, score=5)
    judgement = record_judgement(
        family=world.ours, by=by, headline="health", decided_on=TODAY, achieved=True, reason="Seen"
    )
    return {
        "families:correct_plan": {"pk": world.ours.plans.current().get().pk},
        "families:change_problem": {"pk": world.ours.problems.current().first().pk},
        "families:correct_event": {"pk": event.pk},
        "families:correct_spell": {"pk": spell.pk},
        "families:end_spell": {"pk": spell.pk},
        "families:correct_score": {"pk": score.pk},
        "families:correct_judgement": {"pk": judgement.pk},
        "families:withdraw_fact": {"kind": "event", "pk": event.pk},
        "families:change_user": {"pk": by.pk},
        "families:deactivate_user": {"pk": by.pk},
        "families:set_password": {"pk": by.pk},
        "families:load": {"pk": Load.objects.first().pk},
        "families:load_rejects": {"pk": Load.objects.first().pk},
        "outcomes:plan": {"code": "expanded", "version": publish().version},
        **people_around(world.ours, by),
        **plan_around(world.ours, by),
    }


@pytest.mark.parametrize("role", Role)
def test_pages_of_a_family_open_for_its_own_people_only(world_with_rows, role):
    world, parts = world_with_rows
    client = world.signed_in_as(role)
    for name in OF_A_FAMILY:
        own = reverse(name, kwargs={"token": world.ours.token, **parts.get(name, {})})
        other = reverse(name, kwargs={"token": world.theirs.token, **parts.get(name, {})})
        assert client.get(own).status_code == (200 if role in PAGES[name] else 404), name
        is_of_a_row = {"pk", "thread", "number", "meeting"} & set(parts.get(name, {}))
        sees_all = role == Role.PROGRAMME_MANAGER and not is_of_a_row
        assert client.get(other).status_code == (200 if sees_all else 404), name


@pytest.mark.parametrize("role", Role)
def test_other_pages_open_for_the_roles_in_their_row_only(world_with_rows, role):
    world, parts = world_with_rows
    client = world.signed_in_as(role)
    for name, needed in ADDRESSES.items():
        if name in OF_A_FAMILY:
            continue
        address = address_of(name, needed, parts)
        response = client.get(address)
        if role not in PAGES[name] and ANYONE not in PAGES[name]:
            assert response.status_code == 404, name
        elif name not in FILES_DOWNLOADED and set(needed) <= set(parts.get(name, {})):
            assert response.status_code in (200, 302, 405), name


def address_of(name, needed, parts):
    """An address with real parts where we have them, and with ones that name nothing where we have not."""
    kwargs = parts.get(name)
    if kwargs is None:
        kwargs = {}
        for part in needed:
            for nothing in (uuid.UUID(int=0), 0, "nothing"):
                try:
                    reverse(name, kwargs={**dict.fromkeys(needed, nothing), **kwargs, part: nothing})
                    kwargs[part] = nothing
                    break
                except NoReverseMatch:
                    continue
    return reverse(name, kwargs=kwargs)


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in(client):
    for name in FREE:
        if ANYONE in PAGES[name]:
            continue
        response = client.get(reverse(name))
        assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/sign-in/"), name


def test_what_is_forbidden_looks_exactly_like_what_is_absent(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    absent = client.get(f"/families/{uuid.uuid4()}/").content
    for address in (
        f"/families/{world.theirs.token}/",
        f"/families/{world.theirs.token}/plan/agree/",
        f"/families/{world.ours.token}/lead-worker/",
        f"/families/{world.ours.token}/events/999999/correct/",
        f"/families/{world.ours.token}/withdraw/nothing/1/",
        "/users/", "/users/999999/", "/no-such-page/",
    ):
        response = client.get(address)
        assert (response.status_code, response.content) == (404, absent), address


def test_forbidden_posts_change_nothing(world):
    client = world.signed_in_as(Role.AUDITOR)
    address = reverse("families:add_objective", args=[world.ours.token])
    typed = {"headline": "crime", "person": "family", "what": "Peace"}
    assert client.post(address, typed).status_code == 404
    assert world.ours.objectives.count() == 0


def test_every_command_of_ours_has_a_row_in_the_table():
    ours = {name for name, app in get_commands().items() if app in ("families", "outcomes", "claims")}
    assert sorted(ours - set(COMMANDS)) == []


def test_a_page_that_cannot_be_logged_is_not_shown(world, monkeypatch):
    def cannot(*args, **kwargs):
        raise RuntimeError("no log")

    client = world.signed_in_as(Role.KEY_WORKER)
    client.raise_request_exception = False
    monkeypatch.setattr(LogEntry.objects, "bulk_create", cannot)
    response = client.get(reverse("families:add_objective", args=[world.ours.token]))
    assert response.status_code == 500
    page = response.content.decode()
    assert ("Sorry, there is a problem" in page, "Okafor" in page) == (True, False)


@pytest.mark.django_db
def test_a_wrong_host_gets_a_page_that_says_nothing_was_changed(client):
    response = client.get("/sign-in/", headers={"host": "example.org"})
    assert response.status_code == 400
    assert "Nothing was changed." in response.content.decode()


def test_a_change_of_role_holds_from_the_next_request(world):
    client = world.signed_in_as(Role.ANALYST)
    assert client.get("/files/").status_code == 200
    User.objects.filter(role=Role.ANALYST).update(role=Role.AUDITOR)
    assert client.get("/files/").status_code == 404


def test_ended_access_holds_from_the_next_request(world):
    client = world.signed_in_as(Role.ANALYST)
    User.objects.filter(role=Role.ANALYST).update(is_active=False)
    assert client.get("/files/").headers["Location"] == "/sign-in/?next=%2Ffiles%2F"


def test_a_temporary_password_must_be_changed_first(world):
    client = world.signed_in_as(Role.ANALYST)
    User.objects.filter(role=Role.ANALYST).update(password_is_temporary=True)
    assert client.get("/files/").headers["Location"] == "/your-password/"
    assert client.get("/your-password/").status_code == 200


def test_no_page_may_be_kept_by_a_cache(world, client):
    for response in (client.get("/sign-in/"), client.get("/nothing/"), world.signed_in_as(Role.ANALYST).get("/files/")):
        assert response.headers["Cache-Control"] == "no-store"


def test_pages_carry_no_script_or_style_of_their_own(world):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    for address in ("/find/", f"/families/{world.ours.token}/", f"/families/{world.ours.token}/plan/agree/"):
        page = client.get(address).content.decode()
        assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == [], address


def test_a_refusal_by_an_action_is_shown_in_its_own_words(world):
    client = world.signed_in_as(Role.ADMINISTRATOR)
    administrator = world[Role.ADMINISTRATOR]
    response = client.post(reverse("families:deactivate_user", args=[administrator.pk]))
    assert response.status_code == 403
    assert "You cannot end your own access. Ask another administrator." in response.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


