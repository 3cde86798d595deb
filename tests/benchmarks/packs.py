"""How long it takes to hand over the packs of the claims that the department chose for a spot check.

    python -m tests.benchmarks.packs --packs 26

Approves so many claims through the product, then prints how long three things took: to show what a list of references
would give, to make the bundle, and to check it with the verifier that is in it. It needs what
`tests.benchmarks.evaluation` needs. Ends with 1 when all of it takes longer than the bar.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.benchmarks.evaluation import database

BAR = 300  # seconds for all of it, on two cores
ASKED = {"purpose": "Spot check", "recipient": "The department"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--packs", type=int, default=26)
    options = parser.parse_args()
    os.environ["INSECURE_LOCAL_HTTP"] = "1"
    with tempfile.TemporaryDirectory() as folder, database.made(0, keep=False):
        manager, references = prepare(Path(folder, "files"), options.packs)
        slow = measure(Path(folder), manager, references)
    raise SystemExit(int(slow))


def prepare(folder, packs):
    """Loads so many families, and has their claims checked by one person and approved by another."""
    from claims.actions import approve_claim, check_claim, update_queue
    from claims.models import Claim
    from families.accounts.enums import Role
    from tests.outcomes.authority import authority, plain_family, user

    families = authority(folder, *(plain_family(f"TF-{number}") for number in range(packs)))
    update_queue([family.pk for family in families.values()])
    checker, manager = (user(Role.PROGRAMME_MANAGER, f"{name}.manager") for name in ("first", "second"))
    for claim in Claim.objects.order_by("pk"):
        check_claim(claim=claim, by=checker, digest=claim.evidence_digest)
        approve_claim(claim=claim, by=manager, digest=claim.evidence_digest)
    return manager, list(Claim.objects.order_by("pk").values_list("reference", flat=True))


def measure(folder, manager, references):
    """Prints what each step took; True when all of them together are over the bar."""
    from django.test import Client

    from tests.benchmarks.evaluation.measuring import measured

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"references": "\n".join(references), **ASKED}
    steps = {
        "show what would be in it": lambda: client.post("/claim-packs/", asked),
        "make the bundle": lambda: (folder / "packs.zip").write_bytes(
            client.post("/claim-packs/bundle/", asked).content
        ),
        "check it with its verifier": lambda: verify(folder),
    }
    print(f"{len(references)} packs; load {os.getloadavg()[0]:.1f}")
    print(f"{'':<28}{'seconds':>10}{'CPU':>8}")
    whole = 0
    for words, step in steps.items():
        with measured(anew=False) as cost:
            step()
        whole += cost.wall
        print(f"{words:<28}{cost.wall:>10.2f}{cost.cpu:>8.2f}")
    print(f"{'together':<28}{whole:>10.2f}{'   over the bar' if whole > BAR else ''}")
    return whole > BAR


def verify(folder):
    """Unpacks the bundle and runs the verifier that is in it, as its recipient does."""
    with zipfile.ZipFile(folder / "packs.zip") as packed:
        packed.extractall(folder)
    program = next(folder.glob("*/verifier/verify_packs.py"))
    subprocess.run([sys.executable, str(program)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
