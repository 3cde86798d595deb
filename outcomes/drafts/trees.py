"""Plans compared and merged, by the codes of their headlines and criteria. Pure: values in, values out.

A tree holds a plan's settings by code instead of by position. A place in it is a path, written with slashes in files:
`headline/education/criterion/attendance/percent`. What version it is, and from when, is no part of it.
"""

from dataclasses import dataclass
from typing import Any

from outcomes.plan_file.syntax import read_toml
from outcomes.plan_file.writing import dump

IDENTITY = ("code", "version", "effective_from")
BY_CODE = ("headline", "indicator", "criterion")
ORDER = "order"


class Absent:
    """Nothing there; unlike None, which no setting is."""

    def __repr__(self):
        return "ABSENT"

    def __bool__(self):
        return False


ABSENT = Absent()


@dataclass(frozen=True)
class Difference:
    """One place where two plans differ; `ABSENT` on the side that has nothing there."""

    path: tuple[str, ...]
    before: Any
    after: Any

    @property
    def at(self) -> str:
        """The place as files write it."""
        return "/".join(self.path)


@dataclass(frozen=True)
class Clash:
    """One place that two sides changed differently since the plan both began from."""

    path: tuple[str, ...]
    base: Any
    mine: Any
    theirs: Any

    @property
    def at(self) -> str:
        """The place as files write it."""
        return "/".join(self.path)


def tables_of(plan):
    """The tables of a sound plan, every setting written out."""
    return read_toml(dump(plan))[0]


def tree_of(plan):
    """A sound plan as a tree."""
    return _tree({key: value for key, value in tables_of(plan).items() if key not in IDENTITY})


def _tree(table):
    found = {}
    for key, value in table.items():
        if key in BY_CODE:
            found[key] = {entry["code"]: _tree({k: v for k, v in entry.items() if k != "code"}) for entry in value}
        else:
            found[key] = value
    return found


def tables_from(tree, identity):
    """The tables of the plan that a tree stands for; `identity` has its code, version and first day."""
    return {**identity, **_untree(tree)}


def _untree(tree):
    found = {key: value for key, value in tree.items() if key not in BY_CODE}
    for key in BY_CODE:
        if tree.get(key):
            found[key] = [{"code": code, **_untree(entry)} for code, entry in tree[key].items()]
    return found


def differences(before, after):
    """Every place where two trees differ, in the order of the plan. What was added or removed whole is one place."""
    return list(_differences((), before, after))


def _differences(path, before, after):
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key, ABSENT), after.get(key, ABSENT)
        here = (*path, key)
        if key in BY_CODE:
            one, other = one or {}, other or {}
            for code in dict.fromkeys((*one, *other)):
                if code in one and code in other:
                    yield from _differences((*here, code), one[code], other[code])
                else:
                    yield Difference((*here, code), one.get(code, ABSENT), other.get(code, ABSENT))
            if (was := _shared(one, other)) != (is_now := _shared(other, one)):
                yield Difference((*here, ORDER), was, is_now)
        elif key in ("eligibility", "claim", "rules") and isinstance(one, dict) and isinstance(other, dict):
            yield from _differences(here, one, other)
            if key == "rules" and (was := _shared(one, other)) != (is_now := _shared(other, one)):
                yield Difference((*here, ORDER), was, is_now)
        elif not same(one, other):
            yield Difference(here, one, other)


def same(one, other):
    """Whether two settings are the same; the order of rules counts, since the first decides of two alike."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other


def _shared(one, other):
    return [code for code in one if code in other]


def merge(base, mine, theirs, choices=None):
    """What `mine` becomes when `theirs` replaces `base` under it: (the merged tree, the clashes).

    What only one side changed is taken from that side. Where both changed a place differently, `choices` (place ->
    "mine" or "theirs") decides, mine where nothing is chosen; each such place is a clash either way.
    """
    clashes = []
    return _merge((), base, mine, theirs, choices or {}, clashes), clashes


def _merge(path, base, mine, theirs, choices, clashes):
    merged = {}
    for key in _in_order(mine, theirs):
        here = (*path, key)
        three = [side.get(key, ABSENT) for side in (base, mine, theirs)]
        if key in BY_CODE:
            merged[key] = _merge_by_code(here, *(side or {} for side in three), choices, clashes)
        elif key in ("eligibility", "claim") and all(isinstance(side, dict) for side in three):
            merged[key] = _merge(here, *three, choices, clashes)
        else:
            merged[key] = _one_of_three(here, *three, choices, clashes)
    return {key: value for key, value in merged.items() if value is not ABSENT}


def _merge_by_code(path, base, mine, theirs, choices, clashes):
    merged = {}
    for code in _in_order(mine, theirs):
        here = (*path, code)
        three = [side.get(code, ABSENT) for side in (base, mine, theirs)]
        if all(side is not ABSENT for side in three):
            merged[code] = _merge(here, *three, choices, clashes)
        else:
            merged[code] = _one_of_three(here, *three, choices, clashes)
    return {code: entry for code, entry in merged.items() if entry is not ABSENT}


def _one_of_three(path, base, mine, theirs, choices, clashes):
    if same(mine, theirs) or same(base, theirs):
        return mine
    if same(base, mine):
        return theirs
    clash = Clash(path, base, mine, theirs)
    clashes.append(clash)
    return theirs if choices.get(clash.at) == "theirs" else mine


def _in_order(mine, theirs):
    """The keys of both, mine first, each of theirs alone right after the one it follows there."""
    keys = list(mine)
    before = None
    for key in theirs:
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before in keys else 0, key)
        before = key
    return keys
