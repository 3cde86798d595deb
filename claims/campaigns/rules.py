"""How a sample is drawn, and what may become of a claim in it. Values in, values out: no queries, no clock.

The draw can be repeated by hand, from the two files of a campaign:

1. The frame is the file of all the claims in the window, by reference. Its SHA-256 is fixed before there is a seed.
2. A claim's key is the SHA-256, in hexadecimal, of `SEED:REFERENCE:1`. Where the sample is weighted by risk, a claim
   has several tickets, `SEED:REFERENCE:1`, `SEED:REFERENCE:2` and so on, and its key is the smallest of theirs.
3. Claims are drawn in the order of their keys, smallest first; in a stratified sample, so within each group.
4. The claims that are always audited are in the sample beside it, whatever their keys.
5. A sample that is extended, and a claim that takes the place of one that left, follow in the same order.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from claims.campaigns.enums import OPEN, Groups, ItemState, Method, Part, Step
from families.accounts.enums import Role

A, M = Role.AUDITOR, Role.PROGRAMME_MANAGER
S = ItemState


@dataclass(frozen=True)
class Framed:
    """One claim of a frame. `weight` is its number of tickets, `must` whether it is always audited."""

    reference: str
    digest: str
    pence: int
    route: str
    district: str
    worker: str
    weight: int = 1
    must: bool = False
    risks: tuple = field(default=())


def sample_size(count, *, percent, minimum):
    """So many per cent of a number of claims, rounded up, but no fewer than `minimum`, and no more than there are."""
    return min(count, max(minimum, (percent * count + 99) // 100))


def extension_size(count, *, percent, left):
    """By how many a failed sample grows: so many per cent of all claims, rounded up, from 1 to as many as are left."""
    return min(left, max(1, (percent * count + 99) // 100))


def largest_remainder(total, sizes):
    """A total divided by sizes (name -> size), in whole ones: a tie goes to the earlier name. No share exceeds its size
    where the total does not exceed their sum."""
    whole = sum(sizes.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    shares = {name: total * size // whole for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(total * sizes[name] % whole), name))
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def first_shares(total, sizes):
    """How many each group gives to the first sample: its share by largest remainder, and one where that is none."""
    return {name: max(share, min(1, sizes[name])) for name, share in largest_remainder(total, sizes).items()}


def key_of(seed, reference, weight=1):
    """Where a claim stands in the order of a draw: the smallest SHA-256 of its tickets, in hexadecimal."""
    return min(
        hashlib.sha256(f"{seed}:{reference}:{ticket}".encode()).hexdigest() for ticket in range(1, weight + 1)
    )


def group_of(framed, groups):
    """The group of a stratified sample that a claim belongs to; all claims are one group where there are none."""
    return getattr(framed, Groups(groups)) if groups else ""


def order_of(frame, *, seed, method, groups=""):
    """The claims that may be drawn, group -> references in the order in which they are drawn."""
    by_group = defaultdict(list)
    for framed in frame:
        if not framed.must:
            weight = framed.weight if method == Method.RISK else 1
            by_group[group_of(framed, groups)].append((key_of(seed, framed.reference, weight), framed.reference))
    return {name: [reference for _, reference in sorted(by_group[name])] for name in sorted(by_group)}


def sizes_of(frame, groups=""):
    """How many claims each group has to draw from."""
    found = defaultdict(int)
    for framed in frame:
        if not framed.must:
            found[group_of(framed, groups)] += 1
    return {name: found[name] for name in sorted(found)}


def shares_of(frame, *, percent, minimum, groups=""):
    """How many claims each group gives to the first sample."""
    sizes = sizes_of(frame, groups)
    total = min(sample_size(len(frame), percent=percent, minimum=minimum), sum(sizes.values()))
    return first_shares(total, sizes)


def first_sample(frame, *, seed, method, percent, minimum, groups=""):
    """The first sample: (reference, part) of those always audited, by reference, then those drawn, group by group."""
    must = [(framed.reference, Part.MUST) for framed in frame if framed.must]
    shares = shares_of(frame, percent=percent, minimum=minimum, groups=groups)
    order = order_of(frame, seed=seed, method=method, groups=groups)
    return sorted(must) + [
        (reference, Part.DRAWN) for name, references in order.items() for reference in references[: shares[name]]
    ]


def next_in(order, taken, wanted, is_there):
    """Who follows in the order: (references drawn, references passed over because they are not there any more).

    `wanted` says how many of each group, `taken` who was drawn or passed over already.
    """
    drawn, gone = [], []
    for name, references in order.items():
        missing = wanted.get(name, 0)
        for reference in references:
            if missing and reference not in taken:
                (drawn if is_there(reference) else gone).append(reference)
                missing -= is_there(reference)
    return drawn, gone


@dataclass(frozen=True)
class ItemMove:
    """A claim of a sample in `before` becomes `after` when somebody of `by` does `step`."""

    before: str
    step: str
    after: str
    by: str


# Nothing stands by default: only a person's own finding, or their change of mind after a reply, makes it so.
ITEM_MOVES = (
    ItemMove(S.TO_REVIEW, Step.FIND_SOUND, S.ACCEPTED, A),
    ItemMove(S.TO_REVIEW, Step.FIND_FAULT, S.TO_REPLY, A),
    ItemMove(S.TO_REPLY, Step.REPLY, S.REPLIED, M),
    ItemMove(S.TO_REPLY, Step.CONFIRM, S.FAILED, A),  # once the day for the reply is over
    ItemMove(S.REPLIED, Step.CONFIRM, S.FAILED, A),
    ItemMove(S.REPLIED, Step.ACCEPT, S.ACCEPTED, A),
    *[ItemMove(state, Step.REPLACE, S.LEFT, A) for state in OPEN],
)


def item_after(before, step, by):
    """The state to which a step by a role takes a claim of a sample; None where that is no move."""
    return next((move.after for move in ITEM_MOVES if (move.before, move.step, move.by) == (before, step, by)), None)
