"""How long the pages of a key worker's day take with many families in the database.

    python -m tests.benchmarks.pages --families 40000

Prints for each page the median and the slowest tenth of its server time: from the request to the last byte of the
answer, through every middleware, without a network; the mean CPU time of this process and the database's backend
together, which tells more where the machine does other work besides; and how many queries were asked. It needs what
`tests.benchmarks.evaluation` needs, and `--keep` does the same. Ends with 1 when a median is over the bar.
"""

import argparse
import os
import statistics
import time
from pathlib import Path

from tests.benchmarks.evaluation import database

BAR = 100  # milliseconds, the median of each page, on two cores
ROUNDS = 40
LED = 18  # families of one key worker
QUEUED_AT_ONCE = 1000
SOUGHT = (
    ("Shivaun Hartley", ""), ("Neve Oakwood", ""), ("hartley", ""), ("Keeva Stanton", "3 5 2010"), ("siobhan", ""),
    ("Mohamed Blackburne", ""), ("9990000815", ""), ("ZZ7", ""), ("F0001234", ""), ("Becky Ashfield", "1 1 2001"),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", type=int, default=40_000)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run, and use one left")
    options = parser.parse_args()
    os.environ["INSECURE_LOCAL_HTTP"] = "1"
    with database.made(options.families, keep=options.keep):
        worker, manager = prepare()
        slow = measure(options.families, worker, manager)
    raise SystemExit(int(slow))


def prepare():
    """Gives the families names and homes, judges them, and adds a key worker and a manager; once per database."""
    from django.db import connection, transaction

    from families.accounts.enums import Role
    from families.models import Family, KnownName, LeadWorker, User
    from outcomes.actions import judge_and_keep
    from outcomes.judging import EVERYONE

    if not KnownName.objects.exists():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(Path(__file__).with_name("people.sql").read_text(encoding="utf-8"))
        judge_and_keep(EVERYONE, as_of=database.AS_OF, known_at=database.KNOWN_AT)
        people = [
            User.objects.create(username=role, role=role, staff_number=role)
            for role in (Role.KEY_WORKER, Role.PROGRAMME_MANAGER)
        ]
        LeadWorker.objects.bulk_create(
            LeadWorker(family=family, worker=people[0], name="", starts_on="2030-01-01", recorded_at=database.KNOWN_AT)
            for family in Family.objects.order_by("pk")[:LED]
        )
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    queue_claims()
    return User.objects.get(role=Role.KEY_WORKER), User.objects.get(role=Role.PROGRAMME_MANAGER)


def queue_claims():
    """Queues every family that can be claimed, as a night does; once per database."""
    from django.db import connection

    from claims.actions.queue import update_queue
    from claims.models import Claim
    from outcomes.models import Readiness

    if Claim.objects.exists():
        return
    ready = Readiness.objects.current().filter(claimable=True)
    claimable = list(ready.order_by("family").values_list("family", flat=True))
    for first in range(0, len(claimable), QUEUED_AT_ONCE):
        update_queue(
            claimable[first:first + QUEUED_AT_ONCE], as_of=database.AS_OF, known_at=database.KNOWN_AT
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def measure(families, worker, manager):
    """Prints the times of each page; True when a median is over the bar."""
    from claims.models import Claim
    from families.models import Family
    from tests.benchmarks.evaluation.measuring import measured

    tokens = [str(token) for token in Family.objects.order_by("token").values_list("token", flat=True)[:ROUNDS]]
    claims = Claim.objects.order_by("token").values_list("token", flat=True)[:ROUNDS]
    pages = {
        "family page": (manager, [f"/families/{token}/" for token in tokens]),
        "claim ledger": (manager, [f"/families/{token}/ledger/" for token in tokens]),
        "people and homes": (manager, [f"/families/{token}/household/" for token in tokens]),
        "professionals": (manager, [f"/families/{token}/professionals/" for token in tokens]),
        "timeline": (manager, [f"/families/{token}/timeline/" for token in tokens]),
        "caseload of a key worker": (worker, ["/families/"] * ROUNDS),
        "caseload of everybody": (manager, ["/families/"] * ROUNDS),
        "claim queue": (manager, ["/claims/"] * ROUNDS),
        "one claim": (manager, [f"/claims/{token}/" for token in claims]),
        "search": (manager, [None] * ROUNDS),
        "search by a key worker": (worker, [None] * ROUNDS),
    }
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    print(f"{families:,} families, {Claim.objects.count():,} claims, {ROUNDS} requests each, milliseconds; load {load}")
    print(f"{'page':<28}{'median':>8}{'slowest tenth':>15}{'CPU':>8}{'queries':>9}")
    slow = False
    for name, (user, addresses) in pages.items():
        with measured(anew=False) as cost:
            times = sorted(times_of(user, addresses))
        median = statistics.median(times)
        slow |= median > BAR
        over = "   over the bar" if median > BAR else ""
        print(f"{name:<28}{median:>8.0f}{times[len(times) * 9 // 10]:>15.0f}"
              f"{cost.cpu * 1000 / (len(times) + 2):>8.0f}{queries_of(user, addresses[-1]):>9}{over}")
    return slow


def times_of(user, addresses):
    """Milliseconds of each request; the first two, which compile templates, are left out. None: a search."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for number, address in enumerate([addresses[0], addresses[0], *addresses]):
        if address is None:
            term, born = SOUGHT[number % len(SOUGHT)]
            asked = dict(zip(("born_on_0", "born_on_1", "born_on_2"), born.split(), strict=False))
            client.post("/find/", {"term": term, **asked})
        began = time.perf_counter()
        response = client.get(address or "/find/")
        took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            raise SystemExit(f"{address or '/find/'} answers {response.status_code}")
        if number > 1:
            yield took


def queries_of(user, address):
    """How many statements a request sends, transactions' own beginnings and ends apart."""
    from django.test import Client

    from tests.journeys.questions import questions

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return len(questions(client, address))


if __name__ == "__main__":
    main()
