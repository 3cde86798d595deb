"""Publishing a draft, by somebody who did not write it; and a file, with what goes with it, by command."""

from django.db import transaction
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes import plan_file
from outcomes.actions import publish_plan
from outcomes.drafts.actions.editing import Overtaken
from outcomes.drafts.actions.examples import run_examples
from outcomes.drafts.rules import in_the_way, reaches_back
from outcomes.drafts.standing import core_and_departures, departures_of, read_draft_examples, read_plan, standing_of
from outcomes.enums import DraftState
from outcomes.models import PlanBackground, PlanDraft
from outcomes.permissions import check_can_publish_draft, check_can_publish_plan
from outcomes.plan_file.examples import dump_examples


@transaction.atomic
def publish_draft(*, draft, by, revision, understood=False):
    """Publishes a draft as this person saw it at `revision`, for good. Gives the published plan.

    `understood` says that the person was told that days judged already would now be judged differently. Raises
    Refused with the first thing that is in the way, and Overtaken when the draft was changed meanwhile.
    """
    held = PlanDraft.objects.select_for_update(of=("self",)).select_related("core").get(pk=draft.pk)
    check_can_publish_draft(held, by)
    if held.revision != revision:
        raise Overtaken(list(held.changes.filter(revision__gt=revision).select_related("by").order_by("revision")))
    plan, _ = read_plan(held)
    examples, _ = read_draft_examples(held)
    runs = run_examples(plan, examples) if plan else []
    standing = standing_of(held, failing=sum(not run.passes for run in runs))
    for sentence in in_the_way(standing):
        raise Refused(sentence)
    if reaches_back(standing) and not understood:
        raise Refused("Say that you know that days which were judged already would now be judged differently.")
    publication = publish_plan(text=held.text, by=by)
    if not publication.is_new:
        raise Refused(f"Version {plan.version} was published just now by somebody else.")
    _keep_background(
        publication.plan, examples=examples, core=held.core,
        departures=departures_of(held.core, plan, held.reasons) if held.core else [],
    )
    held.state, held.closed_at, held.closed_by = DraftState.PUBLISHED, timezone.now(), by
    held.published_as = publication.plan
    held.save(update_fields=["state", "closed_at", "closed_by", "published_as"])
    record(Verb.PUBLISHED, by=by, about=held, detail=f"as {plan.code} version {plan.version}")
    return publication.plan


@transaction.atomic
def publish_exchange(*, text, by):
    """Publishes a plan file with what goes with it. Its examples must pass; its core must be here.

    Raises PlanFaults and Refused, like `publish_plan`, which it is for a file with nothing but the plan.
    """
    check_can_publish_plan(by)
    exchange = plan_file.read_exchange(text)
    core, departures = core_and_departures(exchange)
    if unexplained := [each for each in departures if not each.reason]:
        raise Refused(f"No reason is given for a departure from the core plan: {unexplained[0].difference}.")
    failing = [run for run in run_examples(exchange.plan, exchange.examples) if not run.passes]
    if failing:
        run = failing[0]
        raise Refused(f"The example family “{run.name}” does not come out as expected. {run.differences[0]}")
    publication = publish_plan(text=plan_file.dump(exchange.plan), by=by)
    if publication.is_new:
        _keep_background(publication.plan, examples=exchange.examples, core=core, departures=departures)
    return publication


def _keep_background(published, *, examples, core, departures):
    """What a version was published with; nothing where it came alone."""
    if examples or core:
        PlanBackground.objects.create(
            plan=published, examples=dump_examples(examples), core=core,
            departures=[departure.as_data() for departure in departures],
        )
