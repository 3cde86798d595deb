"""Exporting every verdict as CSV, beside `COPY … TO` of the same rows in the same order.

    python -m tests.benchmarks.evaluation.exporting --families 40000

Eight verdicts a family: 400,000 families are 3 million. Both read one and the same judgement, whose cost is left out of
both. Needs what the benchmark of evaluation needs (`__main__.py`). Ends with 1 when the export misses its bar.
"""

import argparse
import tempfile

from tests.benchmarks.evaluation import database

BAR, AIM = 3, 1.5


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=2500)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run with as many families")
    options = parser.parse_args()
    with database.made(options.families, keep=options.keep):
        from django.db import connection, transaction

        from claims.exports.copying import write_csv
        from outcomes import judging
        from tests.benchmarks.evaluation.measuring import measured

        with transaction.atomic():
            judging.judge(as_of=database.AS_OF, known_at=database.KNOWN_AT)
            with connection.cursor() as cursor, tempfile.TemporaryFile() as file:
                query = cursor.mogrify(judging.EXPORTED_VERDICTS, {"as_of": database.AS_OF}).decode()
                with measured(anew=False) as copied:
                    cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv)", file)
            with tempfile.TemporaryFile() as file, measured(anew=False) as exported:
                count = write_csv(judging.EXPORTED_VERDICTS, {"as_of": database.AS_OF}, file)
    for name, cost in ("COPY", copied), ("export", exported):
        print(f"{name:8} CPU {cost.cpu:8.2f} s   wall {cost.wall:8.2f} s   this process at most {cost.client_megabytes:.0f} MB")
    ratio = exported.cpu / copied.cpu
    print(f"{count:,} verdicts exported with {ratio:.1f} times the CPU of COPY (bar {BAR}, aim {AIM})")
    raise SystemExit(ratio > BAR)


if __name__ == "__main__":
    main()
