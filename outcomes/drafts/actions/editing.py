"""Writing drafts: every change is added to what was done before, and nobody writes over what they have not seen."""

from django.db import transaction
from django.utils import timezone

from families.enums import Framework
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes import plan_file
from outcomes.enums import DraftState
from outcomes.models import CorePlan, DraftChange, PlanDraft
from outcomes.permissions import check_can_change_draft, check_can_draft

PARTS = ("text", "examples", "reasons", "core")


class Overtaken(Refused):
    """Somebody changed the draft after this person opened it. `changes` are those that this person has not seen."""

    def __init__(self, changes):
        self.changes = changes
        names = list(dict.fromkeys(str(change.by) for change in changes))
        super().__init__(
            f"{' and '.join(names)} changed this draft after you opened it. What you typed is still here. Look at what "
            "was changed, then save again if yours should stand."
        )


@transaction.atomic
def start_draft(*, code, text, by, examples="", based_on=None, core=None, reasons=None, what="Started the draft"):
    """Starts a draft of the plan of this framework with these texts. Raises Refused."""
    check_can_draft(by)
    if code not in Framework.values:
        raise Refused(
            f'No family is worked with under "{code}". The code of a plan is one of: {", ".join(Framework.values)}.'
        )
    now = timezone.now()
    draft = PlanDraft.objects.create(
        code=code, text=text, examples=examples, core=core, reasons=reasons or {}, based_on=based_on,
        started_at=now, started_by=by,
    )
    _note(draft, what, by, now)
    record(Verb.RECORDED, by=by, about=draft, detail=f"draft of {code}")
    return draft


@transaction.atomic
def change_draft(*, draft, by, revision, what, **parts):
    """Changes some parts of a draft (`PARTS`) that this person saw at `revision`; `what` says it in words.

    Raises Overtaken when somebody else changed it meanwhile, and Refused. Changing nothing leaves the draft alone.
    """
    held = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    check_can_change_draft(held, by)
    if held.revision != revision:
        raise Overtaken(list(held.changes.filter(revision__gt=revision).select_related("by").order_by("revision")))
    if unknown := parts.keys() - set(PARTS):
        raise TypeError(f"A draft has no {unknown}.")
    if all(getattr(held, part) == value for part, value in parts.items()):
        return held
    for part, value in parts.items():
        setattr(held, part, value)
    held.revision += 1
    held.save(update_fields=[*parts, "revision"])
    _note(held, what, by, timezone.now())
    record(Verb.CORRECTED, by=by, about=held, detail=f"change {held.revision}")
    return held


@transaction.atomic
def discard_draft(*, draft, by):
    """Puts a draft away for good. It can still be read."""
    held = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    check_can_change_draft(held, by)
    held.state, held.closed_at, held.closed_by = DraftState.DISCARDED, timezone.now(), by
    held.save(update_fields=["state", "closed_at", "closed_by"])
    record(Verb.WITHDREW, by=by, about=held)
    return held


@transaction.atomic
def take_in_core(*, text, by):
    """Keeps a version of a core plan, from its file. The same file again gives the same version.

    Raises PlanFaults, and Refused when this version is here and says something else.
    """
    check_can_draft(by)
    plan = plan_file.read_exchange(text).plan
    digest = plan_file.digest(plan)
    core, is_new = CorePlan.objects.get_or_create(
        code=plan.code, version=plan.version,
        defaults={
            "name": plan.name, "toml": plan_file.dump(plan), "digest": digest, "taken_in_at": timezone.now(),
            "taken_in_by": by,
        },
    )
    if core.digest != digest:
        raise Refused(
            f"Version {plan.version} of the core plan {plan.code} is here already and says "
            "something else. Ask whoever sent it for a new version number."
        )
    if is_new:
        record(Verb.RECORDED, by=by, about=core, detail=f"core plan {core.code} version {core.version}")
    return core


def _note(draft, what, by, at):
    DraftChange.objects.create(
        draft=draft, revision=draft.revision, at=at, by=by, what=what, text=draft.text, examples=draft.examples
    )
