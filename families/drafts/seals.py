"""The seal on a form: who opened it and on which page, so that its words find their writer when the session has ended.

Only the server can make one, and only for whoever opens the page. It opens nothing: all that it allows is to keep
words for the person it names. It goes with that person's password.
"""

from dataclasses import dataclass

from django.core import signing

from families.accounts.models import User
from families.drafts.rules import SEALED_FOR


@dataclass(frozen=True)
class Sealed:
    """What a seal says. `family` is the number of the family that the page is about, or None."""

    by: User
    page: str
    parts: dict
    family: int | None
    what: str


def seal(*, by, page, parts, family, what):
    """The seal of a form that this person opened, as text."""
    said = {"page": page, "parts": parts, "family": family and family.pk, "what": what}
    return f"{by.pk}:{signing.dumps(said, salt=salt_of(by))}"


def unseal(text):
    """What the seal says; None where it is none, is too old, or its writer may not sign in or has a new password."""
    number, _, said = text.partition(":")
    by = User.objects.filter(pk=number, is_active=True).first() if number.isdecimal() and len(number) < 19 else None
    try:
        return by and Sealed(by, **signing.loads(said, salt=salt_of(by), max_age=SEALED_FOR))
    except signing.BadSignature:
        return None


def salt_of(by):
    """What ties a seal to its writer, and to their password."""
    return f"{__name__}:{by.get_session_auth_hash()}"
