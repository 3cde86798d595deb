"""What the pages of replays show: figures in words, one page of families judged again, and differences explained."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from families.enums import Framework
from families.models import Family, FamilyDetails
from outcomes.enums import Blocker, ChunkState, Status
from outcomes.judging import judge_families_now
from outcomes.replays.models import Explanation, Replay, ReplayDifference, ReplayPart
from outcomes.wording import counted, day

FAMILY_WORDS = {
    "open": "Open families", "claimable": "Could be claimed", "engaged": "Engaged, with all that asks for",
    "eligible": "With as many problems as the programme asks for",
}
ROUTE_WORDS = {"sustained": "Sustained progress", "employment": "Continuous employment"}
CELL_WORDS = {
    "status": "result", "reason": "reason", "due_on": "due on", "threshold": "threshold", "framework": "programme",
    "plan": "outcomes plan", "engaged": "engaged", "eligible": "eligible", "sustained": "sustained progress",
    "employment": "continuous employment", "claimable": "could be claimed", "route": "route",
    "earliest_on": "earliest day", "blockers": "missing",
}


def replays_with_work():
    """Every replay with how far it has come and how much differs, the latest first."""
    parts = ReplayPart.objects.filter(replay=OuterRef("pk"))
    differences = ReplayDifference.objects.filter(replay=OuterRef("pk"))
    return Replay.objects.select_related("asked_by", "night").order_by("-asked_at", "-pk").annotate(
        part_count=_number_of(parts), parts_done=_number_of(parts.filter(state=ChunkState.DONE)),
        difference_count=_number_of(differences), families_differing=_number_of(differences, "family"),
        unexplained=_number_of(differences.filter(explanation=Explanation.NONE), "family"),
    )


def _number_of(rows, what="pk"):
    """The number of these rows, or of the different things they are about, as part of another query."""
    counted_rows = rows.order_by().values("replay").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(counted_rows), 0)


def readiness_rows(replay):
    """Families by how ready they were: words and number."""
    rows = [(words, replay.readiness.get(name, 0)) for name, words in FAMILY_WORDS.items()]
    for route, words in ROUTE_WORDS.items():
        rows += [
            (f"{words}: {status.label.lower()}", replay.readiness[f"{route} {status.value}"])
            for status in Status if f"{route} {status.value}" in replay.readiness
        ]
    return rows


def status_rows(replay):
    """Verdicts by status: words and number."""
    return [(status.label, replay.statuses.get(status.value, 0)) for status in Status]


def same_before(replay):
    """How many other replays of this day and moment there were, and whether all gave this digest."""
    others = Replay.objects.filter(as_of=replay.as_of, known_at=replay.known_at).exclude(pk=replay.pk)
    digests = list(others.exclude(finished_at=None).values_list("digest", flat=True))
    return len(digests), all(digest == replay.digest for digest in digests)


def families_open_then(replay):
    """The families that were open on the day as it was known at the moment, by reference."""
    then = FamilyDetails.objects.known_at(replay.known_at).filter(identified_on__lte=replay.as_of).filter(
        Q(closed_on=None) | Q(closed_on__gt=replay.as_of)
    )
    return Family.objects.filter(pk__in=then.values("family")).order_by("reference")


@dataclass(frozen=True)
class FamilyThen:
    """One family as it stood."""

    family: Family
    programme: str
    claimable: bool
    routes: tuple[str, ...]
    verdicts: str
    earliest_on: str
    missing: tuple[str, ...]


def families_then(replay, families):
    """These families judged again, as rows of the list."""
    judged = judge_families_now(
        [family.pk for family in families], as_of=replay.as_of, known_at=replay.known_at
    )
    return [_then(family, judged[family.pk]) for family in families if family.pk in judged]


def _then(family, judgement):
    statuses = [verdict.status for headline in judgement.headlines for verdict in headline.verdicts]
    said = [f"{statuses.count(status.value)} {status.label.lower()}" for status in Status if status.value in statuses]
    return FamilyThen(
        family=family, programme=Framework(judgement.framework).label, claimable=judgement.claimable,
        routes=tuple(
            f"{words}: {Status(status).label.lower()}"
            for words, status in (
                (ROUTE_WORDS["sustained"], judgement.sustained), (ROUTE_WORDS["employment"], judgement.employment)
            ) if status
        ),
        verdicts="; ".join(said), earliest_on=day(judgement.earliest_on) if judgement.earliest_on else "",
        missing=tuple(_blocker(code) for code in judgement.blockers),
    )


def _blocker(code):
    return Blocker(code.partition(":")[0]).label.rstrip(".") + "."


def difference_rows(differences):
    """Differences as rows: the difference, what it is about, what was kept and what the replay says."""
    return [
        (difference, _about(difference), _cells(difference.kept, difference.replayed),
         _cells(difference.replayed, difference.kept), difference.get_explanation_display())
        for difference in differences
    ]


def _about(difference):
    if difference.criterion is None:
        return "How ready the family is"
    criterion = f"{difference.criterion.headline.name}, {difference.criterion.get_kind_display().lower()}"
    return f"{criterion}, {difference.person.reference}" if difference.person else criterion


def _cells(said, other):
    if not said:
        return "No such result"
    cells = [
        f"{words}: {_in_words(name, said[name])}" for name, words in CELL_WORDS.items()
        if name in said and said[name] != other.get(name)
    ]
    return "; ".join(cells)


def _in_words(name, value):
    if value in (None, "", []):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_blocker, value))
    return Status(value).label.lower() if name in ("status", "sustained", "employment") else str(value)


def said_of_comparison(replay):
    """One sentence on whether the replay says what was kept, and whether that is good news. `replay` has its counts."""
    if replay.night is None:
        return "No night judged this very day with this very knowledge, so nothing was kept to compare with.", None
    if not replay.difference_count:
        return f"Every result is the one that the night of {day(replay.night.business_date)} kept.", True
    families = counted(replay.families_differing, "family", "families")
    return f"{families} came out otherwise than the night of {day(replay.night.business_date)} kept.", False
