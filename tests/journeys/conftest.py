"""What every journey begins with: a browser for each person, people who can sign in, and a night."""

import pytest

from claims import tasks
from families.accounts.enums import Role
from tests.browser import running_browser, sign_in
from tests.outcomes.authority import load, user
from troubled_families.celery import app

PASSWORD = "three words that fit"
PEOPLE = {
    "kezia.thornaby": Role.KEY_WORKER, "tamsin.oduya": Role.TEAM_MANAGER, "meera.holloway": Role.PROGRAMME_MANAGER,
    "marcus.fenn": Role.PROGRAMME_MANAGER, "anneliese.quill": Role.ANALYST, "aurelio.stannard": Role.AUDITOR,
    "parminder.east": Role.PARTNER, "adaeze.winter": Role.ADMINISTRATOR,
}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def open_browser(browser):
    """Opens a browser of somebody's own, without JavaScript if told so; what its console says fails the test."""
    contexts, wrong = [], []

    def open_(**options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(open_browser):
    """A page of a person's own."""
    return open_browser()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Passwords that are checked at once; how they are really kept has tests of its own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(transactional_db):
    """Somebody in every role, and two programme managers, all with `PASSWORD`, by user name."""
    found = {name: user(role, name) for name, role in PEOPLE.items()}
    for person in found.values():
        person.set_password(PASSWORD)
        person.save()
    return found


@pytest.fixture
def arrives_as(open_browser, live_server, people):
    """Opens a browser in which this person of `people` has just signed in."""

    def arrive(name, **options):
        page = open_browser(**options)
        sign_in(page, live_server.url, name, PASSWORD)
        return page

    return arrive


@pytest.fixture
def receive(tmp_path):
    """Loads late files, as tables of rows."""

    def load_(**tables):
        return load(tmp_path / "late", **tables)

    return load_


@pytest.fixture
def run_tonight():
    """Runs tonight's work as the timetable, the broker and the workers do, only at once and in this process."""
    app.conf.update(task_always_eager=True, task_eager_propagates=True)
    yield tasks.open_night.delay
    app.conf.update(task_always_eager=False, task_eager_propagates=False)
