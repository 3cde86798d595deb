"""Messages about previews of drafts. Each only means "look": what is to do is rows in the database."""

import logging

from celery import shared_task
from django.db import transaction

from outcomes.drafts.actions import waiting_preview_chunks
from outcomes.drafts.actions import work_preview_chunk as work

logger = logging.getLogger(__name__)


@shared_task
def work_preview_chunk(chunk_id):
    """Works out one chunk of a preview; harmless when done already."""
    work(chunk_id)


@shared_task
def sweep_previews():
    """Wakes what was left undone of any preview."""
    wake()


def wake():
    """Sends one message for every waiting chunk. Without a broker nothing is lost: the next sweep sends them."""
    chunks = list(waiting_preview_chunks())

    def send():
        try:
            for chunk_id in chunks:
                work_preview_chunk.delay(chunk_id)
        except work_preview_chunk.OperationalError:
            logger.warning("The broker cannot be reached, so previews wait for the next sweep.")

    transaction.on_commit(send)
