"""Checks sealed claim packs. Needs Python 3.11 or later and nothing else:

    python3 verify_packs.py [FOLDER] [--head DIGEST] [--every]

FOLDER (default: the one above this file) holds `chain.jsonl`, one manifest for every pack that was ever sealed, and the
packs themselves in `packs/`. Of a selection, `index.csv` names the packs that must be there; with `--every`, or without
an index, all of them must. `--head` gives a digest noted down earlier, from another place than this folder: the chain
must still contain it. May be given more than once.

What it finds: any changed byte of a pack or of the chain; a pack that is missing, out of order, doubled or in another's
place; a chain that was written anew since a digest was noted; a verdict that does not follow from the pack's own facts.
What it cannot know: whether a fact was true when it was recorded, and whether a chain was written anew before anybody
noted a digest.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

from recompute import faults, vouched

NOTHING_BEFORE = "0" * 64
PARTS = ("claim.css", "claim.html", "claim.json", "plan.toml")


def check(folder, heads=(), every=False):
    """Everything that is wrong with a folder of packs, in sentences."""
    lines = [line for line in (folder / "chain.jsonl").read_bytes().split(b"\n") if line]
    chain = []
    for number, line in enumerate(lines, start=1):
        before = chain[-1]["digest"] if chain else NOTHING_BEFORE
        manifest, wrong = read_manifest(line, number, before)
        yield from (f"Pack {number} of the chain {sentence}" for sentence in wrong)
        if manifest is None:
            return
        chain.append(manifest)
    missing = [head for head in heads if head not in {manifest["digest"] for manifest in chain}]
    yield from (f"The chain does not contain {head}, noted earlier: it was cut or written anew." for head in missing)
    names = {name_of(manifest): (manifest, line) for manifest, line in zip(chain, lines, strict=True)}
    index = folder / "index.csv"
    wanted = list(names)
    if index.exists() and not every:
        wanted = [row["pack"] for row in csv.DictReader(io.StringIO(index.read_text(encoding="utf-8")))]
    there = {path.name for path in (folder / "packs").iterdir()}
    yield from (f"{name} is missing." for name in wanted if name not in there)
    yield from (f"{name} is no pack that should be here." for name in sorted(there - set(wanted)))
    for name in sorted(there & names.keys()):
        content = (folder / "packs" / name).read_bytes()
        wrong = list(check_pack(content, *names[name]))
        yield from (f"{name} {sentence}" for sentence in wrong or check_unpacked(folder / "read", content))


def read_manifest(line, number, before):
    """(the manifest of one line, what is wrong with it); no manifest where the line cannot be read at all."""
    try:
        manifest = json.loads(line)
        said = {name: value for name, value in manifest.items() if name != "digest"}
        wrong = [sentence for is_wrong, sentence in (
            (canonical(manifest) != line, "is not written as manifests are."),
            (manifest["number"] != number, f"says that it is number {manifest['number']}."),
            (manifest["previous"] != before, "does not follow the one before."),
            (manifest["digest"] != sha256(canonical(said)), "was changed after it was sealed."),
        ) if is_wrong]
        return manifest, wrong
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        return None, [f"cannot be read: {error!r}."]


def check_pack(content, manifest, line):
    """What is wrong with the bytes of one pack, given its manifest in the chain."""
    claim = manifest["claim"]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    except Exception as error:  # noqa: BLE001  (bytes that were tampered with may fail in any way)
        yield f"cannot be opened: {error!r}."
        return
    if content != repacked(files):
        yield "has bytes changed outside its parts."
    if files.pop(f"{claim}/manifest.json", None) != line:
        yield "holds another manifest than the chain."
    if {name: sha256(part) for name, part in files.items()} != manifest["files"]:
        yield "holds other parts than its manifest names."
        return
    if sorted(files) != [f"{claim}/{name}" for name in PARTS]:
        yield "lacks a part, or has one too many."
        return
    said, rules = json.loads(files[f"{claim}/claim.json"]), files[f"{claim}/plan.toml"]
    yield from check_verdict(said, rules, claim)


def check_unpacked(folder, content):
    """What reads otherwise in the folder `read`, where there is one, than in a sound pack."""
    if folder.exists():
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if not (folder / name).exists() or (folder / name).read_bytes() != packed.read(name):
                    yield f"reads otherwise in read/{name}."


def check_verdict(said, rules, claim):
    """What does not follow from a pack's own facts."""
    evidence = said["evidence"]
    if said["claim"]["reference"] != claim:
        yield "is of another claim."
    if sha256(rules) != evidence["plan"]["digest"]:
        yield "was judged by other rules than it holds."
    if not evidence["readiness"]["claimable"] or evidence["readiness"]["route"] != said["claim"]["route"]:
        yield "does not prove the result that is claimed."
    try:
        yield from faults(said, tomllib.loads(rules.decode(), parse_float=Decimal))
        yield from vouched(said)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        yield f"cannot be judged from its facts: {error!r}."


def repacked(files):
    """The one way in which these parts are packed: sorted, not compressed, without a clock."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as written:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            written.writestr(entry, files[name])
    return stream.getvalue()


def canonical(value):
    """The one way in which a manifest is written."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sha256(content):
    """What names bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def name_of(manifest):
    """The file in which a pack comes."""
    return f"{manifest['number']:06}-{manifest['claim']}.zip"


def main():
    """Prints what is wrong, a line each; ends with 1 when anything is."""
    parser = argparse.ArgumentParser(description="Checks sealed claim packs.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--head", action="append", default=[], metavar="DIGEST")
    parser.add_argument("--every", action="store_true")
    given = parser.parse_args()
    found = list(check(given.folder, given.head, given.every))
    print("\n".join(found) or "Every pack is as it was sealed, and its verdict follows from its facts.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
