"""How a pack is written so that it can be checked: its manifest, and the bytes of its file. No queries, no clock."""

import hashlib
import io
import json
import zipfile

SCHEMA_VERSION = 1
UNIX, READABLE = 3, 0o100644 << 16
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip can hold: the same for every file


def canonical(value):
    """The one way in which a manifest is written."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sha256(content):
    """What names bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_of(files, *, number, claim, previous, replaces):
    """The manifest: every part of the pack by its SHA-256, the pack before, and (`digest`) the SHA-256 of all that."""
    said = {
        "schema": SCHEMA_VERSION, "number": number, "claim": claim, "previous": previous, "replaces": replaces,
        "files": {name: sha256(content) for name, content in files.items()},
    }
    return {**said, "digest": sha256(canonical(said).encode())}


def packed(files):
    """Named bytes as a zip: always the same bytes for the same files, on any day and any machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as written:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = UNIX, READABLE
            written.writestr(entry, files[name])
    return stream.getvalue()
