"""The lines that verdicts add to a family's timeline."""

from django.db.models import F

from families.timeline.sources import Source, Told
from outcomes.enums import Status
from outcomes.models import Verdict
from outcomes.sentences import title


def verdict(said, names):
    """What a night's judging changed."""
    status = Status(said["status"]).label.lower()
    return Told(f"{said['headline']}: {status}", title(said["kind"], said["parameters"]))


def verdicts_of(scope):
    """Every verdict that was known by the moment, but where a criterion does not apply: each is a change."""
    found = Verdict.objects.filter(family=scope.family).exclude(status=Status.NEUTRAL)
    return found if scope.known_at is None else found.filter(known_at__lte=scope.known_at)


VERDICTS = Source(
    "verdict", "verdict", "judged_on", {
        "status": F("status"), "headline": F("criterion__headline__name"), "kind": F("criterion__kind"),
        "parameters": F("criterion__parameters"),
    }, verdict, verdicts_of, "person", recorded="known_at", is_belief=False,
)
