"""A family's genogram: its household on a day as figures and kinship, and the same in words."""

from families.enums import HouseholdRole, Sex
from families.genogram.drawing import draw
from families.genogram.people import Figure, Kinship, Shape, Tie
from families.household.enums import RelationshipKind

SHAPES = {Sex.MALE: Shape.SQUARE, Sex.FEMALE: Shape.CIRCLE}
APART = {RelationshipKind.GRANDPARENT: 2, RelationshipKind.STEP_PARENT: 1}
UNSAID = {
    RelationshipKind.GRANDPARENT: "grandparent of", RelationshipKind.STEP_PARENT: "step-parent of",
    RelationshipKind.CARER: "carer of",
}
ADULT = 18


def genogram_of(household, focus=None):
    """The drawing of a household on its day, or None where nobody is recorded. `focus` is a person id."""
    people = drawn_people(household)
    kinship = kinship_of(household, people)
    return draw(figures_of(household, people, kinship, focus), kinship)


def drawn_people(household):
    """Members, and of former members and relatives those who are related to somebody."""
    related = {person for row in household.relationships for person in (row.person_id, row.other_id)}
    return [one for one in household.everybody if one.is_member or one.person_id in related]


def kinship_of(household, people):
    """Who is what to whom on the day. A partnership that ended without becoming anything is that of ex-partners."""
    drawn = {one.person_id for one in people}
    rows = [row for row in household.relationships if {row.person_id, row.other_id} <= drawn]
    now = [row for row in rows if household.holds(row)]
    by_kind = {kind: [row for row in now if row.kind == kind] for kind in RelationshipKind}
    parents = [(str(row.person_id), str(row.other_id)) for row in rows if row.kind == RelationshipKind.PARENT]
    ties = {frozenset((row.person_id, row.other_id)): Tie.EX_PARTNERS for row in rows
            if row.kind in (RelationshipKind.PARTNER, RelationshipKind.EX_PARTNER)}
    ties |= {frozenset((row.person_id, row.other_id)): Tie.PARTNERS for row in by_kind[RelationshipKind.PARTNER]}
    for child in household.unborn:
        parents.append((str(child.person_id), f"unborn-{child.pk}"))
        if child.other_parent_id in drawn:
            parents.append((str(child.other_parent_id), f"unborn-{child.pk}"))
    return Kinship(
        parents=tuple(parents),
        couples=tuple((*map(str, sorted(pair)), tie) for pair, tie in ties.items()),
        siblings=tuple(
            (str(row.person_id), str(row.other_id), kind == RelationshipKind.HALF_SIBLING)
            for kind in (RelationshipKind.SIBLING, RelationshipKind.HALF_SIBLING) for row in by_kind[kind]
        ),
        apart=tuple(
            (str(row.person_id), str(row.other_id), step) for kind, step in APART.items() for row in by_kind[kind]
        ),
    )


def figures_of(household, people, kinship, focus):
    """Everybody as a figure, and expected children."""
    figures = [
        Figure(
            id=str(one.person_id), lines=(one.name, *lines_of(household, one, kinship)),
            shape=SHAPES.get(one.sex, Shape.DIAMOND), born=one.born_on.isoformat() if one.born_on else "",
            at_home=one.lives_here, in_focus=one.person_id == focus,
            generation=int(one.role == HouseholdRole.CHILD or (one.age is not None and one.age < ADULT)),
        )
        for one in people
    ]
    at_home = {one.person_id for one in people if one.lives_here}
    return figures + [
        Figure(
            id=f"unborn-{child.pk}", lines=("Unborn child", f"due {child.due_on:%b %Y}"), shape=Shape.TRIANGLE,
            born=child.due_on.isoformat(), at_home=child.person_id in at_home, generation=1,
        )
        for child in household.unborn
    ]


def lines_of(household, one, kinship):
    """What stands under a name: the age, where they are if not here, and whom they belong to without a line."""
    if one.age is not None:
        yield f"{one.age}" if one.age else "under 1"
    if one.row is not None and not one.is_member:
        yield f"left {one.row.ends_on:%b %Y}"
    elif one.is_member and not one.lives_here:
        yield "lives elsewhere"
    if one.part_time:
        yield "lives in two homes"
    parents = {child: {parent for parent, of in kinship.parents if of == child} for _, child in kinship.parents}
    partners = {str(one.person_id)} | {
        other for pair in kinship.couples for other in pair[:2] if str(one.person_id) in pair[:2]
    }
    for row in household.relationships:
        if row.person_id != one.person_id or row.kind not in UNSAID or not household.holds(row):
            continue
        is_drawn = row.kind == RelationshipKind.STEP_PARENT and parents.get(str(row.other_id), set()) & partners
        if not is_drawn:
            yield f"{UNSAID[row.kind]} {household.name(row.other_id).split()[0]}"


def in_words(household):
    """The genogram for whoever cannot see it: (name, sentences) for everybody drawn, the eldest generation first."""
    people = sorted(drawn_people(household), key=lambda one: (one.born_on is None, one.born_on, one.name))
    return [(one.name, tuple(sentences(household, one))) for one in people]


def sentences(household, one):
    """Age and place, then what others are to the person."""
    where = "lives here" if one.lives_here else "does not live here"
    age = f"{one.age} years old" if one.age else "under 1 year old" if one.age == 0 else "age not known"
    yield f"{age[0].upper()}{age[1:]}, {where}{', and in another home part of the time' if one.part_time else ''}."
    for kin in one.kin:
        if kin.is_now or kin.row.kind == RelationshipKind.PARENT:
            yield f"{kin.words}: {kin.name}."
