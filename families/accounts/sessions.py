"""Sessions in the database that know until when they last."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as KeptInDatabase
from django.utils import timezone

A_MINUTE = timedelta(minutes=1)


class SessionStore(KeptInDatabase):
    """A session that need not be written with every request to last from the latest one on."""

    lasts_until = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row is not None:
            self.lasts_until = row.expire_date
        return row

    @property
    def was_written_a_while_ago(self):
        """Whether it was written more than a minute ago."""
        last = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return self.lasts_until is not None and self.lasts_until < timezone.now() + last - A_MINUTE
