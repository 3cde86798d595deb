"""Where people stand from left to right: in their order, parents over their children, no two too near."""

from families.genogram.words import WORDS_WIDTH

GAP = 38
FOR_ANOTHER_LINE = 12
ROUNDS = 10


def columns(order, all_unions, drops_in_gaps, margin):
    """(person id -> middle of the column, right end). `drops_in_gaps[row, n]` lines run down after the n-th person."""
    apart = [
        [
            WORDS_WIDTH + GAP + FOR_ANOTHER_LINE * max(0, drops_in_gaps.get((number, index), 0) - 1)
            for index in range(len(row) - 1)
        ]
        for number, row in enumerate(order)
    ]
    x = {}
    for row, spaces in zip(order, apart, strict=True):
        at = 0
        for index, person in enumerate(row):
            x[person] = float(at)
            at += spaces[index] if index < len(spaces) else 0
    for turn in range(ROUNDS):
        numbers = range(len(order)) if turn % 2 else reversed(range(len(order)))
        for number in numbers:
            wish = wishes_below(order[number], all_unions, x) if turn % 2 == 0 else wishes_above(
                order[number], all_unions, x
            )
            x |= zip(order[number], keep_apart([wish[person] for person in order[number]], apart[number]), strict=True)
    return settle(x, order, drops_in_gaps, margin)


def settle(x, order, drops_in_gaps, margin):
    """Whole numbers, from the left margin on, with room at the right end of a row for a line that runs down there."""
    half = WORDS_WIDTH // 2
    first = min(x.values())
    found = {person: round(at - first) + margin + half for person, at in x.items()}
    beyond = max((GAP if drops_in_gaps.get((number, len(row) - 1)) else 0) for number, row in enumerate(order))
    return found, max(found.values()) + half + beyond


def wishes_below(row, all_unions, x):
    """Where each person would stand: with the other parent over the middle of their children."""
    pulls = {person: [] for person in row}
    for union in all_unions:
        if not union.children:
            continue
        over = (min(x[child] for child in union.children) + max(x[child] for child in union.children)) / 2
        shift = over - sum(x[parent] for parent in union.parents) / len(union.parents)
        for parent in union.parents:
            if parent in pulls:
                pulls[parent].append(shift)
    return {person: x[person] + (sum(found) / len(found) if found else 0) for person, found in pulls.items()}


def wishes_above(row, all_unions, x):
    """Where each person would stand: with brothers and sisters under the middle of their parents."""
    wish = {person: x[person] for person in row}
    for union in all_unions:
        here = [child for child in union.children if child in wish]
        if here:
            middle = (min(x[child] for child in here) + max(x[child] for child in here)) / 2
            shift = sum(x[parent] for parent in union.parents) / len(union.parents) - middle
            wish |= {child: x[child] + shift for child in here}
    return wish


def keep_apart(wish, spaces):
    """The places nearest to those wished for that keep the order and these spaces (pooling of adjacent violators)."""
    if not wish:
        return []
    offsets = [0.0]
    for space in spaces:
        offsets.append(offsets[-1] + space)
    blocks = []
    for at, offset in zip(wish, offsets, strict=True):
        blocks.append([at - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, count = blocks.pop()
            blocks[-1] = [
                (blocks[-1][0] * blocks[-1][1] + value * count) / (blocks[-1][1] + count), blocks[-1][1] + count
            ]
    flat = [value for value, count in blocks for _ in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=True)]
