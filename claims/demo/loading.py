"""Putting the made-up authority into an empty database: outcomes plans, users, files, through everybody's doors."""

import tempfile
from pathlib import Path

import outcomes
from claims.demo.sources import BEATS
from claims.demo.users import add_users
from families.event_log.models import LogEntry
from families.facts.actions import load_paths
from families.facts.enums import LoadState
from families.feeds.actions import change_feed
from families.feeds.models import Feed
from families.models import District, Family, Load, Person, Term, User
from families.permissions import Refused
from outcomes.drafts.actions import publish_exchange
from outcomes.models import OutcomesPlan

SHIPPED_PLANS = Path(outcomes.__file__).parent / "plans"
BEFORE_USERS = ("terms", "districts")  # the team manager belongs to a district; the other files name users


def check_is_empty():
    """Raises Refused, saying what is there, unless the database holds nothing."""
    for model in (User, Family, Person, District, Term, Load, OutcomesPlan, LogEntry):
        count = model.objects.count()
        if count:
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            raise Refused(
                f"The database is not empty: it holds {count:,} {name}. The demonstration is only loaded into an empty "
                "one, so that made-up families never stand beside real ones."
            )


def publish_shipped_plans():
    """Publishes the outcomes plans that come with the product, with their example families."""
    for path in sorted(SHIPPED_PLANS.glob("*.toml")):
        examples = SHIPPED_PLANS / "examples" / path.name
        publish_exchange(text=f"{path.read_text(encoding='utf-8')}\n{examples.read_text(encoding='utf-8')}", by=None)


def load_authority(authority, password):
    """Adds the users and loads the first delivery of files. Gives the users by name."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        authority.files.write(folder)
        first = [folder / f"{dataset}.csv" for dataset in BEFORE_USERS]
        load(first, by=None)
        users = add_users(password)
        load([path for path in sorted(folder.glob("*.csv")) if path not in first], by=users["analyst"])
    describe_feeds(by=users["analyst"])
    return users


def describe_feeds(*, by):
    """Says of each feed how often it comes."""
    for feed in Feed.objects.filter(source__in=BEATS):
        change_feed(feed=feed, by=by, beat_days=BEATS[feed.source])


def load_late_files(authority, *, by):
    """Loads what arrived last: relapses, corrections, withdrawals."""
    with tempfile.TemporaryDirectory() as folder:
        authority.late.write(Path(folder))
        load(sorted(Path(folder).glob("*.csv")), by=by)


def load(paths, *, by):
    """Loads files of which every row must be taken."""
    if not paths:
        return
    for done in load_paths(paths=paths, by=by, strict=True):
        if done.state != LoadState.DONE:
            raise Refused(f"{done.file_name} of the demonstration could not be loaded. {done.message}")
