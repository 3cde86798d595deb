"""The files of a feed as a picture: a column of rows each, the earliest first. Every part has its words."""

from dataclasses import dataclass

from families.facts.enums import LoadState

WIDTH, HEIGHT, BASE = 320, 110, 92
MOST_COLUMNS = 24


@dataclass(frozen=True)
class Column:
    """One file: its place and height, and whether it was taken, is held, or went back."""

    x: int
    y: int
    width: int
    height: int
    look: str
    title: str


@dataclass(frozen=True)
class Drawing:
    """The columns, where the line of the most rows is, and what the picture says in words."""

    columns: tuple[Column, ...]
    most: int
    says: str


def drawn(deliveries):
    """The picture of these deliveries (the latest first), or None where there are too few to compare."""
    chosen = list(reversed(deliveries[:MOST_COLUMNS]))
    if len(chosen) < 2:
        return None
    most = max(each.rows for each in chosen) or 1
    step = (WIDTH - 16) // len(chosen)
    columns = tuple(
        Column(
            x=8 + number * step, y=BASE - max(1, 74 * each.rows // most), width=max(4, step - 4),
            height=max(1, 74 * each.rows // most), look=look_of(each.load.state),
            title=f"{each.load.started_at:%d %b %Y}: {each.rows:,} rows",
        )
        for number, each in enumerate(chosen)
    )
    held = sum(column.look == "held" for column in columns)
    waiting = f", {held} of them held" if held else ""
    says = f"Rows in the last {len(columns)} files{waiting}, at most {most:,}. The list below has each."
    return Drawing(columns, most, says)


def look_of(state):
    """How a file's column looks."""
    if state == LoadState.HELD:
        return "held"
    return "returned" if state in (LoadState.RETURNED, LoadState.REFUSED) else "taken"
