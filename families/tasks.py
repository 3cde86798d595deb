"""What the timetable does for this app."""

from celery import shared_task

from families.accounts import actions


@shared_task
def forget_ended_sessions():
    """Deletes sessions that ended, with what they kept: a search may name somebody."""
    actions.forget_ended_sessions()
