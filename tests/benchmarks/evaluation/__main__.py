"""Judges the same families in four ways in one run, checks that all give the same verdicts, and prints what each cost.

    python -m tests.benchmarks.evaluation --families 400000

Smaller authorities (2,500 and 40,000 families) are judged first, so that the growth of the cost is seen; `--only` leaves
them out. It needs DATABASE_URL (a server on which it may create and drop databases of its own), SECRET_KEY and REDIS_URL
as the product does, and the packages of requirements-benchmark.txt. CPU and memory of the database are read from /proc,
so the server should run on this machine. `--keep` leaves the databases, and takes those that an earlier run left: making
400,000 families takes minutes. Ends with 1 when verdicts differ.
"""

import argparse

from tests.benchmarks.evaluation import database

SMALLER = (2_500, 40_000)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=2_500)
    parser.add_argument("--only", action="store_true", help="leave out the smaller authorities")
    parser.add_argument("--runs", type=int, default=1, help="runs of the nights and of DuckDB; the quickest counts")
    parser.add_argument("--keep", action="store_true", help="leave the databases for the next run, and use those left")
    options = parser.parse_args()
    sizes = [size for size in SMALLER if size < options.families and not options.only] + [options.families]
    figures = []
    for families in sizes:
        with database.made(families, keep=options.keep):
            from tests.benchmarks.evaluation import comparing, telling

            figures.append(comparing.compared(families, options.runs))
            telling.tell(figures[-1])
    telling.tell_growth(figures)
    raise SystemExit(int(any(one.differences or one.changed_again for one in figures)))


if __name__ == "__main__":
    main()
