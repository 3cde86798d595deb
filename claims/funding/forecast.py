"""The forecast: every family's first possible day, added up month by month, and what could go wrong.

It is a sum of dates that the engine gives, never a percentage: `earliest_on` of each family's readiness in force. Only
families whose result was not submitted yet count. A date holds only if all goes well until then, so each month also
says how many more families lack something else.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, Q
from django.db.models.functions import Cast, TruncMonth

from claims.funding.counting import usual_pence
from outcomes.enums import Blocker, Status
from outcomes.models import Readiness

NOW, DATED, LACKING, UNDATED = "now", "dated", "lacking", "undated"
GROUPS = {
    NOW: "can be claimed now",
    DATED: "could be claimed from a day that is known",
    LACKING: "have a day, but something else is missing",
    UNDATED: "have no day yet",
}
DANGERS = {
    Status.NO_DATA: "wait for evidence: a term, a feed or a reading is missing",
    Status.REGRESSED: "lost progress that had been made",
    Status.NOT_MET: "have facts against them at present",
}


@dataclass(frozen=True)
class Month:
    """One month: how many families could first be claimed in it, what they would bring in pence, and how many more
    could if what else is missing were supplied."""

    first_day: date
    families: int
    pence: int
    lacking: int
    running_pence: int


def unclaimed(framework):
    """Readiness in force of the open families of a framework of which no result was submitted yet."""
    return Readiness.objects.current().filter(framework=framework).exclude(
        blockers__contains=[Blocker.ALREADY_CLAIMED]
    )


WITH_DAY = Q(earliest_on__isnull=False)
IN_GROUP = {
    NOW: Q(claimable=True),
    DATED: WITH_DAY & Q(claimable=False, blockers=[]),
    LACKING: WITH_DAY & Q(claimable=False) & ~Q(blockers=[]),
    UNDATED: Q(earliest_on__isnull=True),
}


def in_group(readiness, group):
    """Those of one group; together the groups are everybody."""
    return readiness.filter(IN_GROUP[group])


def by_group(framework):
    """How many families are in each group."""
    return unclaimed(framework).aggregate(**{
        group: Count("pk", filter=condition) for group, condition in IN_GROUP.items()
    })


def months(framework, today):
    """The months in which families could first be claimed; what can be claimed now is in the present one."""
    this_month = today.replace(day=1)
    counted = (
        unclaimed(framework).filter(IN_GROUP[NOW] | WITH_DAY)
        .values("route", month=Cast(TruncMonth("earliest_on"), DateField()))
        .annotate(number=Count("pk", filter=IN_GROUP[NOW] | IN_GROUP[DATED]),
                  lacking=Count("pk", filter=IN_GROUP[LACKING])).order_by()
    )
    found = {}
    for row in counted:
        month = max(row["month"], this_month)
        families, pence, lacking = found.get(month, (0, 0, 0))
        found[month] = (
            families + row["number"], pence + row["number"] * usual_pence(framework, row["route"], month),
            lacking + row["lacking"],
        )
    running, listed = 0, []
    for month in sorted(found):
        families, pence, lacking = found[month]
        running += pence
        listed.append(Month(month, families, pence, lacking, running))
    return listed


def endangered(status):
    """That a headline of this status is in the way of either route."""
    return Q(in_the_way__sustained__contains=[{"status": status}]) | Q(
        in_the_way__employment__contains=[{"status": status}], sustained=""
    )


def dangers(framework):
    """What could go wrong: (status, words, number of unclaimed families)."""
    found = unclaimed(framework).filter(claimable=False).aggregate(**{
        status.value: Count("pk", filter=endangered(status)) for status in DANGERS
    })
    return [(status, words, found[status.value]) for status, words in DANGERS.items()]


def families_behind(framework, *, group="", danger="", month=None, today):
    """The readiness rows behind a figure: of a group or a danger, and of one month where that is given.

    Of a month without a group: those that lack nothing, as the month counts them.
    """
    rows = unclaimed(framework)
    if month and not group:
        rows = in_group(rows, NOW) | in_group(rows, DATED)
    if danger:
        rows = rows.filter(endangered(danger), claimable=False)
    if group:
        rows = in_group(rows, group)
    if month:
        next_month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        this_month = today.replace(day=1)
        rows = rows.filter(earliest_on__lt=next_month)
        if month > this_month:
            rows = rows.filter(earliest_on__gte=month)
    return rows.select_related("family").order_by("earliest_on", "family__reference")
