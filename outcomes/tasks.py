"""Messages about replays and previews. Each only means "look": what is to do, and how far it has come, are rows in the
database."""

import logging

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from outcomes.drafts import actions as drafts
from outcomes.replays import actions as replays

logger = logging.getLogger(__name__)


@shared_task
def work_replay_part(part_id):
    """Works one part of a replay; harmless when done already."""
    replays.work_replay_part(part_id)


@shared_task
def sweep_replays():
    """Wakes what was left undone, and finishes replays whose last parts met."""
    replays.finish_replays()
    wake(replays.waiting_parts())


@shared_task
def work_preview_chunk(chunk_id):
    """Works out one chunk of a preview of a draft; harmless when done already."""
    drafts.work_preview_chunk(chunk_id)


@shared_task
def sweep_previews():
    """Wakes what was left undone of any preview."""
    wake(drafts.waiting_preview_chunks(), work_preview_chunk)


def wake(parts, task=work_replay_part):
    """Sends one message for each part, once what planned them is committed. Without a broker the sweep does it."""
    def send():
        try:
            for part_id in parts:
                task.delay(part_id)
        except OperationalError:
            logger.warning("The broker cannot be reached; the sweep will wake %s parts.", len(parts))
    transaction.on_commit(send)
