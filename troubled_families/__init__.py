"""Wiring: settings, addresses, Celery and its timetable, the commands that start things."""

from troubled_families.celery import app as celery_app

__all__ = ["celery_app"]
