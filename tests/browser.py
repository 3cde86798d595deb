"""A real headless browser for tests, and axe to look at a page with."""

import os
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect, sync_playwright

# The first is the same browser without its windows, and takes half the time.
CANDIDATES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WIDTHS = (320, 1280)
AXE = Axe().axe_script
# Contrast, which is most of axe's work, is looked at where a selector says; nowhere if there is none.
RUN_AXE = """async places => {
    axe.configure({rules: [{id: "color-contrast", selector: places || "*", enabled: places !== null}]});
    const found = await axe.run({resultTypes: ["violations"]});
    return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.target}`));
}"""
LINKS_TO_NOWHERE = """[...document.querySelectorAll('a[href=""], a:not([href])')].map(
    link => `leads nowhere: ${link.innerText}`)"""
# A word longer than any line, at the end of every text that people may have written: not in tables that stay tables.
STRETCHED = """() => {
    const texts = [], main = document.querySelector("main") || document.body;
    for (const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT); walk.nextNode();) {
        const kept = "table:not(.app-stack), svg, select, textarea, button, script, .govuk-tag";
        if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest(kept)) texts.push(walk.currentNode);
    }
    const before = texts.map(text => text.data), page = document.documentElement;
    for (const text of texts) text.data += " " + "W".repeat(60);
    const isWide = text => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return range.getBoundingClientRect().right > page.clientWidth;
    };
    const wide = (page.scrollWidth > page.clientWidth ? texts.filter(isWide) : []).map(
        ({parentElement: each}) => `a long word stretches the page: ${each.localName}.${each.className}`);
    texts.forEach((text, number) => { text.data = before[number]; });
    return [...new Set(wide)];
}"""
CANNOT_BE_SENT = """[...document.querySelectorAll("form")].filter(
    form => ![...form.elements].some(control => control.type === "submit" && !control.disabled)).map(
    form => `cannot be sent without a script: ${form.outerHTML.split(">")[0]}>`)"""
COLOURS_AND_SIZES = """() => {
    const seen = [...document.querySelectorAll("body, body *")].map(
        element => element.checkVisibility() ? getComputedStyle(element) : null);
    return [
        seen.map(style => style && [
            style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontWeight]),
        seen.map(style => style ? parseFloat(style.fontSize) : 0),
    ];
}"""
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


def shows(page, words):
    """The page shows these words, at once or as soon as it has come."""
    expect(page.get_by_text(words).first).to_be_visible()


def titled(page, title):
    """The page that comes has this title, without the name of the product."""
    expect(page).to_have_title(f"{title} – Families programme")


def reads(texts, expected):
    """The places found have these texts, at once or as soon as the page has come."""
    expect(texts).to_have_text(expected, use_inner_text=True)


def enter_date(page, question, day):
    """Fills the three boxes of a date."""
    group = page.get_by_role("group", name=question)
    for box, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box).fill(str(number))


def tab_to(page, control, most=100):
    """Presses Tab, as somebody without a mouse does, until this control has the focus."""
    for _ in range(most):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} was not reached by pressing Tab {most} times")


def violations(page, contrast="*"):
    """What axe finds wrong with the page as it stands, rule and place; links without an address; forms that only a
    script could send; and whether it is wider than the window.

    `contrast` selects the elements whose contrast is looked at.
    """
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, contrast) + page.evaluate(LINKS_TO_NOWHERE) + page.evaluate(CANNOT_BE_SENT)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"the page is {too_wide} pixels wider than the window"] if too_wide > 0 else [])


def wrong_at_either_width(page, contrast="*"):
    """What `violations` finds at 320 and at 1280 pixels, each with its width and the page's title.

    Where the wider page shows the same in the same colours and no smaller, its contrast is that of the narrower one.
    """
    original, found, before = page.viewport_size, [], None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        now = page.evaluate(COLOURS_AND_SIZES)
        places = None if before and no_harder_to_read(now, before) else contrast
        found += [f"{page.title()}, {width} pixels: {fault}" for fault in violations(page, places)]
        before = now
    page.set_viewport_size(original)
    return found


def stretched_by_long_words(page):
    """What would make the page run sideways at 320 pixels if somebody wrote a word longer than a line."""
    original = page.viewport_size
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    found = page.evaluate(STRETCHED)
    page.set_viewport_size(original)
    return [f"{page.title()}: {fault}" for fault in found]


def no_harder_to_read(now, before):
    """Whether all colours are what they were, and no letter is smaller."""
    (colours, sizes), (earlier_colours, earlier_sizes) = now, before
    return colours == earlier_colours and all(size >= was for size, was in zip(sizes, earlier_sizes, strict=True))


def assert_accessible(page):
    """No violation of WCAG that axe can see, and no scrolling sideways, at 320 and at 1280 pixels."""
    assert wrong_at_either_width(page) == []
