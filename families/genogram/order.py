"""In which order people stand in their generation: couples together, siblings together, few lines crossed."""

from collections import defaultdict

from families.genogram.people import Shape, Tie

ROUNDS = 6
LAST = {Tie.PARTNERS: 2, Tie.PARENTS: 1, Tie.EX_PARTNERS: 0}


def in_order(figures, level, all_unions, orphans):
    """A list of ids for each generation, from left to right."""
    born = {figure.id: (figure.born or "9999", figure.id) for figure in figures}
    clusters = couples_in_rows(figures, level, all_unions, born)
    depth = max(level.values(), default=-1) + 1
    best, least = None, None
    place = {figure.id: index for index, figure in enumerate(sorted(figures, key=lambda one: born[one.id]))}
    for _ in range(ROUNDS):
        rows = []
        for generation in range(depth):
            rows.append(one_row(generation, level, all_unions, orphans, clusters, born, rows, place))
        crossed = crossings(rows, all_unions)
        if least is None or crossed < least:
            best, least = rows, crossed
        place = weight_by_children(rows, all_unions, place)
    return best or []


def couples_in_rows(figures, level, all_unions, born):
    """Person id -> the row of people who stand together as couples: earlier partners left of somebody, later right.

    Of a couple by themselves the man stands left, as is usual.
    """
    men = {figure.id for figure in figures if figure.shape == Shape.SQUARE}
    women = {figure.id for figure in figures if figure.shape == Shape.CIRCLE}
    partners = defaultdict(dict)
    for union in all_unions:
        if len(union.parents) == 2:
            one, other = union.parents
            when = (LAST[union.tie], *(born[union.children[0]] if union.children else ("9999", "")))
            partners[one][other] = partners[other][one] = when
    found, done = {}, set()
    for person in sorted(level, key=lambda one: (-len(partners[one]), born[one])):
        if person in done:
            continue
        row = grow([person], partners, done)
        if len(row) == 2 and row[0] in women and row[1] in men:
            row.reverse()
        for one in row:
            found[one] = row
    return found


def grow(row, partners, done):
    """The row with everybody's partners put at its ends, and theirs, as long as there are any."""
    done.add(row[0])
    for _ in range(len(partners)):
        added = False
        for hub in list(row):
            free = sorted((other for other in partners[hub] if other not in done), key=lambda one: partners[hub][one])
            if not free:
                continue
            done.update(free)
            added = True
            if len(row) == 1:
                # of two the earlier stands left; of one alone, left too, so that who came later is on the right
                row = [*free[:-1], *row, free[-1]]
            elif row.index(hub) < len(row) / 2:
                row = [*free, *row]
            else:
                row = [*row, *free]
        if not added:
            break
    return row


def one_row(generation, level, all_unions, orphans, clusters, born, rows, place):
    """The people of a generation: first those with parents above, in their parents' order, then the others."""
    x = {person: index for index, person in enumerate(rows[-1])} if rows else {}
    groups = []
    for union in all_unions:
        here = [child for child in union.children if level[child] == generation]
        if here:
            at = [x[parent] for parent in union.parents if parent in x]
            groups.append((0, sum(at) / len(at) if at else 0.0, here))
    there = {child for _, _, group in groups for child in group}
    for ids, _ in orphans:
        here = sorted((one for one in ids if level[one] == generation and one not in there), key=born.get)
        if here:
            groups.append((1, min(place[one] for one in here), here))
            there.update(here)
    for person in sorted((one for one in level if level[one] == generation and one not in there), key=born.get):
        groups.append((1, place[person], [person]))
    return spread(groups, clusters, place)


def spread(groups, clusters, place):
    """The row: each group in turn, and with everybody the couples they belong to. Who was placed already stays."""
    row, seen = [], set()
    ordered = sorted(groups, key=lambda one: (one[0], one[1]))
    waiting = {person for _, _, group in ordered for person in group if len(group) > 1 or clusters[person] != [person]}
    has_own_group = {person for kind, _, group in ordered for person in group if kind == 0}
    for _, _, group in ordered:
        waiting -= set(group)
        for person in towards_partners(group, clusters, seen):
            couples = clusters[person]
            if couples[-1] == person and couples[0] != person and couples[0] in waiting & has_own_group:
                couples = couples[::-1]  # the other's brothers and sisters come further right
            row += [one for one in couples if one not in seen]
            seen.update(couples)
    return row


def towards_partners(group, clusters, seen):
    """Brothers and sisters by age, but one who stands at an end of a couple at that end: no line runs through them."""
    if len(group) == 1:
        return group
    at_right_end = [one for one in group if len(clusters[one]) > 1 and clusters[one][-1] == one or one in seen]
    at_left_end = [one for one in group if len(clusters[one]) > 1 and clusters[one][0] == one and one not in seen]
    first, last = at_right_end[:1], at_left_end[:1]
    return [*first, *(one for one in group if one not in (*first, *last)), *last]


def weight_by_children(rows, all_unions, place):
    """Where people without parents above would stand best: over their children, and their children's children."""
    at = {person: index for row in rows for index, person in enumerate(row)}
    found = dict(place)
    for row in reversed(rows):
        for person in row:
            below = [
                found[child] for union in all_unions if person in union.parents for child in union.children
            ]
            found[person] = sum(below) / len(below) if below else float(at[person])
    return found


def crossings(rows, all_unions):
    """How many lines from parents to children cross."""
    at = {person: index for row in rows for index, person in enumerate(row)}
    level = {person: generation for generation, row in enumerate(rows) for person in row}
    lines = defaultdict(list)
    for union in all_unions:
        above = sum(at[parent] for parent in union.parents) / len(union.parents)
        for child in union.children:
            lines[level[child]].append((above, at[child]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for pairs in lines.values() for index, one in enumerate(pairs) for other in pairs[index + 1:]
    )
