"""How long it takes to count what claims rely on.

    python -m tests.benchmarks.claims_relied_on --claims 5000

Prints for each question the median and the slowest of its server time, from the request to the last byte of the answer,
and the mean CPU time of this process and the database's backend together, which tells more on a busy machine.
It needs what `tests.benchmarks.evaluation` needs; `--keep` does the same. Ends with 1 when a median is over the bar.
"""

import argparse
import os
import statistics
import time

from tests.benchmarks.evaluation import database

BAR = 1000  # milliseconds, the median of each question, on two cores
ROUNDS = 7
QUESTIONS = {
    "what claims rely on": "",
    "education set aside, a child left school": "?group=all&relies=set_aside%7CLEFT_SCHOOL_AGE%7Ceducation",
    "anything judged": "?group=all&relies=judgement%7Cany",
    "one source, and work we certified": "?relies=source%7Csource+7%7C&relies=self_certified%7Cany",
    "paid, one district": "?group=paid&district=D1",
}
WINDOW = """
    INSERT INTO claims_submissionwindow (
        code, framework, opens_on, evidence_cutoff_on, closes_on, submitted_at, submitted_by_id
    )
    VALUES ('W', 'expanded', '2023-08-01', '2023-08-31', '2023-08-31', now(), %(user)s)
"""
CLAIMS = """
    INSERT INTO claims_claim (
        reference, token, family_id, framework, route, status, amount, line_id, as_of, known_at, evidence,
        evidence_digest, checked_digest, checked_by_id, checked_at, approved_digest, approved_by_id, approved_at,
        window_id, rejection_code, finding_code, submitted_at, claimed_on, paid_on, paid_amount
    )
    SELECT 'C-' || lpad(id::text, 6, '0'), gen_random_uuid(), id, 'expanded',
           CASE WHEN id %% 5 = 0 THEN 'employment' ELSE 'sustained' END,
           CASE WHEN id %% 3 = 0 THEN 'spot_valid' ELSE 'paid' END, 80000, id, '2023-08-15', now(), '{}',
           repeat('0', 64), repeat('0', 64), %(user)s, now(), repeat('0', 64), %(user)s, now(),
           (SELECT id FROM claims_submissionwindow),
           '', '', now(), '2023-08-15', '2023-09-15', 80000
    FROM families_family family ORDER BY family.id LIMIT %(claims)s
"""
RELIANCES = """
    INSERT INTO claims_claimreliance (claim_id, what, value, headline)
    SELECT id, 'source', 'source ' || number, '' FROM claims_claim, generate_series(1, 12) number
    WHERE (id + number) %% 2 = 0
    UNION ALL SELECT id, 'grade', (1 + id %% 5)::text, '' FROM claims_claim
    UNION ALL SELECT id, 'plan', (1 + id %% 4)::text, '' FROM claims_claim
    UNION ALL SELECT id, 'set_aside', 'LEFT_SCHOOL_AGE', 'education' FROM claims_claim WHERE id %% 11 = 0
    UNION ALL SELECT id, 'neutral', 'TOO_FEW_TERMS', 'education' FROM claims_claim WHERE id %% 4 = 0
    UNION ALL SELECT id, 'judgement', '', 'health' FROM claims_claim WHERE id %% 6 = 0
    UNION ALL SELECT id, 'self_certified', '3', 'work' FROM claims_claim WHERE id %% 10 = 0
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=5000)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run, and use one left")
    options = parser.parse_args()
    os.environ["INSECURE_LOCAL_HTTP"] = "1"
    with database.made(options.claims, keep=options.keep):
        raise SystemExit(int(measure(options.claims, prepare(options.claims))))


def prepare(claims):
    """Writes the claims and what they rely on, once per database; returns whoever asks."""
    from django.db import connection, transaction

    from claims.models import Claim
    from families.accounts.enums import Role
    from families.models import User

    if not Claim.objects.exists():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            user = User.objects.create(username="manager", role=Role.PROGRAMME_MANAGER, staff_number="manager")
            for statement in (WINDOW, CLAIMS):
                cursor.execute(statement, {"claims": claims, "user": user.pk})
            cursor.execute(RELIANCES, {})
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    return User.objects.get(username="manager")


def measure(claims, user):
    """Prints the times of each question; True when a median is over the bar."""
    from django.test import Client

    from tests.benchmarks.evaluation.measuring import measured

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    print(f"{claims:,} claims, {ROUNDS} requests each, milliseconds; load {os.getloadavg()[0]:.1f}")
    print(f"{'':<44}{'median':>8}{'slowest':>8}{'CPU':>8}")
    slow = False
    addresses = {words: f"/claims-rely-on/{asked}" for words, asked in QUESTIONS.items()}
    addresses["all of it as CSV"] = "/claims-rely-on/csv/?group=all"
    for words, address in addresses.items():
        times = []
        with measured(anew=False) as cost:
            for _ in range(ROUNDS + 1):
                began = time.perf_counter()
                response = client.get(address)
                times.append((time.perf_counter() - began) * 1000)
                if response.status_code != 200:
                    raise SystemExit(f"{address} answers {response.status_code}")
        median = statistics.median(times[1:])
        slow |= median > BAR
        over = "   over the bar" if median > BAR else ""
        print(f"{words:<44}{median:>8.0f}{max(times[1:]):>8.0f}{cost.cpu * 1000 / len(times):>8.0f}{over}")
    return slow


if __name__ == "__main__":
    main()
