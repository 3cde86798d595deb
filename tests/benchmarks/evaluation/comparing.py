"""One authority judged in four ways: by the product, in DuckDB, in a loop over the ORM; and the floor under all."""

import os
import sys
from dataclasses import dataclass
from itertools import zip_longest

from tests.benchmarks.evaluation import database, in_duckdb, in_loop, in_product
from tests.benchmarks.evaluation.measuring import Cost, measured

SAMPLE = 200


@dataclass
class Figures:
    """What an authority of `families` cost. `save` and `load` are milliseconds (a median) and load averages; `differences`
    counts rows that are not the same in two of the ways."""

    families: int
    night: Cost
    nothing_new: Cost
    still_needed: tuple[Cost, int]
    save: float
    as_it_comes: Cost
    one_percent: Cost
    what_if: Cost
    replay: Cost
    two_workers: Cost
    floor: Cost
    duckdb: Cost
    loop: Cost
    looped: int
    changed: int
    changed_again: int
    differences: int
    load: tuple[float, float]


def compared(families, runs):
    """Judges the authority in the database in every way, and compares the results row by row."""
    load_before = os.getloadavg()[0]
    night, changed = _told("full night", _least(in_product.full_night, runs))
    nothing_new, changed_again = _told("the same again", _least(in_product.night_without_news, runs))
    still_needed = _told("what is still needed", in_product.still_needed())
    floor = _told("floor", in_product.floor())
    _, save = _told("one family on save", in_product.one_family())
    as_it_comes, one_percent = _told("ordinary nights", in_product.ordinary_nights())
    what_if = _told("what if", in_product.what_if())
    replay = _told("replay", in_product.replay())
    duckdb, duck = _told("DuckDB", _least(_in_memory, runs))
    sample = list(range(1, families + 1, max(1, families // SAMPLE)))[:SAMPLE]
    with measured() as loop:
        of_loop = in_loop.verdicts_and_readiness(sample, as_of=database.AS_OF, known_at=database.KNOWN_AT)
    references = {f"F{number:07}" for number in sample}
    differences = 0
    for product, other, looped, place in (
        (in_product.exported_verdicts(), in_duckdb.export_verdicts(duck), of_loop[0], 3),
        (in_product.exported_readiness(), in_duckdb.export_readiness(duck), of_loop[1], 1),
    ):
        sampled = []
        differences += _differing(_noting(product, sampled, references, place), other)
        differences += _differing(iter(sorted(sampled)), iter(looped))
    duck.close()
    return Figures(
        families=families, night=night, nothing_new=nothing_new, still_needed=still_needed, save=save,
        as_it_comes=as_it_comes, one_percent=one_percent, what_if=what_if, replay=replay,
        two_workers=_told("two workers", in_product.two_workers()), floor=floor, duckdb=duckdb, loop=loop, looped=len(sample), changed=changed,
        changed_again=changed_again, differences=differences, load=(load_before, os.getloadavg()[0]),
    )


def _told(what, result):
    """The result, which is also said at once: with 400,000 families the whole comparison takes an hour."""
    print(f"{what}: {result}", file=sys.stderr, flush=True)
    return result


def _least(call, runs):
    """The result of the run of `call` that took the least CPU; its first part is a Cost."""
    return min((call() for _ in range(runs)), key=lambda result: result[0].cpu)


def _in_memory():
    duck = in_duckdb.loaded()
    with measured() as cost:
        in_duckdb.judge(duck, as_of=database.AS_OF, known_at=database.KNOWN_AT)
    return cost, duck


def _noting(rows, noted, references, place):
    """Yields the rows, and notes those of the families looked at in the loop."""
    for row in rows:
        if row[place] in references:
            noted.append(row)
        yield row


def _differing(mine, theirs):
    """The number of rows that differ, both in the same order."""
    return sum(one != other for one, other in zip_longest(mine, theirs))
