"""A bundle of packs to hand over: the packs, a cover sheet with an index, the chain, and the program that checks it."""

import io
import zipfile
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from claims.exports.writing import CSV, Pounds, as_bytes
from claims.models import ClaimPack
from claims.packs.sealing import EPOCH, READABLE, UNIX

HERE = Path(__file__).parent
VERIFIER = ("verify_packs.py", "recompute.py", "criteria.py", "family.py")
COLUMNS = ("pack", "claim", "family", "programme", "route", "pounds", "approved_by", "approved_on", "status", "digest")


def bundle_of(packs, *, purpose, recipient, by, on):
    """The files of a bundle: name -> bytes. `packs` come with their claim, `by` is whoever hands them over."""
    chain = list(ClaimPack.objects.order_by("number").values_list("number", "digest", "manifest"))
    cover = render_to_string("claims/packs/cover.html", {
        "packs": packs, "purpose": purpose, "recipient": recipient, "by": by, "on": on, "sealed": len(chain),
        "head": chain[-1][1], "authority": settings.AUTHORITY_NAME,
    })
    files = {
        "READ-ME-FIRST.html": cover.encode(), "claim.css": (HERE / "claim.css").read_bytes(),
        "index.csv": _index(packs), "chain.jsonl": "".join(f"{text}\n" for *_, text in chain).encode(),
        **{f"verifier/{name}": (HERE / "verifier" / name).read_bytes() for name in VERIFIER},
    }
    for pack in packs:
        content = bytes(pack.content)
        files[f"packs/{pack.file_name}"] = content
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files |= {f"read/{name}": packed.read(name) for name in packed.namelist()}
    return files


def zipped(files, folder):
    """A bundle's files as one zip that holds one folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE
            written.writestr(entry, files[name])
    return stream.getvalue()


def _index(packs):
    return as_bytes(CSV, COLUMNS, [
        (
            pack.file_name, pack.claim.reference, pack.claim.family.reference, pack.claim.framework, pack.claim.route,
            None if pack.claim.amount is None else Pounds(pack.claim.amount), pack.move.by.username,
            pack.move.at.date(), pack.claim.status, pack.digest,
        )
        for pack in packs
    ])
