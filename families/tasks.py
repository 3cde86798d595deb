"""What the timetable does for this app."""

from celery import shared_task
from django.utils.timezone import localdate

from families.accounts import actions
from families.drafts.actions import forget_old_drafts as forget_drafts
from families.notices import actions as notices


@shared_task
def forget_ended_sessions():
    """Deletes sessions that ended, with what they kept: a search may name somebody."""
    actions.forget_ended_sessions()


@shared_task
def forget_old_drafts():
    """Deletes what people began to type long ago and never went on with."""
    forget_drafts()


@shared_task
def send_digests():
    """Sends the daily e-mails of today; those that were sent already are not sent again."""
    notices.send_digests(by=None, on=localdate())
