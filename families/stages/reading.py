"""Where a family stands in the work, which ways lead on and what they ask for; and how much each worker leads."""

from dataclasses import dataclass

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from families.accounts.enums import Role
from families.accounts.models import User
from families.enums import ProblemStatus, Stage
from families.models import Family, FamilyDetails, LeadWorker
from families.plans.models import PlanAction, PlanReview
from families.plans.reading import plan_in_force
from families.stages import rules
from families.stages.models import StageMove
from families.stages.permissions import may_make


@dataclass(frozen=True)
class Way:
    """A move from the present stage: what it asks for, and whether nothing stands in its way."""

    move: rules.Move
    conditions: tuple[rules.Condition, ...]
    is_free: bool


def needs_met(family):
    """Which of the needs of any move are met today. Five queries."""
    today = localdate()
    plan = plan_in_force(family, today)
    actions = PlanAction.objects.filter(family=family)
    met = {
        rules.PROBLEM: family.problems.current().filter(status=ProblemStatus.ACCEPTED).exists(),
        rules.LEAD_WORKER: family.lead_workers.current().filter(ends_on=None).exists(),
        rules.PLAN: plan is not None,
        rules.REVIEW: plan is not None and PlanReview.objects.current().filter(
            family=family, held_on__gte=plan.agreed_on
        ).exists(),
        rules.NOTHING_OVERDUE: not actions.overdue(today).exists(),
        rules.NOTHING_TO_DO: not actions.to_do().exists(),
    }
    return {need for need, is_so in met.items() if is_so}


def ways_on(family, stage, user):
    """The ways from a stage that this person can go, what they ask for being shown."""
    met = needs_met(family)
    return [
        Way(move, tuple(rules.conditions_of(move, met)), not rules.what_stands_in_the_way(move, met))
        for move in rules.moves_from(stage) if may_make(user, move)
    ]


@dataclass(frozen=True)
class Caseload:
    """How much somebody leads now: open families, and how many of them are at the active plan."""

    user: User
    families: int
    active: int


def caseloads(users=None):
    """What each of those who can lead a family leads now, the least first. One query."""
    opened = FamilyDetails.objects.current().filter(closed_on=None, family=OuterRef("families_led__family"))
    now = Q(families_led__superseded_at=None, families_led__ends_on=None) & Exists(opened)
    active = Exists(opened.filter(stage=Stage.ACTIVE_PLAN))
    users = User.objects.all() if users is None else users
    rows = users.filter(is_active=True, role__in=[Role.KEY_WORKER, Role.TEAM_MANAGER]).annotate(
        families=Count("families_led__family", filter=now, distinct=True),
        active=Count("families_led__family", filter=now & active, distinct=True),
    )
    rows = rows.order_by("families", "last_name", "first_name", "pk")
    return [Caseload(row, row.families, row.active) for row in rows]


def families_without_a_lead(user):
    """Open families this person oversees that nobody leads, those that have waited longest first."""
    leads = LeadWorker.objects.current().filter(family=OuterRef("pk"), ends_on=None)
    since = StageMove.objects.current().filter(family=OuterRef("pk"), after=Stage.AWAITING_LEAD_WORKER)
    rows = Family.objects.visible_to(user).with_details().filter(closed_on=None).exclude(stage=Stage.CLOSED)
    return rows.filter(~Exists(leads)).annotate(
        waiting_since=Coalesce(
            Subquery(since.order_by("-moved_on").values("moved_on")[:1], output_field=DateField()), F("identified_on")
        ),
    ).order_by("waiting_since", "reference")


def waited(since, today=None):
    """How many days a family has waited."""
    return ((today or localdate()) - since).days if since else None
