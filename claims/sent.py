"""What was sent about families and people in returns: told to the copy of what is held that they may be shown."""

from django.utils.timezone import localdate

from claims.returns.models import Return
from claims.returns.schemas import SCHEMAS
from families.purposes.sent import Sent


def returns_sent(family, person_id):
    """The returns with a line about this member, or (None) about the family and no single member of it."""
    sent = Return.objects.filter(lines__family=family, lines__person=person_id).distinct()
    return [
        Sent(localdate(one.made_at), one.recipient, SCHEMAS[one.name].title, one.purpose)
        for one in sent
    ]
