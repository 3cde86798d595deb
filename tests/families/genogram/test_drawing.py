"""Genograms: everybody is drawn once, nothing runs over a word, and generations stand one under another."""

import itertools
import random
import re

import pytest

from families.genogram.drawing import draw
from families.genogram.generations import generations
from families.genogram.people import Figure, Kinship, Shape, Tie
from families.genogram.words import WORDS_WIDTH, width, wrap

NAMES = ("Ada Okafor", "Ben Fontaine-Moss", "Wilhelmina Wrightson-Bay", "Mo Li", "Oluwaseun Chukwuma-Okonjola")
SHAPES = (Shape.SQUARE, Shape.CIRCLE, Shape.DIAMOND)


def figure(name, shape=Shape.CIRCLE, born="", at_home=True, generation=0, **more):
    return Figure(name, (f"{name} Okafor", "35"), shape, born, at_home, generation=generation, **more)


def words_boxes(drawing):
    """What each word covers, as left, top, right, bottom."""
    for symbol in drawing.symbols:
        for text, y, is_name in symbol.words:
            half = min(width(text, is_name), WORDS_WIDTH) / 2
            yield symbol.x - half, y - 12, symbol.x + half, y + 4


def crosses(box, segment):
    """Whether an upright or level stroke runs over a box."""
    left, top, right, bottom = box
    x1, x2 = sorted((segment.x1, segment.x2))
    y1, y2 = sorted((segment.y1, segment.y2))
    return x1 < right and x2 > left and y1 < bottom and y2 > top


def sides(drawing):
    """The strokes of every household outline."""
    for corners in drawing.boundaries:
        points = [tuple(map(int, corner.split(","))) for corner in corners.split()]
        yield from itertools.pairwise([*points, points[0]])


def faults(drawing):
    """Everything in a drawing that would make it hard to read."""
    boxes = list(words_boxes(drawing))
    found = [f"words over words at {one}" for one, other in itertools.combinations(boxes, 2)
             if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]]
    found += [f"{line} over words at {box}" for line in drawing.segments for box in boxes if crosses(box, line)]
    for (x1, y1), (x2, y2) in sides(drawing):
        for left, top, right, bottom in boxes:
            if min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top:
                found.append(f"outline over words at {left}, {top}")
    found += [
        f"symbols {one.id} and {other.id} overlap" for one, other in itertools.combinations(drawing.symbols, 2)
        if abs(one.x - other.x) < WORDS_WIDTH and abs(one.y - other.y) < 44
    ]
    inside = [box for box in boxes if box[0] < 0 or box[2] > drawing.width or box[3] > drawing.height]
    return found + [f"words outside at {box}" for box in inside]


def some_family(seed):
    """A family of up to four generations, with several fathers, lodgers, and gaps in what is known."""
    chance = random.Random(seed)
    figures, parents, couples, siblings, apart = [], [], [], [], []

    def person(generation, at_home):
        name = f"p{len(figures)}"
        figures.append(Figure(
            name, (f"{chance.choice(NAMES)}", str(chance.randrange(90)), *["lives elsewhere"][:not at_home]),
            chance.choice(SHAPES), f"{2020 - 25 * (2 - generation) + chance.randrange(20)}", at_home,
            chance.random() < 0.1, generation,
        ))
        return name

    mother = person(0, True)
    for number in range(chance.randrange(4)):
        father = person(0, chance.random() < 0.3)
        if chance.random() < 0.8:
            couples.append((mother, father, chance.choice([Tie.PARTNERS, Tie.EX_PARTNERS])))
        for _ in range(chance.randrange(4)):
            child = person(1, chance.random() < 0.8)
            parents += [(mother, child), (father, child)]
            if number == 0 and chance.random() < 0.2:
                grandchild = person(1, True)
                parents.append((child, grandchild))
    for _ in range(chance.randrange(3)):
        parents.append((mother, person(1, True)))
    if chance.random() < 0.5:
        grandparents = [person(0, False) for _ in range(chance.choice([1, 2]))]
        parents += [(one, mother) for one in grandparents]
        for _ in range(chance.randrange(3)):
            aunt = person(0, False)
            parents += [(one, aunt) for one in grandparents]
    if len(figures) > 2 and chance.random() < 0.4:
        other = person(0, False)
        parents.append((other, "p1"))
    if chance.random() < 0.3:
        one, two = person(1, True), person(1, True)
        siblings.append((one, two, chance.random() < 0.5))
        apart.append((mother, one, chance.choice([1, 2])))
    if chance.random() < 0.3:
        person(0, True)
    return figures, Kinship(tuple(parents), tuple(couples), tuple(siblings), tuple(apart))


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_nothing_runs_over_a_word_in_six_hundred_families(start):
    wrong = {}
    for seed in range(start, start + 100):
        figures, kinship = some_family(seed)
        drawing = draw(figures, kinship)
        assert sorted(symbol.id for symbol in drawing.symbols) == sorted(figure.id for figure in figures)
        if found := faults(drawing):
            wrong[seed] = found[:3]
    assert wrong == {}


