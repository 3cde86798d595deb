"""Ties Celery to Django."""

from django.apps import AppConfig


class TroubledFamiliesConfig(AppConfig):
    name = "troubled_families"
    verbose_name = "Wiring"

    def ready(self):
        """Makes Celery's app, so that tasks sent from a page find the broker.

        Not done when the package is imported: the embedded servers are started from this package before the
        settings, which Celery needs, can be read.
        """
        from troubled_families.celery import app

        app.set_current()
