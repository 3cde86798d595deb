"""A draft put on a newer version of its core plan: what only one side changed is kept, what both changed is asked."""

from dataclasses import dataclass

from outcomes import plan_file
from outcomes.drafts.comparing import in_one_line
from outcomes.drafts.trees import Difference, merge, tables_from, tree_of


@dataclass(frozen=True)
class ClashInWords:
    """One place that both sides changed: what it is, how it was, and how it is on either side."""

    at: str
    what: str
    base: str
    mine: str
    theirs: str


def choices_of_clash(old, new, plan):
    """The places where the draft and the new version of the core changed the same thing differently."""
    base, theirs = plan_file.parse(old.toml), plan_file.parse(new.toml)
    _, clashes = merge(tree_of(base), tree_of(plan), tree_of(theirs))
    return [_in_words(clash, base, plan, theirs) for clash in clashes]


def _in_words(clash, base, mine, theirs):
    ours = in_one_line(Difference(clash.path, clash.base, clash.mine), base, mine)
    other = in_one_line(Difference(clash.path, clash.base, clash.theirs), base, theirs)
    where = f"{ours.where}, {ours.what[:1].lower()}{ours.what[1:]}" if ours.where else ours.what
    return ClashInWords(clash.at, where, ours.before, ours.after, other.after)


def rebased(old, new, plan, choices):
    """The draft's text on the new version of the core; `choices` (place -> "mine" or "theirs") settle the clashes.

    What the two make together may not be sound; it is then text that the draft's page says the faults of.
    """
    merged, _ = merge(tree_of(plan_file.parse(old.toml)), tree_of(plan), tree_of(plan_file.parse(new.toml)), choices)
    identity = {"code": plan.code, "version": plan.version, "effective_from": plan.effective_from}
    text = plan_file.write_tables(tables_from(merged, identity))
    try:
        return plan_file.dump(plan_file.parse(text))
    except plan_file.PlanFaults:
        return text
