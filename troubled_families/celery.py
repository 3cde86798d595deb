"""Celery, and the one timetable. Keys are sentences; the work itself is decided by rows in the database."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troubled_families.settings")

from django.conf import settings  # noqa: E402  (settings need the variable above)

from troubled_families.settings import broker_url  # noqa: E402

TIMETABLE = {
    "Every night at two, open the night's run and wake the workers": {
        "task": "claims.tasks.open_night",
        "schedule": crontab(hour=2, minute=0),
    },
    "Every five minutes, open a night that was missed and wake what was left undone": {
        "task": "claims.tasks.sweep_nights",
        "schedule": crontab(minute="*/5"),
    },
    "Every five minutes, wake what was left undone of previews of drafts": {
        "task": "outcomes.tasks.sweep_previews",
        "schedule": crontab(minute="*/5"),
    },
    "Every five minutes, wake what was left undone of replays": {
        "task": "outcomes.tasks.sweep_replays",
        "schedule": crontab(minute="*/5"),
    },
    "Every five minutes, seal what was approved and has no pack yet": {
        "task": "claims.tasks.seal_packs",
        "schedule": crontab(minute="*/5"),
    },
    "Every morning at half past six, tell people what fell due and what changed": {
        "task": "claims.tasks.tell_news",
        "schedule": crontab(hour=6, minute=30),
    },
    "Every morning at seven, send the daily e-mails": {
        "task": "families.tasks.send_digests",
        "schedule": crontab(hour=7, minute=0),
    },
    "Every night at three, forget the sessions that ended": {
        "task": "families.tasks.forget_ended_sessions",
        "schedule": crontab(hour=3, minute=0),
    },
    "Every night at ten past three, forget the drafts that nobody went on with for 90 days": {
        "task": "families.tasks.forget_old_drafts",
        "schedule": crontab(hour=3, minute=10),
    },
}

app = Celery("troubled_families")
app.conf.update(
    broker_url=broker_url(),
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 7200, "unacked_restore_interval": 10, "unacked_restore_throttle": 1,
    },
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_serializer="json",
    accept_content=["json"],
    task_time_limit=1800,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone=settings.TIME_ZONE,
    beat_schedule=TIMETABLE,
)
app.autodiscover_tasks()
