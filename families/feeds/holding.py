"""Keeping a file for a person who will say whether it is taken or goes back."""

import zlib

from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.enums import LoadState
from families.facts.reading import FileRefused
from families.feeds.deliveries import as_kept, keep_deliveries
from families.feeds.models import HeldFile

PIECE = 1 << 20
MOST_BYTES_KEPT = 100 << 20  # compressed, in the database


def hold(load, found, table, *, strict, covers):
    """Holds the file of a running load: nothing of it counts until somebody accepts it. Gives the load.

    Raises `FileRefused` when it is too large to be kept.
    """
    first, last = covers or (None, None)
    held, _ = HeldFile.objects.update_or_create(
        load=load, defaults={
            "content": compressed(table.sent), "strict": strict, "covers_from": first, "covers_to": last,
            "odd": as_kept(found.odd), "held_at": timezone.now(),
        },
    )
    keep_deliveries(load, found.arrivals)
    load.state, load.rejected = LoadState.HELD, 0
    load.message = f"Not loaded yet, because it is not as usual. {' '.join(each.sentence for each in found.odd)}"
    load.save()
    record(
        Verb.LOADED, by=load.by, about=load,
        detail=f"{load.dataset}: {load.rows} rows, held, {len(held.odd)} things odd",
    )
    return load


def compressed(file):
    """What was sent, compressed."""
    packer, pieces, size = zlib.compressobj(), [], 0
    file.seek(0)
    while piece := file.read(PIECE):
        pieces.append(packer.compress(piece))
        size += len(pieces[-1])
        if size > MOST_BYTES_KEPT:
            raise FileRefused(
                "The file is not as usual, and too large to be kept here until somebody has looked at it. "
                "Look at it, then load it with a reason (--accept-odd), or in parts."
            )
    return b"".join([*pieces, packer.flush()])


def unpacked(content):
    """What was sent, as it was sent."""
    return zlib.decompress(bytes(content))
