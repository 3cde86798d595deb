"""What a staged file brings of each feed, beside what that feed usually brings. Part of loading; writes with the load.

Called between weighing and writing, under the lock of the dataset, so that nobody else adds to a feed meanwhile.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from families.facts.enums import EventKind, SpellKind
from families.facts.grades import SOURCE_KEY_WORKER, grade_of_feed
from families.feeds.enums import Oddity
from families.feeds.models import TAKEN, Delivery, Feed
from families.feeds.rules import (
    ENOUGH_FILES,
    GRACE_DAYS,
    LOOKED_BACK,
    Brought,
    Odd,
    coverage_ahead,
    sources_missing,
    what_is_odd,
)
from families.models import Coverage, Load

# How the rows of each dataset are told apart: source, kind, school, first and last day. SQL about `w`, a weighed row.
MEASURED = {
    "term_records": ("''", "NULL", "w.school", "term.starts_on", "term.ends_on"),
    "events": ("w.source", "w.kind", "NULL", "w.occurred_on", "w.occurred_on"),
    "spells": ("w.source", "w.kind", "NULL", "w.starts_on", "w.starts_on"),
    "scores": ("''", "w.tool", "NULL", "w.scored_on", "w.scored_on"),
}
TERMS = "LEFT JOIN families_termdates term ON term.term_id = w.v_term_id AND term.superseded_at IS NULL"
HAS_KINDS = {"events": EventKind, "spells": SpellKind}


@dataclass(frozen=True)
class Arrival:
    """What a file brings of one feed, and what is odd about that."""

    feed: Feed
    brought: Brought
    odd: tuple[Odd, ...]


@dataclass(frozen=True)
class Statement:
    """A coverage file's word about one feed: complete from the first to the last of these days."""

    feed: Feed
    first: date
    last: date


def registered(dataset, source, *, supplier=""):
    """The feed; one that is not known yet registers itself with the grade that its source's name suggests."""
    feed, _ = Feed.objects.get_or_create(
        dataset=dataset, source=source,
        defaults={
            "grade": grade_of_feed(dataset, source), "grace_days": GRACE_DAYS, "registered_at": timezone.now(),
            "supplier": supplier or ("Schools" if dataset == "term_records" else source),
        },
    )
    return feed


def arrivals(cursor, dataset, load, *, covers, ends_cleanly):
    """What the staged file brings of each of its feeds, each beside its past. Empty for datasets that are no feed's.

    Gives the arrivals and all that is odd. A file that was taken before, byte for byte, brings nothing.
    """
    if dataset.name not in MEASURED or was_taken_before(load):
        return [], []
    found, past, all_odd = [], {}, []
    for source, brought in measured(cursor, dataset).items():
        feed = registered(dataset.name, source)
        brought = replace(brought, ends_cleanly=ends_cleanly)
        if covers:
            brought = replace(brought, covers_from=covers[0], covers_to=covers[1])
        past[feed] = past_of(feed)
        odd = what_is_odd(
            feed.name, brought, [brought_by(each) for each in past[feed]],
            usual_rows=feed.usual_rows, fewest_rows=feed.fewest_rows,
        )
        found.append(Arrival(feed, brought, tuple(odd)))
        all_odd += odd
    all_odd += odd_as_a_whole(dataset, load, found, past)
    return found, all_odd


def statements_again(cursor, dataset, load, covers):
    """What is said of a file that was taken before, where it is now said to be complete for these days."""
    if not covers or dataset.name not in MEASURED or not was_taken_before(load):
        return []
    return [Statement(registered(dataset.name, source), *covers) for source in measured(cursor, dataset)]


def odd_as_a_whole(dataset, load, found, past):
    """What is odd about the file beyond any one feed: no rows at all, or a source missing."""
    odd = []
    if not load.rows:
        before = Load.objects.filter(dataset=dataset.name, state__in=TAKEN, rows__gt=0).count()
        if before >= ENOUGH_FILES:
            odd.append(Odd(Oddity.EMPTY, f"The file has no rows. The {before:,} files like it before had some."))
    here, said = {arrival.feed.name for arrival in found}, set()
    for deliveries in past.values():
        for each in sources_missing(here, companions(deliveries)):
            if each.sentence not in said:
                odd.append(each)
                said.add(each.sentence)
    return odd


def was_taken_before(load):
    """Whether this very file was loaded before."""
    return Load.objects.filter(
        dataset=load.dataset, sha256=load.sha256, source=load.source, state__in=TAKEN
    ).exclude(pk=load.pk).exists()


def past_of(feed):
    """The latest files taken of a feed, the latest first."""
    return list(feed.deliveries.taken()[:LOOKED_BACK])


def companions(deliveries):
    """Which feeds, by name, each of these files brought."""
    names = defaultdict(set)
    for delivery in Delivery.objects.filter(load__in=[each.load_id for each in deliveries]).select_related("feed"):
        names[delivery.load_id].add(delivery.feed.name)
    return [names[each.load_id] for each in deliveries]


