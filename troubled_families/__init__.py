"""Wiring: settings, addresses, Celery and its timetable, the commands that start things."""
