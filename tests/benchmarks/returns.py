"""How long it takes to prepare each return of a large authority: to gather its lines and to find its faults.

    python -m tests.benchmarks.returns --families 5000

Prints for each return its rows, its faults, the seconds, and the CPU time of this process and the database's backend
together. It needs what `tests.benchmarks.evaluation` needs; `--keep` does the same. Ends with 1 when one takes longer
than the bar.
"""

import argparse
import os

from tests.benchmarks.evaluation import database

BAR = 20  # seconds, so that a page comes before a proxy gives up


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=5000)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run, and use one left")
    options = parser.parse_args()
    os.environ["INSECURE_LOCAL_HTTP"] = "1"
    with database.made(options.families, keep=options.keep):
        slow = measure(options.families)
    raise SystemExit(int(slow))


def measure(families):
    """Prints the time of each return; True when one is over the bar."""
    from claims.returns.enums import PeriodKind
    from claims.returns.periods import half_years
    from claims.returns.preparing import prepare
    from claims.returns.schemas import MADE_ON_THEIR_OWN, SCHEMAS
    from tests.benchmarks.evaluation.measuring import measured

    print(f"{families:,} families; load {os.getloadavg()[0]:.1f}")
    print(f"{'return':<26}{'rows':>8}{'faults':>8}{'seconds':>9}{'CPU':>8}")
    slow = False
    for name in MADE_ON_THEIR_OWN:
        schema, asked = SCHEMAS[name], {"as_of": database.AS_OF}
        if schema.period == PeriodKind.HALF_YEAR:
            half = half_years(database.AS_OF, database.AS_OF)[0]
            asked |= {"first_day": half.first_day, "last_day": half.last_day}
        with measured(anew=False) as cost:
            prepared = prepare(schema, **asked)
            found = len(prepared.gathered.lines), len(prepared.faults), prepared.seal
        slow |= cost.wall > BAR
        over = "   over the bar" if cost.wall > BAR else ""
        print(f"{name:<26}{found[0]:>8,}{found[1]:>8,}{cost.wall:>9.1f}{cost.cpu:>8.1f}{over}")
    return slow


if __name__ == "__main__":
    main()
