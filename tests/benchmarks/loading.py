"""How long a load of events takes beside plain COPY: `python -m tests.benchmarks.loading --rows 100000`.

It makes its people and events in a transaction that is rolled back, so any migrated database will do. Two floors are
measured in the same run: COPY into a table with the same keys, indexes and references as the facts, which is the least
that keeping the facts can cost, and COPY into a bare table.
"""

import argparse
import csv
import os
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

BAR, AIM = 12, 6
KINDS = ("fixed_exclusion", "proven_offence", "asb_incident", "police_callout", "missing_episode")
HEADER = ("source_ref", "source", "kind", "occurred_on", "person_ref", "family_ref", "withdrawn", "note")
LIKE_THE_FACTS = """
    CREATE TABLE copied (LIKE families_event INCLUDING ALL);
    ALTER TABLE copied
        ALTER recorded_at SET DEFAULT now(), ADD FOREIGN KEY (person_id) REFERENCES families_person,
        ADD FOREIGN KEY (family_id) REFERENCES families_family, ADD FOREIGN KEY (load_id) REFERENCES families_load,
        ADD FOREIGN KEY (superseded_load_id) REFERENCES families_load,
        ADD FOREIGN KEY (recorded_by_id) REFERENCES families_user,
        ADD FOREIGN KEY (superseded_by_id) REFERENCES families_user;
"""


def write_events(path, rows, people):
    """A file of events of made-up people, the same for the same numbers."""
    chance = random.Random(7)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for number in range(rows):
            day = date(2014, 1, 1) + timedelta(chance.randrange(900))
            person = f"BENCH-P{chance.randrange(people)}"
            out.writerow((f"E{number}", "bench", chance.choice(KINDS), day.isoformat(), person, "", "", ""))


def write_same_as_facts(path, target, ids, load):
    """The same events as the columns of the facts' table, for COPY to take as they are."""
    with open(path, encoding="utf-8") as file, open(target, "w", encoding="utf-8") as out:
        for row in csv.DictReader(file):
            cells = (row["source"], row["source_ref"], row["kind"], row["occurred_on"], ids[row["person_ref"]], load)
            out.write("\t".join(map(str, cells)) + "\n")


def timed(call):
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def measure(rows, people=10_000):
    """Seconds of the load, of loading it again, of COPY like the facts, of COPY into a bare table."""
    from django.db import connection, transaction

    from families.facts.actions import load_file
    from families.models import Load, Person

    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path, as_facts = Path(folder) / "events.csv", Path(folder) / "as_facts.txt"
        write_events(path, rows, people)
        Person.objects.bulk_create(Person(reference=f"BENCH-P{number}") for number in range(people))
        with connection.cursor() as cursor:
            load = timed(lambda: (load_file(path=path, by=None), cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")))
            again = timed(lambda: load_file(path=path, by=None))
            assert list(Load.objects.order_by("id").values_list("accepted", "unchanged"))[-2:] == [(rows, 0), (0, rows)]
            ids = dict(Person.objects.filter(reference__startswith="BENCH-").values_list("reference", "id"))
            write_same_as_facts(path, as_facts, ids, Load.objects.latest("id").pk)
            cursor.execute(LIKE_THE_FACTS)
            cursor.execute("ALTER TABLE copied ALTER note SET DEFAULT ''")
            columns = "source, source_ref, kind, occurred_on, person_id, load_id"
            with open(as_facts, encoding="utf-8") as file:
                keyed = timed(lambda: cursor.copy_expert(f"COPY copied ({columns}) FROM STDIN", file))
            cursor.execute(f"CREATE TABLE bare ({', '.join(f'{name} text' for name in HEADER)})")
            with open(path, encoding="utf-8") as file:
                bare = timed(lambda: cursor.copy_expert("COPY bare FROM STDIN (FORMAT csv, HEADER)", file))
        transaction.set_rollback(True)
    return load, again, keyed, bare


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troubled_families.settings")
    import django

    django.setup()
    load, again, keyed, bare = measure(rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} events: loaded in {load:.2f} s, loaded again in {again:.2f} s, at most {memory:.0f} MB of memory")
    print(f"COPY of the same facts into a table with the same keys and references: {keyed:.2f} s")
    print(f"COPY of the same file into a bare table: {bare:.2f} s ({load / bare:.1f} times)")
    print(f"The load takes {load / keyed:.1f} times the COPY with keys and references (bar {BAR}, aim {AIM}).")
    raise SystemExit(load / keyed > BAR)


if __name__ == "__main__":
    main()
