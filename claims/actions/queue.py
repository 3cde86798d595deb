"""The queue: families that qualify join it, those that no longer do leave it, and changed evidence voids approval."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from claims import tariff
from claims.actions.moving import RESTS_ON, VOUCHED, lock_families, move, save_moved, unvouch
from claims.enums import LIVE, UNSENT, ClaimStatus, MoveVerb
from claims.evidence import differences, digest_of, evidence_for, result_of
from claims.evidence.gathering import no_evidence
from claims.lines import Lines
from claims.models import Claim, ClaimMove
from claims.reasons import why_claimable, why_not_claimable
from claims.reliance.actions import note_reliances
from claims.rules import asks_again
from claims.watching.actions import watch_claims
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.two_clocks import moment_of_writing
from outcomes.judging import judge_families_now
from outcomes.models import JudgedOnChange, Readiness

# They go back into the queue themselves; every other family's next claim is a new one.
RETURNS_ITSELF = (ClaimStatus.LEFT_QUEUE, ClaimStatus.DECLINED, ClaimStatus.AUDIT_FAILED)


def update_queue_after_judging(family_ids, *, as_of, known_at, by=None):
    """The queue update for families whose readiness was just judged and kept, in the same transaction; and the look at
    their claims that were sent, whether what was learned contradicts them.

    Looks again only at those that can have something to do with the queue: claimable ones, and those in it; but not
    at those that were judged since on later knowledge.
    """
    later = JudgedOnChange.objects.filter(family__in=family_ids, known_at__gt=known_at).values_list("family", flat=True)
    kept = Readiness.objects.current().filter(family__in=family_ids, claimable=True).values_list("family", flat=True)
    queued = Claim.objects.filter(family__in=family_ids, status__in=UNSENT).values_list("family", flat=True)
    done = update_queue(sorted({*kept, *queued} - {*later}), as_of=as_of, known_at=known_at, by=by)
    watch_claims(family_ids, known_at=known_at)
    return done


@transaction.atomic
def update_queue(family_ids, *, as_of=None, known_at=None, by=None):
    """Brings the queue into step with what these families' facts prove. Returns (joined, left), two counts.

    Dates default to today and now. Safe to repeat and to run beside itself: families are locked before they are
    judged, only claims that must change are written, and a judgement older than the one that a claim rests on
    changes nothing. `by` is whoever's act led here; the moves are the system's.
    """
    if not family_ids:
        return 0, 0
    known_at = known_at or moment_of_writing()
    as_of = as_of or timezone.localdate()
    lock_families(family_ids)
    ids = sorted(set(family_ids))
    judgements = judge_families_now(ids, as_of=as_of, known_at=known_at)
    changes = _Changes(as_of=as_of, known_at=known_at, lines=Lines(ids))
    claims = _claims_by_family(ids)
    claimable = {pk: judgement for pk, judgement in judgements.items() if judgement.claimable}
    concerned = {pk for pk in ids if pk in claimable or any(c.status in UNSENT for c in claims.get(pk, ()))}
    evidence = evidence_for({pk: judgements[pk] for pk in concerned if pk in judgements})
    for family_id in sorted(concerned):
        _settle(changes, family_id, claims.get(family_id, []), judgements.get(family_id), evidence.get(family_id))
    return changes.write(by=by)


def _claims_by_family(ids):
    """The families' latest claim in each framework, locked."""
    rows = Claim.objects.filter(family__in=ids, later__isnull=True).order_by("pk")
    rows = rows.select_related("family", "checked_by", "approved_by").select_for_update(of=["self"], no_key=True)
    found = {}
    for claim in rows:
        found.setdefault(claim.family_id, []).append(claim)
    return found


def _settle(changes, family_id, claims, judgement, evidence):
    """Decides what becomes of one family's place in the queue."""
    framework = judgement.framework if judgement and judgement.claimable else None
    for claim in claims:
        if claim.status in UNSENT and changes.is_newer_than(claim):
            if claim.framework != framework:
                changes.leave(claim, evidence, why_not_claimable(judgement, claim))
            elif why := changes.lines.why_taken(family_id, framework, claim=claim):
                changes.leave(claim, evidence, why)
                return
    if framework is None:
        return
    claim = next((claim for claim in reversed(claims) if claim.framework == framework), None)
    digest = digest_of(evidence)
    if claim is None:
        if changes.line_is_free(family_id, framework):
            changes.join(family_id, framework, evidence, digest, previous=None)
    elif not changes.is_newer_than(claim):
        return
    elif claim.status in UNSENT:
        if digest != claim.evidence_digest:
            changes.replace_evidence(claim, evidence, digest)
    elif claim.status not in LIVE and asks_again(claim.status, same_evidence=digest == claim.evidence_digest):
        if not changes.line_is_free(family_id, framework):
            return
        if claim.status in RETURNS_ITSELF:
            changes.rejoin(claim, evidence, digest)
        else:
            changes.join(family_id, framework, evidence, digest, previous=claim)


