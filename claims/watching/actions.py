"""The only writers of alerts: holding claims that were sent against what is known now."""

from collections import defaultdict

from django.utils import timezone

from claims.enums import SENT
from claims.evidence import digest_of, evidence_for
from claims.evidence.gathering import no_evidence
from claims.models import ClaimAlert, ClaimWatch
from claims.watching.enums import AlertState
from claims.watching.reading import to_be_looked_at
from claims.watching.rules import at_stake, but_for_the_claim, contradiction
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.facts.enums import ClaimMadeStatus
from families.lineage.enums import ONE_FAMILY
from families.lineage.reading import lines_of
from families.models import ClaimMade
from outcomes.judging import judge_families_now

TAKEN_BACK = (ClaimMadeStatus.REJECTED, ClaimMadeStatus.WITHDRAWN)


def watch_claims(family_ids, *, known_at):
    """Judges the sent claims of these families again, for the day they were made for, on what is known at `known_at`.

    Raises an alert for each that no longer holds, once for the same evidence, and clears those that hold again. Looks
    only at claims about whose families something was learned since the last look. Returns how many alerts were raised.
    """
    close_alerts_of_withdrawn(family_ids)
    claims = to_be_looked_at(family_ids, known_at)
    if not claims:
        return 0
    found = _contradictions(claims, known_at)
    raised = _settle_alerts(claims, found, known_at)
    ClaimWatch.objects.bulk_create(
        [ClaimWatch(claim=claim, known_at=known_at) for claim in claims],
        update_conflicts=True, unique_fields=["claim"], update_fields=["known_at"],
    )
    return raised


def close_alerts_of_withdrawn(family_ids):
    """Closes the open alerts of claims that were withdrawn, rejected or repaid meanwhile."""
    gone = ClaimAlert.objects.open().filter(claim__family__in=family_ids).exclude(claim__status__in=SENT)
    gone.update(state=AlertState.WITHDRAWN, decided_at=timezone.now())


def _contradictions(claims, known_at):
    """(sentence, digest) for each claim that no longer holds, by its id."""
    by_day = defaultdict(list)
    for claim in claims:
        by_day[claim.as_of].append(claim)
    found = {}
    for as_of, theirs in by_day.items():
        judgements = judge_families_now([claim.family_id for claim in theirs], as_of=as_of, known_at=known_at)
        evidence = evidence_for(judgements)
        for claim in theirs:
            now = evidence.get(claim.family_id)
            sentence = contradiction(claim, judgements.get(claim.family_id), now)
            if sentence:
                now = but_for_the_claim(now, claim.route) if now else no_evidence(
                    claim.family.reference, claim.framework, as_of=as_of, known_at=known_at
                )
                found[claim.pk] = sentence, digest_of(now)
    elsewhere = _claimed_elsewhere([claim for claim in claims if claim.pk not in found])
    return found | {claim.pk: (sentence, claim.evidence_digest) for claim, sentence in elsewhere}


def _claimed_elsewhere(claims):
    """What others declared that they claimed for the same families, under whatever reference: (claim, sentence)."""
    same = lines_of([claim.family_id for claim in claims], kinds=ONE_FAMILY)
    everybody = {member for line in same.values() for member in line}
    declared = ClaimMade.objects.current().filter(family__in=everybody, reference="").exclude(status__in=TAKEN_BACK)
    made = list(declared.select_related("family").order_by("claimed_on"))
    for claim in claims:
        for row in made:
            if row.framework == claim.framework and row.family_id in same[claim.family_id]:
                on = f"{row.claimed_on:%-d %B %Y}"
                yield claim, f"A result of family {row.family} was also claimed elsewhere, on {on}."
                break


def _settle_alerts(claims, found, known_at):
    at = timezone.now()
    ids = [claim.pk for claim in claims]
    standing = {alert.claim_id: alert for alert in ClaimAlert.objects.open().filter(claim__in=ids)}
    raised_before = ClaimAlert.objects.filter(claim__in=ids).exclude(state=AlertState.CLEARED)
    known = set(raised_before.values_list("claim", "digest"))
    over = [alert.pk for pk, alert in standing.items() if pk not in found or found[pk][1] != alert.digest]
    ClaimAlert.objects.filter(pk__in=over).update(state=AlertState.CLEARED, decided_at=at)
    raised = ClaimAlert.objects.bulk_create(
        ClaimAlert(
            claim=claim, raised_at=at, known_at=known_at, digest=found[claim.pk][1], sentences=found[claim.pk][0],
            pence=at_stake(claim),
        )
        for claim in claims if claim.pk in found and (claim.pk, found[claim.pk][1]) not in known
    )
    record_many(Verb.QUEUED, by=None, about=[alert.claim for alert in raised], detail="alert")
    return len(raised)
