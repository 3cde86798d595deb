"""The stand-alone verifier as its own user runs it: from its folder, with nothing of the product in sight."""

import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "claims" / "packs" / "verifier"


def part(name):
    """One of its files, as a module."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return import_module(name)
