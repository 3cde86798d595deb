"""What a genogram is drawn from: people, who is what to whom, and in which words. Plain data; no query, no clock."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The standard symbols: a square for a male, a circle for a female, a diamond where it is not known, a triangle
    for a child not yet born."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


class Tie(StrEnum):
    """How two people of one generation belong together. Parents of a child are tied even where nothing is said."""

    PARTNERS = "partners"
    EX_PARTNERS = "ex_partners"
    PARENTS = "parents"


@dataclass(frozen=True)
class Figure:
    """One person. `lines` stand under the symbol, the name first; `born` orders brothers and sisters (blank: last).

    `generation` is where the person belongs if nothing else says so: 0 for adults, 1 for children.
    """

    id: str
    lines: tuple[str, ...]
    shape: Shape = Shape.DIAMOND
    born: str = ""
    at_home: bool = False
    in_focus: bool = False
    generation: int = 0


@dataclass(frozen=True)
class Kinship:
    """Who is what to whom, by id: `parents` (parent, child), `couples` (one, other, tie), `siblings` (one, other,
    whether half), `apart` (elder, younger, generations): related, but not drawn with a line."""

    parents: tuple[tuple[str, str], ...] = ()
    couples: tuple[tuple[str, str, Tie], ...] = ()
    siblings: tuple[tuple[str, str, bool], ...] = ()
    apart: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Union:
    """One or two parents with the children they have together; `tie` is empty for a parent alone."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    tie: Tie | None = None
