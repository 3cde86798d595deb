"""What the page of a draft shows besides the plan itself: how it stands, and what each part can be done with."""

from functools import cached_property

from outcomes.drafts.actions import run_examples
from outcomes.drafts.rules import in_the_way, reaches_back
from outcomes.drafts.standing import (
    departures_of,
    is_stale,
    latest_preview,
    read_draft_examples,
    read_plan,
    standing_of,
)
from outcomes.plan_file.exchange import split


class DraftPage:
    """One draft as its page shows it."""

    def __init__(self, draft):
        self.draft = draft
        self.plan, self.faults = read_plan(draft)
        self.examples, self.example_faults = read_draft_examples(draft)
        self.preview = latest_preview(draft)

    @cached_property
    def standing(self):
        """All that decides whether it may be published."""
        runs = run_examples(self.plan, self.examples) if self.plan else []
        return standing_of(self.draft, failing=sum(not run.passes for run in runs))

    @cached_property
    def to_do(self):
        """What must be done before it may be published, in sentences."""
        return list(in_the_way(self.standing))

    @property
    def reaches_back(self):
        """The sentence about days that were judged already; empty where there are none."""
        return reaches_back(self.standing)

    @property
    def preview_is_stale(self):
        """Whether the draft was changed since it was previewed."""
        return self.preview is not None and is_stale(self.preview, self.plan)

    @cached_property
    def departures(self):
        """Where it departs from its core plan, each with its reason."""
        return departures_of(self.draft.core, self.plan, self.draft.reasons) if self.plan and self.draft.core else []

    @cached_property
    def headlines(self):
        """The headlines as they are edited: code, name, and codes of criteria; also while the plan is not sound."""
        tables = split(self.draft.text)[0].get("headline")
        return [
            {
                "code": entry.get("code"), "name": entry.get("name") or entry.get("code") or "A headline with no name",
                "criteria": [each.get("code") for each in _tables(entry.get("criterion"))],
            }
            for entry in _tables(tables)
        ]


def _tables(held):
    return [entry for entry in held if isinstance(entry, dict)] if isinstance(held, list) else []
