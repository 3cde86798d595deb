"""The only writer of what claims rely on."""

from claims.models import ClaimReliance
from claims.packs.grounds import coverage, kinds_covered
from claims.reliance.rules import relied_on


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
