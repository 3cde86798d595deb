"""How each feed stands on a day, as was known at a moment. The one place that is asked when a feed is late."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from families.facts.dates import day_in_words
from families.facts.models import Load
from families.feeds.deliveries import brought_by, last_days, last_days_told
from families.feeds.enums import FeedState
from families.feeds.models import TAKEN, Delivery, Feed
from families.feeds.rules import ENOUGH_FILES, LOOKED_BACK, Usual, lateness, state_of, usual_of
from families.together import compiled_once

IN_TROUBLE = (FeedState.HELD, FeedState.LATE)


@dataclass(frozen=True)
class Standing:
    """How a feed stands on a day.

    `reaches_to` is the last day it is known to cover or, where nobody says what it covers, the day of its last file;
    `kinds` are the kinds of fact that it brings; `held` are the loads that wait for a person and came after the last
    that was taken, the latest first.
    """

    feed: Feed
    state: FeedState
    last_file_on: date | None
    covers_until: date | None
    reaches_to: date | None
    expected_on: date | None
    late_by: int
    held: tuple[Load, ...]
    usual: Usual | None
    kinds: frozenset
    beat_so_far: int | None = field(default=None)

    @property
    def in_trouble(self):
        """Whether somebody has to do something about it."""
        return self.state in IN_TROUBLE

    @property
    def says(self):
        """The state in sentences."""
        return " ".join(filter(None, (self.says_held, self.says_late))) or self.says_well

    @property
    def says_held(self):
        """That a file waits, if one does."""
        if not self.held:
            return ""
        on = day_in_words(timezone.localdate(self.held[0].started_at))
        if len(self.held) == 1:
            return f"The file of {on} is not as usual and is held until somebody has looked at it."
        return f"{len(self.held)} files are not as usual and are held, the latest of {on}."

    @property
    def says_late(self):
        """That it is late, if it is."""
        if not self.late_by:
            return ""
        days = "1 day" if self.late_by == 1 else f"{self.late_by:,} days"
        return (
            f"Late by {days}: more was expected on {day_in_words(self.expected_on)}, and what has come reaches to "
            f"{day_in_words(self.reaches_to)}."
        )

    @property
    def says_well(self):
        """What there is to say of a feed that is neither held nor late."""
        return {
            FeedState.STOPPED: "Files are no longer expected.",
            FeedState.NOT_BEGUN: "No file has come yet.",
            FeedState.NO_BEAT: "Nobody has said how often it comes, so nobody can say when it is late.",
        }.get(self.state) or self.says_next

    @property
    def says_next(self):
        if self.state == FeedState.DUE:
            days = self.feed.grace_days
            return f"Expected since {day_in_words(self.expected_on)}, and late after {days} days of grace."
        return f"The next file is expected by {day_in_words(self.expected_on)}."


def standings(*, on=None, known_at=None, feeds=None, told=None):
    """How each feed (of `feeds`, or every one) stands on a day (today), in the register's order. One query; none where
    a page has asked these questions together with its own (`told`)."""
    on = on or timezone.localdate()
    told = told or _ask(known_at=known_at)
    taken, held, covered = defaultdict(list), defaultdict(list), last_days(told.covered_until)
    for row in told.taken:
        taken[row.feed_id].append(row)
    for row in told.held:
        held[row.feed_id].append(row.load)
    return [
        standing(feed, taken[feed.pk], held[feed.pk], covered.get((feed.dataset, feed.source), {}), on=on)
        for feed in (told.feeds if feeds is None else feeds)
    ]


def questions(known_at=None):
    """What is asked to say how feeds stand, as querysets by name."""
    return {
        "feeds": Feed.objects.all(), "taken": latest_taken(known_at), "held": held_loads(known_at),
        "covered_until": last_days_told(known_at),
    }


_ask = compiled_once(questions)


def standing(feed, taken, held, covered, *, on):
    """How one feed stands, from its latest files and what it covers by kind."""
    held = [load for load in held if not taken or load.pk > taken[0].load_id]
    last_file_on = timezone.localdate(taken[0].load.finished_at) if taken else None
    covers_until = min(min(covered.values()), on) if covered else None
    reaches_to = covers_until or last_file_on
    expected_on, late_by = lateness(reaches_to, beat_days=feed.beat_days, grace_days=feed.grace_days, on=on)
    late_by = late_by if feed.is_active else 0
    return Standing(
        feed=feed, last_file_on=last_file_on, covers_until=covers_until, reaches_to=reaches_to,
        expected_on=expected_on, late_by=late_by, held=tuple(held),
        state=state_of(
            is_active=feed.is_active, held=bool(held), has_file=bool(taken or covered), expected_on=expected_on,
            late_by=late_by, on=on,
        ),
        usual=usual_of([brought_by(each) for each in taken]),
        kinds=frozenset(covered).union(*(each.kinds for each in taken)), beat_so_far=beat_so_far(taken),
    )


def latest_taken(known_at=None):
    """The latest files of each feed that were taken by `known_at` (now), the latest first."""
    rows = Delivery.objects.filter(load__state__in=TAKEN)
    if known_at is not None:
        rows = rows.filter(load__finished_at__lte=known_at)
    rows = rows.annotate(place=Window(RowNumber(), partition_by=F("feed"), order_by=F("load").desc()))
    return rows.filter(place__lte=LOOKED_BACK).select_related("load").defer("load__rejected_file").order_by("-load")


def held_loads(known_at=None):
    """The files that were held at `known_at` (now), the latest first.

    A held word of how complete feeds are is not a file of any of them: it holds up nothing that is known without it.
    """
    rows = Delivery.objects.filter(load__held__isnull=False)
    if known_at is None:
        rows = rows.filter(load__held__decision="")
    else:
        rows = rows.filter(
            Q(load__held__decided_at=None) | Q(load__held__decided_at__gt=known_at), load__held__held_at__lte=known_at
        )
    return rows.select_related("load").defer("load__rejected_file").order_by("-load")


def beat_so_far(taken):
    """The usual number of days from one file to the next, of the files so far; None while too few came."""
    days = [each.covers_to or timezone.localdate(each.load.finished_at) for each in taken]
    gaps = [(new - old).days for new, old in zip(days, days[1:], strict=False)]
    return median_low(gaps) or None if len(gaps) >= ENOUGH_FILES else None


def in_trouble(*, on=None, known_at=None):
    """The feeds that are late or of which a file is held."""
    return [each for each in standings(on=on, known_at=known_at) if each.in_trouble]
