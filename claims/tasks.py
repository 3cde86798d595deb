"""Messages. Each only means "look": what is to do, and how far it has come, are rows in the database."""

from celery import shared_task
from django.db import transaction

from claims.listening import after_judging
from claims.notices.news import tell_of_claims
from claims.packs.actions import seal_what_waits
from families.notices.news import tell_of_families
from outcomes.nights import actions as nights


@shared_task
def open_night():
    """Opens tonight's run, if it is not open yet, and wakes the workers."""
    nights.open_night()
    _wake()


@shared_task
def sweep_nights():
    """Opens a night that was missed, wakes what was left undone, and closes nights whose last chunks met."""
    nights.open_missed_night()
    nights.finish_nights()
    _wake()


@shared_task
def work_chunk(chunk_id):
    """Judges one chunk of a night, and what follows from it, in one transaction; harmless when done already."""
    nights.work_chunk(chunk_id, then=after_judging)


@shared_task
def tell_news():
    """Tells people what fell due in their families and what changed about claims; nobody is told twice."""
    tell_of_families()
    tell_of_claims()


def _wake():
    """Sends one message for every waiting chunk, once what planned them is committed."""
    chunks = list(nights.waiting_chunks())
    transaction.on_commit(lambda: [work_chunk.delay(chunk_id) for chunk_id in chunks])


@shared_task
def seal_packs():
    """Seals what was approved and has no pack yet; harmless when nothing waits."""
    seal_what_waits()
