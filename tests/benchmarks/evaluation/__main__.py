"""Judges the same families in four ways in one run, checks that all give the same verdicts, and prints what each cost.

    python -m tests.benchmarks.evaluation --families 2500

It needs DATABASE_URL (a server on which it may create and drop a database of its own), SECRET_KEY and REDIS_URL as the
product does, and the packages of requirements-benchmark.txt. CPU and memory of the database are read from /proc, so the
server should run on this machine. Ends with 1 when verdicts differ.
"""

import argparse
import os
from itertools import zip_longest

from tests.benchmarks.evaluation import database

SAMPLE = 200


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=2500)
    parser.add_argument("--runs", type=int, default=1, help="runs of the nights and of DuckDB; the quickest counts")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run with as many families")
    options = parser.parse_args()
    with database.made(options.families, keep=options.keep):
        raise SystemExit(compare(options.families, options.runs))


def least(call, runs):
    """The result of the run of `call` that took the least CPU; its first part is a Cost."""
    return min((call() for _ in range(runs)), key=lambda result: result[0].cpu)


def compare(families, runs):
    """Measures the four ways, prints the table and returns 1 when verdicts differ."""
    from tests.benchmarks.evaluation import in_duckdb, in_loop, in_product
    from tests.benchmarks.evaluation.measuring import measured

    def full():
        in_product.clean()
        return in_product.full_night()

    print(f"{families:,} families; load average before: {os.getloadavg()[0]:.1f}", flush=True)
    night, changed = least(full, runs)
    again, changed_again = least(in_product.ordinary_night, runs)
    saved, median = in_product.one_family()
    replay = in_product.replay()
    floor = in_product.floor()

    def loop():
        with measured() as cost:
            return cost, in_loop.verdicts_and_readiness(sample, as_of=database.AS_OF, known_at=database.KNOWN_AT)

    step = max(1, families // SAMPLE)
    sample = list(range(1, families + 1, step))[:SAMPLE]
    looped, of_loop = loop()

    def in_memory():
        duck = in_duckdb.loaded()
        with measured() as cost:
            in_duckdb.judge(duck, as_of=database.AS_OF, known_at=database.KNOWN_AT)
        return cost, duck

    duckdb, duck = least(in_memory, runs)
    differences = differing(in_product.exported_verdicts(), in_duckdb.export_verdicts(duck))
    differences += differing(in_product.exported_readiness(), in_duckdb.export_readiness(duck))
    references = {f"F{number:07}" for number in sample}
    for mine, theirs, place in (
        (of_loop[0], in_product.exported_verdicts, 3), (of_loop[1], in_product.exported_readiness, 1),
    ):
        differences += differing(iter(mine), iter(sorted(row for row in theirs() if row[place] in references)))

    per_family = looped.cpu / len(sample)
    for name, cost in (
        ("product, full night, everything written", night), ("product, ordinary night, nothing changed", again),
        ("product, replay of a past day", replay), ("DuckDB, in memory, one thread", duckdb),
        (f"loop over the ORM, {len(sample)} families", looped), ("floor: read all, write as many rows", floor),
    ):
        print(f"{name:42} CPU {cost.cpu:8.2f} s   wall {cost.wall:8.2f} s   backend {cost.backend_megabytes:6.0f} MB"
              f"   client {cost.client_megabytes:6.0f} MB")
    print(f"families changed in the full night {changed:,}, in the ordinary night {changed_again:,}")
    print(f"full night / DuckDB             {night.cpu / duckdb.cpu:8.2f}    bar 6, aim 4")
    print(f"ordinary night / full night     {again.cpu / night.cpu:8.2%}    bar 6%, aim 4%")
    print(f"ordinary night / DuckDB         {again.cpu / duckdb.cpu:8.2f}    bar 0.35, aim 0.2")
    print(f"full night / floor              {night.cpu / floor.cpu:8.2f}")
    print(f"full night, wall                {night.wall:8.2f} s  bar 3 s, aim 1 s at 2,500 families")
    print(f"per family: loop {per_family * 1000:.2f} ms, product {night.cpu / families * 1000:.3f} ms: "
          f"{per_family / (night.cpu / families):.0f} times faster    bar 50, aim 150 at 2,500 families")
    print(f"one family on save, median      {median:8.1f} ms  bar 25, aim 10 at 400,000 families")
    peak = max(night.backend_megabytes, night.client_megabytes)
    print(f"peak of one process of a night  {peak:8.0f} MB  bar 256, aim 100")
    print(f"rows that differ between the ways: {differences}; load average after: {os.getloadavg()[0]:.1f}")
    return int(differences > 0 or changed_again > 0)


def differing(mine, theirs):
    """The number of rows that differ, both in the same order."""
    return sum(one != other for one, other in zip_longest(mine, theirs))


if __name__ == "__main__":
    main()
