"""The families that wait for a feed: their verdicts cannot be told until it reaches further, or fills a gap."""

from collections import Counter, defaultdict
from datetime import timedelta

from families.feeds.reading import standings
from families.models import Coverage, LeadWorker
from families.together import read_together
from outcomes.enums import CriterionKind, Reason, Status
from outcomes.models import Criterion, Verdict
from outcomes.relying.reads import reads

ONE_DAY = timedelta(days=1)


def silent_verdicts():
    """Verdicts in force that cannot be told because information has not come."""
    return Verdict.objects.current().filter(
        status=Status.NO_DATA, reason__in=(Reason.FEED_STALE, Reason.FEED_GAP, Reason.TERM_MISSING)
    )


def families_held_up(found=None, *, families=None):
    """Feed id -> ids of the families (of `families`, or of all) that wait for that feed. As the verdicts in force say.

    `found`: the standings of the feeds, or of some of them.
    """
    found = standings() if found is None else found
    silent = silent_verdicts() if families is None else silent_verdicts().filter(family__in=families)
    told = read_together(
        covered=_covered(), criteria=Criterion.objects.filter(pk__in=silent.values("criterion")),
        verdicts=silent.values_list(
            "family", "criterion", "reason", "window_starts_on", "window_ends_on", "judged_on"
        ),
    )
    days = _merged(told.covered)
    criteria = {row.pk: (row.kind, reads(row.kind, row.parameters)) for row in told.criteria}
    waiting = defaultdict(set)
    for (criterion, reason, first, last, judged_on), families in alike(told.verdicts).items():
        kind, wanted = criteria[criterion]
        lacking = frozenset()
        if reason != Reason.TERM_MISSING:
            lacking = lacking_kinds(kind, wanted, days, reason, first, last, judged_on)
        for each in found:
            if each.kinds & lacking or (not lacking and each.feed.dataset in wanted.datasets):
                waiting[each.feed.pk] |= families
    return waiting


def alike(rows):
    """What a verdict says, without the family -> the families of which it says that."""
    found = defaultdict(set)
    for family, *said in rows:
        found[tuple(said)].add(family)
    return found


def lacking_kinds(kind, wanted, days, reason, first, last, judged_on):
    """The kinds of which the days that a verdict needs are not all covered; all of them where that cannot be told."""
    fresh = judged_on - ONE_DAY - timedelta(days=wanted.lag_days)
    needed = {fresh}
    if reason == Reason.FEED_GAP and first and last:
        needed = {first, min(last, judged_on - ONE_DAY)}
        if kind == CriterionKind.CLEAR_PERIOD:
            needed.add(fresh)
    elif kind == CriterionKind.REDUCTION and first:
        needed.add(first)
    span = min(needed), max(needed)
    lacking = frozenset(each for each in wanted.proven if not is_covered(days[each], *span))
    return lacking or wanted.proven


def is_covered(stretches, first, last):
    """Whether one unbroken stretch holds both days."""
    return any(start <= first and last <= end for start, end in stretches)


def covered_days():
    """Kind -> the unbroken stretches of days that are covered, in order."""
    return _merged(_covered())


def _covered():
    return Coverage.objects.current().order_by("starts_on").values_list("kind", "starts_on", "ends_on")


def _merged(covered):
    found = defaultdict(list)
    for kind, first, last in covered:
        merged = found[kind]
        if merged and first <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return found


def by_key_worker(families):
    """How many of these families each key worker leads, the most first: (id or None, name, number)."""
    leads = LeadWorker.objects.current().filter(family__in=families, ends_on=None).select_related("worker")
    workers = {lead.family_id: (lead.worker_id, str(lead.worker or lead.name)) for lead in leads}
    counts = Counter(workers.get(family, (None, "No lead worker")) for family in families)
    return sorted(
        ((worker, name, number) for (worker, name), number in counts.items()), key=lambda row: (-row[2], row[1])
    )


def led_by(families, worker):
    """The families of this set that a user leads."""
    return families.filter(pk__in=LeadWorker.objects.current().filter(worker=worker, ends_on=None).values("family"))
