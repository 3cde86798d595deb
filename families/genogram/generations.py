"""Which generation everybody belongs to, and who has children with whom."""

from collections import defaultdict

from families.genogram.people import Tie, Union

STRENGTH = {Tie.PARTNERS: 0, Tie.EX_PARTNERS: 1, Tie.PARENTS: 2}


def generations(figures, kinship):
    """Person id -> generation, the oldest being 0. What contradicts what was said before it is left out of account."""
    steps = [
        *((parent, child, 1) for parent, child in kinship.parents),
        *((one, other, 0) for one, other, _ in kinship.couples),
        *((one, other, 0) for one, other, _ in kinship.siblings),
        *kinship.apart,
    ]
    root = {figure.id: figure.id for figure in figures}
    below = dict.fromkeys(root, 0)  # generations below the root

    def find(person):
        depth = 0
        while root[person] != person:
            depth += below[person]
            person = root[person]
        return person, depth

    for elder, younger, step in steps:
        if elder not in root or younger not in root:
            continue
        (one, one_depth), (other, other_depth) = find(elder), find(younger)
        if one != other:
            root[other], below[other] = one, one_depth + step - other_depth
    groups = defaultdict(dict)
    for person in root:
        top, depth = find(person)
        groups[top][person] = depth
    return align(figures, groups)


def align(figures, groups):
    """The groups of kin laid beside one another: adults with adults, children with children, by most of each group."""
    own = {figure.id: figure.generation for figure in figures}
    found = {}
    for members in groups.values():
        votes = sorted(own[person] - depth for person, depth in members.items())
        shift = votes[(len(votes) - 1) // 2]
        found |= {person: depth + shift for person, depth in members.items()}
    in_use = {generation: number for number, generation in enumerate(sorted(set(found.values())))}
    return {person: in_use[generation] for person, generation in found.items()}


def couples_of(kinship, level):
    """The couples that can be drawn, each once: (one, other) -> the strongest tie. Both are of one generation."""
    parents = defaultdict(list)
    for parent, child in kinship.parents:
        if level.get(child) == level.get(parent, -9) + 1:
            parents[child].append(parent)
    ties = {}
    said = [*kinship.couples, *((*pair[:2], Tie.PARENTS) for pair in parents.values() if len(pair) > 1)]
    for one, other, tie in said:
        pair = tuple(sorted((one, other)))
        if one != other and level.get(one) is not None and level.get(one) == level.get(other):
            ties[pair] = min(ties.get(pair, tie), tie, key=STRENGTH.get)
    return ties


def unions(figures, kinship, level):
    """Everybody's children, by the one or two parents they have in the generation above, and couples without any."""
    born = {figure.id: (figure.born or "9999", figure.id) for figure in figures}
    parents = defaultdict(list)
    for parent, child in kinship.parents:
        if parent in level and child in level and level[child] == level[parent] + 1 and parent not in parents[child]:
            parents[child].append(parent)
    ties = couples_of(kinship, level)
    children = defaultdict(list)
    for child, of in parents.items():
        children[tuple(sorted(of[:2]))].append(child)
    for pair in ties:
        children.setdefault(pair, [])
    return [
        Union(pair, tuple(sorted(found, key=born.get)), ties.get(pair))
        for pair, found in sorted(children.items())
    ]


def orphan_groups(kinship, level, all_unions):
    """Brothers and sisters whose parents are not drawn, who are drawn together: (ids, whether all are half)."""
    with_parents = {child for union in all_unions for child in union.children}
    groups, halves = [], []
    for one, other, half in kinship.siblings:
        pair = {one, other}
        if pair & with_parents or level.get(one) is None or level.get(one) != level.get(other):
            continue
        joined = [group for group in groups if group & pair]
        merged, is_half = pair.union(*joined), half
        for group in joined:
            place = groups.index(group)
            is_half = halves.pop(place) and is_half
            groups.pop(place)
        groups.append(merged)
        halves.append(is_half)
    return [(tuple(sorted(group)), half) for group, half in zip(groups, halves, strict=True)]
