"""What to say of one verdict about the feeds that it rests on."""

from dataclasses import replace
from datetime import timedelta

from families.feeds.enums import FeedState
from outcomes.enums import Reason, Status
from outcomes.relying.reads import brings, reads
from outcomes.suppliers import many_of
from outcomes.wording import both, day

SILENT = (Reason.FEED_STALE, Reason.FEED_GAP, Reason.TERM_MISSING)
ONE_DAY = timedelta(days=1)


def feed_notes(verdict, standings, as_of) -> tuple[str, ...]:
    """The sentences about feeds for one verdict; none where no feed has to do with it.

    `standings` are those of every feed on the day of judging.
    """
    wanted = reads(verdict.kind, verdict.parameters)
    if verdict.status == Status.NO_DATA and verdict.reason in SILENT:
        wanted = replace(wanted, **{"kinds" if verdict.reason == Reason.TERM_MISSING else "datasets": frozenset()})
        behind = [each for each in standings if brings(each, wanted)]
        silent = unheard_of(wanted, behind) if wanted.kinds else []
        return (*map(lacking, behind), *silent)
    if verdict.status == Status.MET:
        return tuple(relied_on(each, wanted, as_of) for each in standings if each.in_trouble and brings(each, wanted))
    return ()


def lacking(standing):
    """How a feed stands that a verdict waits for: its name, its supplier, since when."""
    if standing.in_trouble or standing.state in (FeedState.STOPPED, FeedState.NOT_BEGUN):
        return f"{standing.feed.name}. {standing.says}"
    if standing.reaches_to:
        return f"{standing.feed.name}. What has come reaches to {day(standing.reaches_to)}. {standing.says}"
    return f"{standing.feed.name}. {standing.says}"


def unheard_of(wanted, behind):
    """That no feed at all brings some of what is read."""
    unknown = wanted.proven - frozenset().union(*(each.kinds for each in behind))
    if not unknown:
        return []
    return [f"No feed has ever told us about {both(many_of(sorted(unknown)))}."]


def relied_on(standing, wanted, as_of):
    """That a met verdict rests on a feed in trouble, and until when it may."""
    until = None
    if standing.covers_until and standing.kinds & wanted.proven and wanted.lag_days:
        until = standing.covers_until + timedelta(days=wanted.lag_days) + ONE_DAY
    words = f"{standing.feed.name}. {standing.says}"
    if until is None or until < as_of:
        return f"{words} This result rests on what came before."
    return f"{words} This result can be relied on until {day(until)}, if no more comes before."