@dataclass
class _Changes:
    """What one update of the queue writes, gathered first and written in a few statements."""

    as_of: object
    known_at: object
    lines: Lines
    joining: list = field(default_factory=list)
    moved: dict = field(default_factory=dict)
    reasons: dict = field(default_factory=dict)
    given: set = field(default_factory=set)

    def is_newer_than(self, claim):
        """Whether this judgement may replace the one on which the claim rests."""
        return self.as_of >= claim.as_of and self.known_at >= claim.known_at

    def line_is_free(self, family_id, framework):
        """Whether no other family of the line holds the result, or was just given it."""
        line = (self.lines.first_of(family_id), framework)
        return line not in self.given and not self.lines.why_taken(family_id, framework)

    def _take_line(self, claim):
        claim.line_id = self.lines.first_of(claim.family_id)
        self.given.add((claim.line_id, claim.framework))

    def join(self, family_id, framework, evidence, digest, *, previous):
        claim = Claim(family_id=family_id, framework=framework, status="", previous=previous)
        self._take_line(claim)
        self._rest_on(claim, evidence, digest)
        self.joining.append(claim)

    def rejoin(self, claim, evidence, digest):
        self._put(MoveVerb.REJOIN, claim, "The family qualifies again.")
        unvouch(claim)
        self._take_line(claim)
        self._rest_on(claim, evidence, digest)

    def replace_evidence(self, claim, evidence, digest):
        changed = " ".join(differences(claim.evidence, evidence))
        if claim.status == ClaimStatus.QUEUED:
            self._put(MoveVerb.REFRESH, claim, changed)
        else:
            self._put(MoveVerb.LAPSE, claim, f"{_what_lapsed(claim)} lapsed, because the evidence changed. {changed}")
            unvouch(claim)
        self._rest_on(claim, evidence, digest)

    def leave(self, claim, evidence, why):
        if evidence is None:
            evidence = no_evidence(claim.family.reference, claim.framework, as_of=self.as_of, known_at=self.known_at)
        self._put(MoveVerb.LEAVE, claim, why)
        unvouch(claim)
        self._rest_on(claim, evidence, digest_of(evidence), keep_worth=True)

    def _put(self, verb, claim, reason):
        self.moved.setdefault(verb, []).append(claim)
        self.reasons[claim.pk] = reason

    def _rest_on(self, claim, evidence, digest, *, keep_worth=False):
        claim.as_of, claim.known_at = self.as_of, self.known_at
        claim.evidence, claim.evidence_digest = evidence, digest
        if not keep_worth:
            claim.route = evidence["readiness"]["route"]
            claim.amount = tariff.pence(claim.framework, result_of(evidence), self.as_of)

    def write(self, *, by):
        """Writes everything and returns how many joined and how many left."""
        for verb, claims in self.moved.items():
            moves = move(claims, verb, by=None, reasons=self.reasons)
            save_moved(claims, moves, by=by, fields=[*RESTS_ON, *VOUCHED, "line"])
        if self.joining:
            self._write_joining(by)
        joined = len(self.joining) + len(self.moved.get(MoveVerb.REJOIN, ()))
        return joined, len(self.moved.get(MoveVerb.LEAVE, ()))

    def _write_joining(self, by):
        for claim, number in zip(self.joining, _next_numbers(len(self.joining)), strict=True):
            claim.reference = f"C-{number:06d}"
        moves = move(self.joining, MoveVerb.JOIN, by=None)
        for joins in moves:
            joins.reason = why_claimable(joins.claim)
        Claim.objects.bulk_create(self.joining, batch_size=500)
        ClaimMove.objects.bulk_create(moves, batch_size=500)
        note_reliances(self.joining)
        record_many(Verb.QUEUED, by=by, about=self.joining)


def _what_lapsed(claim):
    """Which acts of people the change of evidence undid."""
    undone = ["The check" if claim.approved_by_id is None else "The check and the approval"]
    if claim.status == ClaimStatus.AUDIT_PASSED:
        undone.append("the audit")
    if claim.status == ClaimStatus.SIGNED_OFF:
        undone.append("the sign-off")
    return " and ".join(undone)


def _next_numbers(count):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('claims_reference') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


