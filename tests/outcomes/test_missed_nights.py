"""A night is missed only once its hour has passed."""

import time_machine

from outcomes.models import Night
from outcomes.nights.actions import open_missed_night


@time_machine.travel("2026-11-22T01:59:00+00:00", tick=False)
def test_night_is_not_missed_before_its_hour(db):
    assert open_missed_night() is None
    assert not Night.objects.exists()


@time_machine.travel("2026-07-22T01:00:00+00:00", tick=False)
def test_night_is_missed_from_its_hour_on_by_local_time(db):
    assert str(open_missed_night().business_date) == "2026-07-22"
    assert open_missed_night() == Night.objects.get()
