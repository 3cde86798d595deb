"""The only writer of what claims rely on."""

from django.db import transaction

from claims.models import Claim, ClaimReliance
from claims.packs.grounds import coverage, kinds_covered
from claims.reliance.rules import relied_on
from families.event_log.actions import record
from families.event_log.enums import Verb

AT_ONCE = 500


def note_reliances(claims):
    """Writes down anew what these claims rely on, in the transaction that writes their evidence."""
    ClaimReliance.objects.filter(claim__in=[claim.pk for claim in claims]).delete()
    words, rows = {}, []
    for claim in claims:
        kinds, dates = frozenset(kinds_covered(claim.evidence)), (claim.as_of, claim.known_at)
        if (kinds, *dates) not in words:
            words[kinds, *dates] = coverage(kinds, *dates)
        rows += [
            ClaimReliance(claim=claim, what=one.what, value=one.value[:60], headline=one.headline)
            for one in relied_on(claim.evidence, words[kinds, *dates])
        ]
    ClaimReliance.objects.bulk_create(rows, batch_size=2000)


def note_all_reliances(*, by=None):
    """Writes down anew what every claim relies on, some at a time. Returns how many claims there are."""
    ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            claims = Claim.objects.filter(pk__in=ids[first:first + AT_ONCE]).order_by("pk")
            note_reliances(claims.select_for_update(of=["self"], no_key=True))
    record(Verb.MANAGED, by=by, about="claim reliances", detail=f"{len(ids)} claims")
    return len(ids)
