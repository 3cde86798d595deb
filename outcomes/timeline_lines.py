"""The lines that verdicts add to a family's timeline."""

from django.db.models import F

from families.timeline.sources import Source, Told
from outcomes.enums import Status
from outcomes.models import Verdict


def verdict(said, names):
    """What a night's judging changed."""
    status = Status(said["status"]).label.lower()
    return Told(f"{said['headline']}: {status}")


def verdicts_of(scope):
    """Every verdict that was known by the moment: each is a change."""
    found = Verdict.objects.filter(family=scope.family)
    return found if scope.known_at is None else found.filter(known_at__lte=scope.known_at)


VERDICTS = Source(
    "verdict", "verdict", "judged_on", {"status": F("status"), "headline": F("criterion__headline__name")}, verdict,
    verdicts_of, "person", recorded="known_at", is_belief=False,
)