def brought_by(delivery):
    """A kept delivery as the rules read it."""
    return Brought(
        delivery.rows, delivery.kinds, delivery.places, delivery.first_on, delivery.last_on, delivery.covers_from,
        delivery.covers_to, delivery.ends_cleanly,
    )


def measured(cursor, dataset):
    """Source -> what the staged rows bring of it. What is typed here is nobody's feed."""
    source, kind, place, first, last = MEASURED[dataset.name]
    cursor.execute(f"""
        SELECT {source} AS source, {kind}::text AS kind, {place}::text AS place, count(*), min({first}), max({last})
        FROM weighed w {TERMS if dataset.name == "term_records" else ""}
        WHERE {source} IS NOT NULL
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """)
    found = {}
    for source, kind, place, rows, first_on, last_on in cursor.fetchall():
        if source == SOURCE_KEY_WORKER:
            continue
        so_far = found.get(source, Brought(0))
        found[source] = replace(
            so_far, rows=so_far.rows + rows,
            kinds=added(so_far.kinds, kind, rows), places=added(so_far.places, place, rows),
            first_on=min(filter(None, (so_far.first_on, first_on)), default=None),
            last_on=max(filter(None, (so_far.last_on, last_on)), default=None),
        )
    return found


def added(counts, name, rows):
    """The counts with so many more of a name; as they were where there is no name."""
    return counts if name is None else {**counts, name: counts.get(name, 0) + rows}


def keep_deliveries(load, found):
    """Records what a file brought of each feed."""
    Delivery.objects.bulk_create(
        Delivery(
            load=load, feed=each.feed, rows=each.brought.rows, kinds=dict(each.brought.kinds),
            places=dict(each.brought.places), first_on=each.brought.first_on, last_on=each.brought.last_on,
            covers_from=each.brought.covers_from, covers_to=each.brought.covers_to,
            ends_cleanly=each.brought.ends_cleanly, odd=as_kept(each.odd),
        )
        for each in found
    )


def as_kept(odd):
    """Oddities as they are kept."""
    return [{"code": str(each.code), "sentence": each.sentence} for each in odd]


def statements(cursor):
    """What a staged coverage file says anew about each feed: of days beyond those that were held covered so far."""
    cursor.execute("""
        SELECT w.source, w.kind, min(w.starts_on), max(w.ends_on) FROM weighed w
        WHERE w.differs AND w.source IS NOT NULL AND w.kind IS NOT NULL AND w.ends_on > coalesce((
            SELECT max(held.ends_on) FROM families_coverage held
            WHERE held.kind = w.kind AND held.source = w.source AND held.superseded_at IS NULL
        ), '-infinity')
        GROUP BY 1, 2 ORDER BY 1, 2
    """)
    found = {}
    for source, kind, first, last in cursor.fetchall():
        for feed in feeds_that_bring(kind, source):
            so_far = found.get(feed)
            found[feed] = Statement(
                feed, min(first, so_far.first) if so_far else first, max(last, so_far.last) if so_far else last
            )
    return list(found.values())


def feeds_that_bring(kind, source):
    """The feed of this source that would bring this kind; where it never sent a file, all that did bring the kind."""
    dataset = next(name for name, kinds in HAS_KINDS.items() if kind in kinds.values)
    own = registered(dataset, source)
    if own.deliveries.exists():
        return [own]
    others = Feed.objects.filter(dataset=dataset, deliveries__kinds__has_key=kind, deliveries__load__state__in=TAKEN)
    return list(others.distinct()) or [own]


def odd_statements(found):
    """What is odd about a coverage file: it runs ahead of the files that would show it."""
    odd = []
    for each in found:
        past = past_of(each.feed)
        said = past[0].covers_to if len(past) >= ENOUGH_FILES else None
        odd.append(coverage_ahead(
            each.feed.name, each.last, held=held_since(each.feed, past),
            came_since=said is None or said >= each.last,
        ))
    return [each for each in odd if each]


def held_since(feed, past):
    """Whether a file of the feed is held that came after the last one taken (`past`, the latest first)."""
    held = feed.deliveries.held()
    return (held.filter(load__gt=past[0].load_id) if past else held).exists()


def keep_statements(found):
    """Notes on the latest file of each feed for which days it was said to be complete."""
    for each in found:
        latest = each.feed.deliveries.taken().first()
        if latest:
            latest.covers_from = min(filter(None, (latest.covers_from, each.first)))
            latest.covers_to = max(filter(None, (latest.covers_to, each.last)))
            latest.save(update_fields=["covers_from", "covers_to"])


def last_days_told(moment=None):
    """(kind, source, last day) of everything that is covered, as believed at `moment` (now)."""
    return Coverage.objects.known_at(moment).order_by("pk").values_list("kind", "source", "ends_on")


def last_days(told):
    """(dataset, source) -> kind -> the last day covered, of what `last_days_told` holds."""
    found = defaultdict(dict)
    for kind, source, ends_on in told:
        dataset = next(name for name, kinds in HAS_KINDS.items() if kind in kinds.values)
        kinds = found[dataset, source]
        kinds[kind] = max(ends_on, kinds.get(kind, ends_on))
    return found