def test_a_planted_fault_is_seen():
    figures, kinship = some_family(3)
    drawing = draw(figures, kinship)
    symbol = drawing.symbols[0]
    line = drawing.segments[0].__class__(symbol.x, 0, symbol.x, drawing.height)
    spoilt = drawing.__class__(drawing.width, drawing.height, drawing.symbols, (line,), ())
    assert faults(spoilt) != []


def test_parents_stand_over_their_children():
    kinship = Kinship(parents=(("dawn", "ada"), ("cy", "ada"), ("joan", "dawn")))
    people = [figure("ada", generation=1), figure("cy"), figure("dawn"), figure("joan")]
    assert generations(people, kinship) == {"joan": 0, "dawn": 1, "cy": 1, "ada": 2}
    y = {symbol.id: symbol.y for symbol in draw(people, kinship).symbols}
    assert y["joan"] < y["dawn"] == y["cy"] < y["ada"]


def test_what_contradicts_itself_is_drawn_all_the_same():
    kinship = Kinship(parents=(("a", "b"), ("b", "c"), ("c", "a")), couples=(("a", "b", Tie.PARTNERS),))
    people = [figure("a"), figure("b"), figure("c")]
    assert len(draw(people, kinship).symbols) == 3


def test_brothers_and_sisters_stand_by_age_and_fathers_in_their_order():
    kinship = Kinship(
        parents=(("dawn", "ada"), ("cy", "ada"), ("dawn", "ben"), ("cy", "ben"), ("dawn", "eve"), ("neil", "eve")),
        couples=(("dawn", "cy", Tie.EX_PARTNERS), ("dawn", "neil", Tie.PARTNERS)),
    )
    people = [
        figure("dawn", born="1985"), figure("cy", Shape.SQUARE, "1984"), figure("neil", Shape.SQUARE, "1986"),
        figure("eve", born="2023", generation=1), figure("ben", born="2016", generation=1),
        figure("ada", born="2014", generation=1),
    ]
    drawing = draw(people, kinship)
    x = {symbol.id: symbol.x for symbol in drawing.symbols}
    assert sorted(("cy", "dawn", "neil"), key=x.get) == ["cy", "dawn", "neil"]
    assert sorted(("ada", "ben", "eve"), key=x.get) == ["ada", "ben", "eve"]
    assert drawing.boundaries != ()


def test_a_man_stands_left_of_a_woman():
    kinship = Kinship(couples=(("dawn", "cy", Tie.PARTNERS),))
    people = [figure("dawn", born="1980"), figure("cy", Shape.SQUARE, "1990")]
    x = {symbol.id: symbol.x for symbol in draw(people, kinship).symbols}
    assert x["cy"] < x["dawn"]


def test_only_the_household_is_inside_the_outline():
    kinship = Kinship(parents=(("dawn", "ada"), ("cy", "ada")), couples=(("dawn", "cy", Tie.EX_PARTNERS),))
    people = [
        figure("dawn", born="1985"), figure("cy", Shape.SQUARE, "1984", at_home=False),
        figure("ada", born="2014", generation=1),
    ]
    drawing = draw(people, kinship)
    (outline,) = drawing.boundaries
    corners = [tuple(map(int, corner.split(","))) for corner in re.split(" ", outline)]
    top = [x for x, y in corners if y < drawing.symbols[0].y]
    x = {symbol.id: symbol.x for symbol in drawing.symbols}
    assert min(top) < x["dawn"] < max(top)
    assert not min(top) < x["cy"] < max(top)


def test_nobody_makes_no_picture():
    assert draw([], Kinship()) is None


@pytest.mark.parametrize(
    "text", ["Ada", "Wilhelmina Wrightson-Bay", "Verylongdoublebarrelledsurname-Smithington", "W" * 60, "Mo Li Xu Yu"]
)
def test_no_line_of_words_is_wider_than_its_column(text):
    lines = wrap(text, is_bold=True)
    assert all(width(line, is_bold=True) <= WORDS_WIDTH for line in lines)
    assert 1 <= len(lines) <= 5
