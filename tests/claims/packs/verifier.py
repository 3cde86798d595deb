"""The stand-alone verifier as its own user runs it: from its folder, with nothing of the product in sight."""

import io
import json
import sys
import zipfile
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "claims" / "packs" / "verifier"


def part(name):
    """One of its files, as a module."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return import_module(name)


def faults_of(pack):
    """What the verifier says of one sealed pack (a `ClaimPack`): its bytes, and its verdict judged again."""
    return list(part("verify_packs").check_pack(bytes(pack.content), json.loads(pack.manifest), pack.manifest.encode()))


def said_in(pack):
    """What a pack says, for machines."""
    with zipfile.ZipFile(io.BytesIO(bytes(pack.content))) as packed:
        return json.loads(packed.read(f"{pack.claim}/claim.json"))
