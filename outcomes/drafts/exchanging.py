"""Plans going out and coming in as files, with the examples and the core plan that belong to them."""

from outcomes import plan_file
from outcomes.drafts.standing import read_draft_examples, read_plan
from outcomes.models import PlanBackground
from outcomes.plan_file import BasedOn
from outcomes.plan_file.examples import read_examples


def file_of_draft(draft):
    """The draft as a file. One that is not sound yet is written as it stands."""
    plan, _ = read_plan(draft)
    examples, _ = read_draft_examples(draft)
    if plan is None:
        return draft.text + (f"\n{draft.examples}" if draft.examples else "")
    return plan_file.dump_exchange(plan, examples=examples, based_on=based_on(draft.core), reasons=draft.reasons)


def file_of_version(published):
    """A published version as a file, with what it was published with."""
    background = background_of(published)
    if background is None:
        return published.toml
    return plan_file.dump_exchange(
        plan_file.parse(published.toml), examples=read_examples(background.examples),
        based_on=based_on(background.core),
        reasons={departure["at"]: departure["reason"] for departure in background.departures},
    )


def background_of(published):
    """What a version was published with, or None."""
    return PlanBackground.objects.select_related("core").filter(plan=published).first()


def based_on(core):
    """How a file names a core plan; None for none."""
    return BasedOn(core.code, core.version, core.digest) if core else None
