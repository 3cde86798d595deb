"""Makes the pictures of the README and the docs from the demonstration: `python -m tests.journeys.pictures [NAME ...]`.

They are taken in a database of their own, which is gone afterwards, with the same families on the same day each time:
the clocks of this process and of that database are both set to `NOON`.
"""

import io
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from troubled_families.embedded import Unavailable, ensure_servers, release_servers

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"
NOON = datetime.fromisoformat("2016-11-21T12:00:00+00:00")
FAMILIES, SEED = 200, 1
WIDTH, MARGIN, MOST_BYTES = 1280, 5, 200_000
PASSWORD = "three words that fit"
BAD_ROWS = "POL-900001,Police,asb_incident,31/02/2016,,TF-00001,,\nPOL-900002,,arson,1/2/2016,,TF-99999,,\n"
HEADER = "source_ref,source,kind,occurred_on,person_ref,family_ref,withdrawn,note\n"
GOOD_ROWS = "".join(
    f"POL-9100{day:02},Police,police_callout,{day}/10/2016,,TF-000{day:02},,\n" for day in range(1, 29)
)

# Found before pg_catalog's own by whoever does not say which one is meant, which is all of our SQL.
DATABASE_CLOCK = """
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS $$ SELECT pg_catalog.clock_timestamp() + interval '{seconds} seconds' $$;
    ALTER DATABASE "{database}" SET search_path = public, pg_catalog;
"""


def main():
    """Takes every picture. Gives the exit code."""
    os.environ.setdefault("SECRET_KEY", "for pictures only, so that no secret need be set to take them")
    os.environ.setdefault("INSECURE_LOCAL_HTTP", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troubled_families.settings")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    os.environ["DEMO_PASSWORD"] = PASSWORD
    try:
        ensure_servers("test")
    except Unavailable as unavailable:
        print(unavailable, file=sys.stderr)
        return 1
    try:
        take_pictures()
    finally:
        release_servers()
    return 0


def take_pictures():
    """Makes the database, the demonstration and the server, takes the pictures, and clears up."""
    import django
    import time_machine

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases
    from pytest_django.live_server_helper import LiveServer

    from tests.browser import running_browser

    made = setup_databases(verbosity=0, interactive=False)
    try:
        set_database_clock()
        with time_machine.travel(NOON, tick=True):
            call_command("demo", families=FAMILIES, seed=SEED, today=NOON.date(), stdout=io.StringIO())
            server = LiveServer("localhost")
            try:
                with running_browser() as browser:
                    FOLDER.mkdir(parents=True, exist_ok=True)
                    for name in sys.argv[1:] or PICTURES:
                        PICTURES[name](Camera(browser, server.url, FOLDER / f"{name}.png"))
            finally:
                server.stop()
    finally:
        teardown_databases(made, verbosity=0)


def set_database_clock():
    """Sets the database's clock to `NOON`, for every connection from now on."""
    from django.db import connection

    seconds = (NOON - datetime.now(NOON.tzinfo)).total_seconds()
    with connection.cursor() as cursor:
        cursor.execute(DATABASE_CLOCK.format(seconds=seconds, database=connection.settings_dict["NAME"]))
    connection.close()


class Camera:
    """Takes one picture of a page, at 1280 pixels."""

    def __init__(self, browser, address, path):
        self.browser, self.address, self.path = browser, address, path

    def page_of(self, name):
        """A page in which this person has just signed in."""
        from tests.browser import sign_in

        page = self.browser.new_page(viewport={"width": WIDTH, "height": 900})
        sign_in(page, self.address, name, PASSWORD)
        return page

    def take(self, page, *, first="header", last):
        """The page from the top of one element to the bottom of another, as wide as the page."""
        page.evaluate("scrollTo(0, 0)")
        top = page.locator(first).first.bounding_box()["y"]
        box = page.locator(last).first.bounding_box()
        page.set_viewport_size({"width": WIDTH, "height": int(box["y"] + box["height"]) + MARGIN})
        clip = {"x": 0, "y": top, "width": WIDTH, "height": box["y"] + box["height"] - top + MARGIN}
        self.keep(page.screenshot(clip=clip, full_page=True))
        page.context.close()

    def keep(self, picture):
        """Keeps a picture. Exits where it is too large."""
        self.path.write_bytes(picture)
        size = self.path.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"{self.path.name} has {size:,} bytes, more than {MOST_BYTES:,}.")
        print(f"{self.path.name}: {size:,} bytes")


