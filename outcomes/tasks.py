"""Messages about replays. Each only means "look": what is to do, and how far it has come, are rows in the database."""

import logging

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

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


def wake(parts):
    """Sends one message for each part, once what planned them is committed. Without a broker the sweep does it."""
    def send():
        try:
            for part_id in parts:
                work_replay_part.delay(part_id)
        except OperationalError:
            logger.warning("The broker cannot be reached; the sweep will wake %s parts of replays.", len(parts))
    transaction.on_commit(send)
