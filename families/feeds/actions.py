"""The only writers of what people say about feeds, and of decisions about held files."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.actions import finish, load_file
from families.facts.enums import Grade, LoadState
from families.facts.models import Load
from families.feeds.enums import Decision
from families.feeds.holding import unpacked
from families.feeds.models import Feed, HeldFile
from families.feeds.permissions import check_can_change_feed, check_can_decide_about_held
from families.permissions import Refused

CHANGEABLE = (
    "supplier", "contact", "beat_days", "grace_days", "usual_rows", "fewest_rows", "gives_total", "grade", "is_active",
)


@transaction.atomic
def change_feed(*, feed, by, **said):
    """Changes what is said of a feed: any of `CHANGEABLE`. The grade counts for the files that come from now on.

    Gives the feed. Raises Refused where it cannot be so.
    """
    check_can_change_feed(by)
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    changed = [name for name in CHANGEABLE if name in said and getattr(feed, name) != said[name]]
    if said.keys() - set(CHANGEABLE):
        raise TypeError(f"Nothing of a feed is named {', '.join(sorted(said.keys() - set(CHANGEABLE)))}.")
    for name in changed:
        setattr(feed, name, said[name])
    check_is_sound(feed)
    if changed:
        insert(feed)
        record(Verb.MANAGED, by=by, about=feed, detail=f"changed {', '.join(changed)}")
    return feed


def check_is_sound(feed):
    if feed.beat_days is not None and not 1 <= feed.beat_days <= 400:
        raise Refused("From one file to the next there are 1 to 400 days.")
    if not 0 <= feed.grace_days <= 100:
        raise Refused("The days of grace are 0 to 100.")
    if None not in (feed.usual_rows, feed.fewest_rows) and feed.fewest_rows > feed.usual_rows:
        raise Refused("The fewest rows of a good file cannot be more than its usual rows.")
    if feed.grade not in (Grade.OFFICIAL_RECORD, Grade.PARTNER_STATEMENT, Grade.WORKER_OBSERVATION):
        raise Refused("What comes in a file is an official record, a partner's statement or a worker's observation.")


@transaction.atomic
def accept_held(*, load, by, reason):
    """Takes a held file as it is, by the same way as any other. Gives its `Load`.

    Rows that cannot be taken are handed back, unless the file was to be loaded whole or not at all.
    """
    load, held = the_held(load, by, reason)
    with tempfile.TemporaryDirectory(prefix="held-") as folder:
        path = Path(folder) / load.file_name
        path.write_bytes(unpacked(held.content))
        load = load_file(
            path=path, by=None, source=load.source or None, strict=held.strict, rejects_dir=folder, held=load,
            covers=(held.covers_from, held.covers_to) if held.covers_from else None, accept_odd=reason,
        )
    decide(held, Decision.ACCEPTED, by, reason)
    record(Verb.MANAGED, by=by, about=load, detail="accepted a held file")
    return load


@transaction.atomic
def return_held(*, load, by, reason):
    """Returns a held file: nothing of it is loaded, and what was sent is no longer kept. Gives its `Load`."""
    load, held = the_held(load, by, reason)
    load.rejected = load.rows
    load = finish(load, LoadState.RETURNED, f"Nothing of it was loaded. {reason.strip()}")
    decide(held, Decision.RETURNED, by, reason)
    record(Verb.MANAGED, by=by, about=load, detail="returned a held file")
    return load


def the_held(load, by, reason):
    """The load and its held file, locked against a second decision."""
    load = Load.objects.select_for_update().get(pk=load.pk)
    check_can_decide_about_held(by, load)
    if not reason.strip():
        raise Refused("Give the reason: an auditor will read it.")
    return load, HeldFile.objects.get(load=load)


def decide(held, decision, by, reason):
    held.decision, held.decided_by, held.decided_at = decision, by, timezone.now()
    held.reason, held.content = reason.strip(), None
    held.save()
