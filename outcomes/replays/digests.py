"""One digest for a whole judgement, however many parts it was worked in."""

import hashlib
from pathlib import Path

from django.db import connection

DIGESTS = Path(__file__).with_name("digests.sql").read_text(encoding="utf-8")


def digests_of_judgement():
    """Of the judgement now in the work tables: a SHA-256 for each family, 32 bytes each, in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(DIGESTS)
        return bytes(cursor.fetchone()[0])


def digest_of(parts):
    """The digest of a judgement, as 64 hexadecimal digits, from the digests of its parts in the order of their ids."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()