def my_families(camera):
    """What each family waits for."""
    page = camera.page_of("keyworker")
    camera.take(page, last="tbody tr:nth-child(4)")


def a_family(camera):
    """One family: what is missing, and a criterion's window."""
    page = camera.page_of("keyworker")
    waits = page.locator("tbody tr", has_text="Time has to pass until").filter(has_text="domestic")
    waits.first.get_by_role("link").first.click()
    camera.take(page, first="#progress", last=".govuk-summary-card:has(svg text[font-weight=bold])")


def queue(camera):
    """The claims that wait for a decision."""
    page = camera.page_of("manager")
    page.goto(f"{camera.address}/claims/")
    camera.take(page, last="tbody tr:nth-child(6)")


def a_claims_evidence(camera):
    """What a claim rests on."""
    page = camera.page_of("manager")
    page.goto(f"{camera.address}/claims/")
    page.locator("tbody tr", has_text="sustained").nth(3).get_by_role("link").click()
    camera.take(page, first="#worked-with", last=".govuk-summary-card")


def load_result(camera):
    """What became of a file of which two rows could not be loaded."""
    page = camera.page_of("analyst")
    page.goto(f"{camera.address}/files/load/")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "events.csv")
        file.write_text(HEADER + GOOD_ROWS + BAD_ROWS, encoding="utf-8")
        page.get_by_label("Files", exact=True).set_input_files(file)
        page.get_by_role("button", name="Load files").click()
    camera.take(page, last="main > p:last-of-type")


def a_window_with_its_return(camera):
    """A submission window, the file that was sent, and what was paid."""
    page = camera.page_of("manager")
    page.goto(f"{camera.address}/submission-windows/")
    page.locator("tbody tr").last.get_by_role("link").click()
    camera.take(page, first="h1", last="tbody tr:nth-child(3)")


def of_an_agreed_plan():
    """A family of the key worker's whose plan was agreed, with the most problems."""
    from django.db.models import Count

    from families.models import Family, User

    keyworker = User.objects.get(username="keyworker")
    found = Family.objects.visible_to(keyworker).filter(pk__in=Family.objects.exclude(agreements=None))
    return found.annotate(number=Count("objectives")).order_by("-number", "pk").first()


def page_of_that_family(camera, path):
    """A page about it, as its key worker sees it."""
    page = camera.page_of("keyworker")
    page.goto(f"{camera.address}/families/{of_an_agreed_plan().token}/{path}")
    return page


def a_plan(camera):
    """The single family plan as it is worked on."""
    camera.take(page_of_that_family(camera, "plan/"), first="main", last=".govuk-summary-card")


def a_meeting(camera):
    """The screen for the room, with what was typed of one problem."""
    page = page_of_that_family(camera, "meetings/record/")
    page.locator(".app-fold summary").first.click()
    page.locator(".app-fold textarea").first.fill("Mornings are calmer since the breakfast club.")
    page.get_by_text("Saved at").wait_for()
    camera.take(page, first="main", last=".app-fold textarea >> nth=1")


def the_familys_copy(camera):
    """The first side of the copy that the family keeps."""
    from families.plan_copy.pdf import SIZES, printed, said
    from families.plan_copy.reading import PlanCopy

    found = printed(said(PlanCopy(of_an_agreed_plan())), SIZES["ordinary"][0], form="png")
    camera.keep(found[0] if isinstance(found, list) else found)


def board(camera):
    """Families by stage, by team and worker."""
    page = camera.page_of("manager")
    page.goto(f"{camera.address}/board/")
    camera.take(page, last="main table")


PICTURES = {
    "my-families": my_families, "a-family": a_family, "a-claims-evidence": a_claims_evidence, "queue": queue,
    "a-plan": a_plan, "a-meeting": a_meeting, "the-familys-copy": the_familys_copy, "board": board,
    "load-result": load_result, "a-window-and-its-return": a_window_with_its_return,
}

if __name__ == "__main__":
    sys.exit(main())
