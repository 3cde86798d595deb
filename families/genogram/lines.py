"""The lines of a genogram: between partners, from parents to children, between brothers and sisters.

A line that runs down does so between two columns; a line that runs across, between two generations, in a lane of its
own wherever another runs over the same stretch.
"""

from collections import defaultdict

from families.genogram.people import Tie
from families.genogram.places import FOR_ANOTHER_LINE, GAP
from families.genogram.words import WORDS_WIDTH

LEAST_BETWEEN = 8
STROKE = 9  # half the height of the two strokes through the line of an ended partnership
LOOKS = {Tie.PARTNERS: "line", Tie.EX_PARTNERS: "line", Tie.PARENTS: "dotted", None: "line"}


class Joins:
    """Which lines there are, before anybody has a place. `drops_in_gaps`: how many run down in each gap of a row."""

    def __init__(self, order, all_unions, orphans):
        self.order, self.orphans = order, orphans
        self.row = {person: number for number, row in enumerate(order) for person in row}
        self.index = {person: index for row in order for index, person in enumerate(row)}
        self.unions = [union for union in all_unions if union.children or len(union.parents) == 2]
        self.drops_in_gaps = defaultdict(int)
        self.slots = {}
        for number, union in enumerate(self.unions):
            for end, gap in self.gaps_of(union):
                self.slots[number, end] = self.drops_in_gaps[gap]
                self.drops_in_gaps[gap] += 1

    def gaps_of(self, union):
        """The gaps in which the lines of these parents run down: (which line, (row, gap after the n-th person))."""
        row = self.row[union.parents[0]]
        at = sorted(self.index[parent] for parent in union.parents)
        if len(at) == 1 or at[1] - at[0] == 1:
            return [("drop", (row, at[0]))]
        return [("left", (row, at[0])), ("right", (row, at[1] - 1))]

    def is_apart(self, union):
        """Whether somebody else stands between the two."""
        return len(self.gaps_of(union)) == 2

    def x_of(self, number, end, x):
        """Where a line runs down: in its own place in the gap."""
        gap = dict(self.gaps_of(self.unions[number]))[end]
        row, index = gap
        left = x[self.order[row][index]] + WORDS_WIDTH // 2
        is_last = index + 1 == len(self.order[row])
        right = left + GAP if is_last else x[self.order[row][index + 1]] - WORDS_WIDTH // 2
        spread = FOR_ANOTHER_LINE * (self.drops_in_gaps[gap] - 1)
        return (left + right) // 2 - spread // 2 + FOR_ANOTHER_LINE * self.slots[number, end]

    def spans(self, x):
        """For each row, the stretches above it: [(from, to, what)], those of couples apart before those of children."""
        found = defaultdict(list)
        for number, union in enumerate(self.unions):
            below = self.row[union.parents[0]] + 1
            if self.is_apart(union):
                left, right = self.x_of(number, "left", x), self.x_of(number, "right", x)
                found[below].append((left, right, ("couple", number)))
                drop = (left + right) // 2
            else:
                drop = self.x_of(number, "drop", x)
            if union.children:
                ends = [drop, *(x[child] for child in union.children)]
                found[below].append((min(ends), max(ends), ("children", number)))
        for number, (ids, _) in enumerate(self.orphans):
            ends = [x[one] for one in ids]
            found[self.row[ids[0]]].append((min(ends), max(ends), ("orphans", number)))
        return found

    def lanes(self, x):
        """Row -> what -> which lane above it, the first being the highest."""
        found = {}
        for row, spans in self.spans(x).items():
            taken = []
            lane_of = {}
            for kind in (("couple",), ("children", "orphans")):
                first = len(taken)
                for start, end, what in sorted(one for one in spans if one[2][0] in kind):
                    lane = next(
                        (number for number in range(first, len(taken)) if taken[number] + LEAST_BETWEEN < start),
                        len(taken),
                    )
                    taken[lane:lane + 1] = [end]
                    lane_of[what] = lane
            found[row] = (lane_of, len(taken))
        return found

    def segments(self, x, rows, make, *, symbol, lane, below):
        """Every line as straight strokes."""
        lanes = self.lanes(x)

        def lane_y(row, what):
            above = rows[row].top - 18 - lane * (lanes[row][1] - 1) if row == 0 else rows[row - 1].bottom + below
            return above + lane * lanes[row][0][what]

        found = []
        for number, union in enumerate(self.unions):
            found += self.strokes_of_union(number, union, x, rows, lane_y, make, symbol)
        for number, (ids, half) in enumerate(self.orphans):
            row = self.row[ids[0]]
            y = lane_y(row, ("orphans", number))
            look = "dashed" if half else "line"
            found.append(make(min(x[one] for one in ids), y, max(x[one] for one in ids), y, look))
            found += [make(x[one], y, x[one], rows[row].top, look) for one in ids]
        return found

    def strokes_of_union(self, number, union, x, rows, lane_y, make, symbol):
        """The line between two parents, the line down, and the lines to the children."""
        row = self.row[union.parents[0]]
        middle, look = rows[row].middle, LOOKS[union.tie]
        left, *right = sorted(union.parents, key=lambda one: x[one])
        found = []
        if self.is_apart(union):
            drop, y = self.go_round(number, left, right[0], x, middle, lane_y, row, make, look, found)
        else:
            drop, y = self.x_of(number, "drop", x), middle if right else middle + symbol // 4
            found.append(make(x[left], y, x[right[0]] if right else drop, y, look))
        if union.tie == Tie.EX_PARTNERS:
            at = drop - 12 if not self.is_apart(union) else drop + 16
            found += [make(at + shift - 4, y + STROKE, at + shift + 4, y - STROKE) for shift in (-4, 3)]
        if union.children:
            across = lane_y(row + 1, ("children", number))
            found.append(make(drop, y, drop, across))
            ends = [drop, *(x[child] for child in union.children)]
            if min(ends) < max(ends):
                found.append(make(min(ends), across, max(ends), across))
            found += [make(x[child], across, x[child], rows[row + 1].top) for child in union.children]
        return found

    def go_round(self, number, left, right, x, middle, lane_y, row, make, look, found):
        """The line between two who do not stand together: down, across below everybody's words, and up again."""
        from_x, to_x = self.x_of(number, "left", x), self.x_of(number, "right", x)
        start = middle + 6 + 4 * self.slots[number, "left"]
        end = middle + 6 + 4 * self.slots[number, "right"]
        y = lane_y(row + 1, ("couple", number))
        found += [
            make(x[left], start, from_x, start, look), make(from_x, start, from_x, y, look),
            make(from_x, y, to_x, y, look),
            make(to_x, y, to_x, end, look), make(to_x, end, x[right], end, look),
        ]
        return (from_x + to_x) // 2, y


def lanes_needed(order, joins, x):
    """How many lanes run above each row, and last below the lowest."""
    lanes = joins.lanes(x)
    return [lanes.get(row, ({}, 0))[1] for row in range(len(order) + 1)]
