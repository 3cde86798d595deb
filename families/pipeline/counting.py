"""How many families of each district, and of each lead worker, are at each stage now: one or two queries each."""

from django.db.models import Count, F, FilteredRelation, Q

from families.accounts.enums import Role
from families.enums import Stage
from families.models import District, Family, FamilyDetails, User
from families.pipeline.rules import STAGES, Area

OF_STAGE = dict(zip(STAGES, (
    Stage.ACTIVE_PLAN, Stage.AWAITING_LEAD_WORKER, Stage.INFORMATION_GATHERING, Stage.SUSTAINING, Stage.CLOSED,
), strict=True))
NOBODY = "nobody"  # names, in addresses, the families without a lead worker or without a district


def districts_overseen(user):
    """The districts whose families this manager oversees: all of them, or their own."""
    if user.role == Role.PROGRAMME_MANAGER:
        return District.objects.all()
    return District.objects.filter(pk=user.district_id)


def areas_of(user):
    """Each district this manager oversees as an `Area`, by name; last, families that have no district."""
    counted = {row["district"]: row for row in by_stage(details_seen_by(user), "district")}
    areas = [
        area(row.name, counted.get(row.pk, {}), estimate=row.estimate or 0, key=row.code)
        for row in districts_overseen(user)
    ]
    return areas + ([area("No district", counted[None], key=NOBODY)] if None in counted else [])


def teams_of(user, district):
    """Each lead worker in one district as an `Area` without an estimate, by name; last, those of none of them."""
    rows = details_seen_by(user).filter(district=district).annotate(
        led=FilteredRelation(
            "family__lead_workers",
            condition=Q(family__lead_workers__superseded_at=None, family__lead_workers__ends_on=None),
        ),
        worker=F("led__worker"),
    )
    counted = {row["worker"]: row for row in by_stage(rows, "worker")}
    workers = User.objects.filter(pk__in=[pk for pk in counted if pk]).order_by("last_name", "first_name", "username")
    areas = [area(str(worker), counted[worker.pk], key=str(worker.pk)) for worker in workers]
    return areas + ([area("Nobody who signs in here", counted[None], key=NOBODY)] if None in counted else [])


def details_seen_by(user):
    """What is believed of the families that this person may open."""
    return FamilyDetails.objects.current().filter(family__in=Family.objects.visible_to(user))


def by_stage(rows, what):
    """Rows counted by one thing and, in columns, by stage."""
    return rows.values(what).annotate(
        **{name: Count("family", filter=Q(stage=stage), distinct=True) for name, stage in OF_STAGE.items()}
    ).order_by()


def area(name, counts, **more):
    """Counts as an `Area`; what was not counted is none."""
    return Area(name, **{stage: counts.get(stage, 0) for stage in STAGES}, **more)
