"""A genogram as whole-number coordinates, for `templates/families/_genogram.html`.

People stand in columns with their words under them; lines run only between columns and between generations, so none
ever crosses a word. Everything is decided here, and nothing asked of a browser.
"""

from dataclasses import dataclass

from families.genogram.generations import generations, orphan_groups, unions
from families.genogram.lines import Joins, lanes_needed
from families.genogram.order import in_order
from families.genogram.people import Shape
from families.genogram.places import columns
from families.genogram.words import WORDS_WIDTH, wrap

SYMBOL = 44
LINE = 18
MARGIN = 24
ABOVE, BELOW = 18, 12  # free of lines: over a symbol, and under the words
LANE = 12
BOUNDARY = 8
FOCUS = 5


@dataclass(frozen=True)
class Symbol:
    """One person as drawn. `words` are (text, y, whether it is of the name); `points` the corners, if it has any."""

    id: str
    x: int
    y: int
    shape: Shape
    in_focus: bool
    at_home: bool
    words: tuple[tuple[str, int, bool], ...]
    points: str = ""
    inner_points: str = ""

    @property
    def left(self):
        """The left side of a square; `inner_…` is of the second outline of whoever is in focus."""
        return self.x - SYMBOL // 2

    @property
    def top(self):
        """The upper side of a square."""
        return self.y - SYMBOL // 2

    @property
    def inner_left(self):
        return self.left + FOCUS

    @property
    def inner_top(self):
        return self.top + FOCUS


@dataclass(frozen=True)
class Segment:
    """A straight stroke. `look`: line, dotted (parents of whom nothing more is said), dashed (half-siblings)."""

    x1: int
    y1: int
    x2: int
    y2: int
    look: str = "line"


@dataclass(frozen=True)
class Drawing:
    """A genogram ready for the template. `boundaries` are the corners of the household's dashed outline."""

    width: int
    height: int
    symbols: tuple[Symbol, ...]
    segments: tuple[Segment, ...]
    boundaries: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One generation: the middle of its symbols, and where its words end. `lanes` is the first line under them."""

    top: int
    middle: int
    bottom: int


def draw(figures, kinship):
    """The genogram of these people; None where there is nobody."""
    if not figures:
        return None
    by_id = {figure.id: figure for figure in figures}
    level = generations(figures, kinship)
    pairs = unions(figures, kinship, level)
    orphans = orphan_groups(kinship, level, pairs)
    order = in_order(figures, level, pairs, orphans)
    joins = Joins(order, pairs, orphans)
    x, right = columns(order, pairs, joins.drops_in_gaps, MARGIN)
    wrapped = {figure.id: words_of(figure) for figure in figures}
    rows, height = rows_of(order, wrapped, lanes_needed(order, joins, x))
    segments = joins.segments(x, rows, Segment, symbol=SYMBOL, lane=LANE, below=BELOW)
    symbols = tuple(
        symbol_of(by_id[person], x[person], rows[index], wrapped[person])
        for index, row in enumerate(order) for person in row
    )
    return Drawing(
        width=right + MARGIN, height=height, symbols=symbols, segments=tuple(segments),
        boundaries=tuple(boundaries(order, by_id, x, rows)),
    )


def words_of(figure):
    """The lines under a symbol, none wider than its column, and whether each is of the name."""
    name, *others = figure.lines
    return [
        *((line, True) for line in wrap(name, is_bold=True)),
        *((line, False) for text in others for line in wrap(text)),
    ]


def rows_of(order, wrapped, lanes):
    """Where each generation stands, and the height of the whole. `lanes[n]` lines run above generation n."""
    rows, y = [], MARGIN
    for index, row in enumerate(order):
        y += lanes[index] * LANE + ABOVE
        middle = y + SYMBOL // 2
        bottom = y + SYMBOL + 6 + LINE * max(len(wrapped[person]) for person in row)
        rows.append(Row(top=y, middle=middle, bottom=bottom))
        y = bottom + BELOW
    return rows, y + lanes[-1] * LANE + MARGIN


def symbol_of(figure, x, row, lines):
    """One person, with the corners of the shape and the place of each word."""
    first = row.middle + SYMBOL // 2 + 18
    return Symbol(
        id=figure.id, x=x, y=row.middle, shape=figure.shape, in_focus=figure.in_focus, at_home=figure.at_home,
        words=tuple((text, first + LINE * index, is_name) for index, (text, is_name) in enumerate(lines)),
        points=corners(figure.shape, x, row.middle, SYMBOL // 2),
        inner_points=corners(figure.shape, x, row.middle, SYMBOL // 2 - FOCUS),
    )


def corners(shape, x, y, half):
    """The corners of a diamond or triangle."""
    if shape == Shape.DIAMOND:
        return f"{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}"
    if shape == Shape.TRIANGLE:
        return f"{x},{y - half} {x + half},{y + half} {x - half},{y + half}"
    return ""


def boundaries(order, by_id, x, rows):
    """Outlines round those who live at home: one for each run of them, joined where one run stands over another."""
    reach = WORDS_WIDTH // 2 + BOUNDARY
    runs = [
        [(x[run[0]] - reach, x[run[-1]] + reach) for run in runs_at_home(row, by_id)] for row in order
    ]
    chains, open_ = [], None
    for index, here in enumerate(runs):
        joined = (
            open_ is not None and len(here) == 1 and here[0][0] < open_[-1][1][1] and open_[-1][1][0] < here[0][1]
        )
        if joined:
            open_.append((index, here[0]))
            continue
        chains += [open_] if open_ else []
        open_ = [(index, here[0])] if len(here) == 1 else None
        chains += [[(index, run)] for run in here] if len(here) > 1 else []
    chains += [open_] if open_ else []
    return [outline(chain, rows) for chain in chains]


def runs_at_home(row, by_id):
    """Neighbours in a generation who live at home."""
    run, found = [], []
    for person in row:
        if by_id[person].at_home:
            run.append(person)
        elif run:
            found.append(run)
            run = []
    return [*found, run] if run else found


def outline(chain, rows):
    """The corners of an outline round one run in each of several generations."""
    right, left = [], []
    for place, (index, (first, last)) in enumerate(chain):
        top, bottom = rows[index].top - BOUNDARY, rows[index].bottom + BOUNDARY
        if place:
            top = (rows[index - 1].bottom + rows[index].top) // 2
        if place + 1 < len(chain):
            bottom = (rows[index].bottom + rows[index + 1].top) // 2
        right += [(last, top), (last, bottom)]
        left += [(first, top), (first, bottom)]
    return " ".join(f"{x},{y}" for x, y in [*right, *reversed(left)])


