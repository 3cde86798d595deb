"""A real headless browser for tests, and axe to look at a page with."""

import os
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WIDTHS = (320, 1280)
ABSENT = "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM=/path/to/chrome"


def chromium():
    """Where the browser is: `CHROMIUM`, or the first found on the path; None when there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)


def cannot(why):
    """No browser: skips, or fails where `REQUIRE_BROWSER=1` says that there must be one."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.exit(f"REQUIRE_BROWSER is set, but {why}", returncode=4)
    pytest.skip(why)


@contextmanager
def running_browser():
    """A started Chromium."""
    path = chromium()
    if path is None:
        cannot(ABSENT)
    try:
        driver = sync_playwright().start()
    except Exception as fault:  # the driver brings a node of its own, which may lack a library here
        cannot(f"the browser's driver cannot start: {fault}")
    try:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
    except Error as fault:
        driver.stop()
        cannot(f"{path} cannot start: {fault.message}")
    try:
        yield browser
    finally:
        browser.close()
        driver.stop()


def sign_in(page, address, username, password):
    """Signs in as a person does."""
    page.goto(f"{address}/sign-in/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def violations(page):
    """What axe finds wrong with the page as it stands, rule and place; and whether it is wider than the window."""
    found = [
        f"{fault['id']}: {node['target']}" for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"the page is {too_wide} pixels wider than the window"] if too_wide > 0 else [])


def assert_accessible(page):
    """No violation of WCAG that axe can see, and no scrolling sideways, at 320 and at 1280 pixels."""
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], f"{page.url} at {width} pixels"
    page.set_viewport_size(size)
