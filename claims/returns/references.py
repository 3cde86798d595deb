"""References that stand for families where a return must not tell who they are.

Each is drawn from the family's own reference with a secret that never leaves the authority, and with the return's name:
so the same family has another reference in every return, keeps it from year to year within one, and nobody who lacks
the secret can work it out, not even by trying every family there could be. See `docs/adr/0009-what-a-return-tells.md`.
"""

import base64
import hmac
from hashlib import sha256

from django.conf import settings

LETTERS = 16  # of five bits each


def keyed(*parts):
    """What the secret makes of some words: 32 bytes."""
    return hmac.new(settings.RETURNS_SECRET.encode(), "\0".join(parts).encode(), sha256).digest()


def stand_in(name, reference):
    """The reference that stands for a family in the return of this name: "7QK2-MWXA-55PD-H3TL"."""
    text = base64.b32encode(keyed("stand-in", name, reference)).decode()[:LETTERS]
    return "-".join(text[start : start + 4] for start in range(0, LETTERS, 4))
