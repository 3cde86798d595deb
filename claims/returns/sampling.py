"""Which families are in the sample of a programme year: at least a tenth, drawn by nobody's choice, kept for good.

Who was returned before stays in, so that a family that was described when it came in is described when it leaves.
The others follow in an order that the authority's secret gives: it cannot be chosen, and comes out the same again.
"""

from claims.returns.references import keyed

ONE_IN = 10


def needed(families):
    """How many of so many families make a tenth, rounded up."""
    return (families + ONE_IN - 1) // ONE_IN


def drawn(name, families, *, kept=(), barred=()):
    """The ids of the families of one year that are in: `families` is id -> reference. `kept` were in before; `barred`
    may not be in, and count towards how many are needed all the same."""
    free = [pk for pk in families if pk not in barred]
    order = sorted(free, key=lambda pk: (pk not in kept, keyed("sample", name, families[pk])))
    return set(order[: max(needed(len(families)), sum(pk in kept for pk in free))])
