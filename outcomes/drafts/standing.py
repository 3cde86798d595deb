"""How a draft stands: what is wrong with it, how its examples fare, whether its preview is fresh, its departures."""

from dataclasses import dataclass

from django.db.models import Max

from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.comparing import DifferenceInWords, in_one_line
from outcomes.drafts.rules import Standing
from outcomes.drafts.trees import differences, tree_of
from outcomes.models import CorePlan, OutcomesPlan, Readiness
from outcomes.plan_file.examples import read_examples


@dataclass(frozen=True)
class Departure:
    """One place where a plan differs from its core, and why."""

    difference: DifferenceInWords
    reason: str

    def as_data(self):
        """What is kept of it with a published version."""
        return {"at": self.difference.at, "words": str(self.difference), "reason": self.reason}


def read_plan(draft):
    """The draft's plan, or None; and the faults that keep it from being one."""
    try:
        return plan_file.parse(draft.text), []
    except plan_file.PlanFaults as wrong:
        return None, wrong.faults


def read_draft_examples(draft):
    """The draft's example families; and the faults in them, with which there are none."""
    try:
        return read_examples(draft.examples), []
    except plan_file.PlanFaults as wrong:
        return [], wrong.faults


def departures_of(core, plan, reasons):
    """Where a plan differs from its core, each with its reason (empty: none was given yet)."""
    core_plan = plan_file.parse(core.toml)
    return [
        Departure(in_one_line(each, core_plan, plan), reasons.get(each.at, "").strip())
        for each in differences(tree_of(core_plan), tree_of(plan))
    ]


def latest_preview(draft):
    """The latest preview of a draft, or None."""
    return draft.previews.first()


def is_stale(preview, plan):
    """Whether a preview is of another plan than the draft is now."""
    return plan is None or preview.digest != plan_file.digest(plan)


def standing_of(draft, *, failing):
    """All that decides whether a draft may be published; `failing` examples do not come out as expected."""
    plan, faults = read_plan(draft)
    _, example_faults = read_draft_examples(draft)
    preview = latest_preview(draft)
    unexplained = departures_of(draft.core, plan, draft.reasons) if plan and draft.core else []
    published = OutcomesPlan.objects.filter(code=draft.code)
    return Standing(
        faults=len(faults), example_faults=len(example_faults), failing=failing,
        unexplained=sum(not departure.reason for departure in unexplained),
        previewed=preview is not None and preview.finished_at is not None,
        preview_is_stale=preview is not None and is_stale(preview, plan),
        version=plan.version if plan else 0, newest=published.aggregate(most=Max("version"))["most"] or 0,
        effective_from=plan.effective_from if plan else None,
        judged_until=Readiness.objects.filter(framework=draft.code).aggregate(last=Max("judged_on"))["last"],
    )


def core_and_departures(exchange):
    """The core plan that a file names, as we hold it, and where the file departs from it. Raises Refused."""
    if exchange.based_on is None:
        return None, []
    named = exchange.based_on
    core = CorePlan.objects.filter(code=named.code, version=named.version).first()
    if core is None:
        raise Refused(
            f"The plan is based on version {named.version} of the core plan {named.code}, which is not here. "
            "Take in the file of the core plan first."
        )
    if core.digest != named.digest:
        raise Refused(f"Version {named.version} of the core plan {named.code} says something else here than there.")
    return core, departures_of(core, exchange.plan, exchange.reasons)
