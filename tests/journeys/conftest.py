import pytest

from tests.browser import running_browser


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser):
    """A page of a person's own; what goes wrong in the browser's console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert wrong == []
