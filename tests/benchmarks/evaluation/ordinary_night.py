"""An ordinary night, in which one family in a hundred or in twenty is due or touched, against a full one.

    python -m tests.benchmarks.evaluation.ordinary_night --families 40000

Both are nights as the timetable opens and the workers work them, chunk by chunk, in this process; what follows them in
the claim queue is left out of both. Needs what the benchmark of evaluation needs (`__main__.py`).
"""

import argparse
from datetime import timedelta

from tests.benchmarks.evaluation import database

SHARES = (1, 5)  # percent


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=2500)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run with as many families")
    options = parser.parse_args()
    database.NAME = "benchmark_of_ordinary_nights"
    with database.made(options.families, keep=options.keep):
        forget_nights()
        full = night(database.AS_OF)
        print(line("full night, everything written", full), flush=True)
        full = night(database.AS_OF + timedelta(days=1), full=True)
        print(line("full night, little written", full), flush=True)
        print(line("ordinary night as it comes", night(database.AS_OF + timedelta(days=2)), full), flush=True)
        for number, percent in enumerate(SHARES, start=3):
            business_date = database.AS_OF + timedelta(days=number)
            make_due_or_touched(percent, business_date)
            print(line(f"ordinary night, {percent}% due or touched", night(business_date), full), flush=True)


def forget_nights():
    """As if no night had ever been."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE outcomes_verdict, outcomes_readiness, outcomes_judgedonchange, outcomes_night, "
            "outcomes_lookagain CASCADE"
        )


def make_due_or_touched(percent, business_date):
    """Half of so many families come due by a date, and of the other half something is recorded now; nobody else."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outcomes_lookagain SET next_on = CASE WHEN family_id %% 200 < %s THEN %s::date END",
            [percent, business_date],
        )
        cursor.execute(
            "INSERT INTO families_event (recorded_at, source, source_ref, kind, occurred_on, family_id, note, grade) "
            "SELECT clock_timestamp(), 'benchmark', %s || id, 'police_callout', %s, id, '', 1 "
            "FROM families_family WHERE id %% 200 >= 100 AND id %% 200 < %s",
            [f"{business_date} ", database.AS_OF, 100 + percent],
        )
        cursor.execute("VACUUM (ANALYZE) outcomes_lookagain, outcomes_verdict, outcomes_readiness, families_event")


def night(business_date, *, full=False):
    """Opens a night and works it to its end: what that cost, families looked at by reason, judged and changed."""
    from django.db.models import Sum

    from outcomes.nights import actions as nights
    from tests.benchmarks.evaluation.measuring import measured

    with measured() as cost:
        made = nights.open_night(business_date=business_date, full=full)
        for chunk in list(nights.waiting_chunks()):
            nights.work_chunk(chunk, then=lambda families, **dates: (0, 0))
    return cost, made, made.chunks.aggregate(judged=Sum("judged"), changed=Sum("changed"))


def line(name, of, against=None):
    cost, made, counts = of
    share = f"   {cost.cpu / against[0].cpu:7.2%} of full (bar 6%, aim 4%)" if against else ""
    return (
        f"{name:40} CPU {cost.cpu:8.2f} s   wall {cost.wall:8.2f} s   backend {cost.backend_megabytes:5.0f} MB{share}   "
        f"judged {counts['judged'] or 0:,}, changed {counts['changed'] or 0:,}   {made.chosen}"
    )


if __name__ == "__main__":
    main()
