"""The nightly work, on demand; or, for a past day or moment, a replay that changes nothing."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from claims.listening import after_judging
from families.command_line import a_date, a_moment
from families.models import Family
from families.two_clocks import moment_of_reading
from outcomes import judging
from outcomes.actions import judge_on_demand
from outcomes.judging import Scope
from outcomes.nights.actions import FAMILIES_IN_A_CHUNK, family_ranges, note_unforeseen
from outcomes.nights.choosing import due_or_touched
from outcomes.replays.digests import digest_of, digests_of_judgement


class Command(BaseCommand):
    help = (
        "Judges the families that are due or touched since the last night (with --full: every family), keeps the "
        "verdicts that changed and brings the claim queue into step. "
        "Another day than today, or a --known-at, makes it a replay: it prints a summary and changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=a_date, metavar="DATE", help="the day to judge; default today")
        parser.add_argument(
            "--known-at", type=a_moment, metavar="TIMESTAMP", help="count what had been recorded by then; default now"
        )
        parser.add_argument("--family", metavar="REF", help="only this family")
        parser.add_argument("--full", action="store_true", help="every family; fails if one changed unforeseen")

    def handle(self, *args, **options):
        as_of = options["as_of"] or timezone.localdate()
        families = self._families(options["family"])
        if options["known_at"] or as_of != timezone.localdate():
            self._replay(families, as_of, options["known_at"] or moment_of_reading())
        else:
            self._evaluate(families, as_of, options["full"])

    def _families(self, reference):
        if reference is None:
            return None
        family = Family.objects.filter(reference=reference).first()
        if family is None:
            raise CommandError(f"There is no family “{reference}”.")
        return (family.pk,)

    def _evaluate(self, families, as_of, full):
        known_at = moment_of_reading()
        foreseen = None if families else due_or_touched(as_of=as_of, known_at=known_at)
        scopes = self._scopes(families, None if full else foreseen)
        total, changed = Counter(), []
        for number, scope in enumerate(scopes, start=1):
            counts, changed_here = self._work(scope, as_of, known_at)
            total.update(counts)
            changed += changed_here
            if self.stdout.isatty() and len(scopes) > 1:
                self.stdout.write(f"{number} of {len(scopes)} parts done")
        self.stdout.write(
            f"Judged {total['judged']} open families as of {as_of}. {total['changed']} changed. "
            f"{total['joined']} joined the claim queue, {total['left']} left it."
        )
        if full and foreseen is not None:
            self._check(sorted({*changed} - {*foreseen}))

    def _scopes(self, families, chosen):
        """What to judge, in parts: one family, whoever was chosen, or everybody."""
        if families:
            return [Scope(families=families)]
        if chosen is None:
            return [Scope(None, *span) for span in family_ranges()]
        return [
            Scope(families=tuple(chosen[first : first + FAMILIES_IN_A_CHUNK]))
            for first in range(0, len(chosen), FAMILIES_IN_A_CHUNK)
        ]

    def _check(self, unforeseen):
        """Nobody may have changed whom a night would have passed over."""
        if not unforeseen:
            return
        note_unforeseen(unforeseen)
        references = Family.objects.filter(pk__in=unforeseen[:20]).values_list("reference", flat=True)
        raise CommandError(
            f"{len(unforeseen)} families changed though no night had a reason to look at them. What is kept of them is "
            f"right now, but the nights are at fault: {', '.join(references)}."
        )

    @transaction.atomic
    def _work(self, scope, as_of, known_at):
        kept = judge_on_demand(scope, as_of=as_of, known_at=known_at)
        ids = scope.families or Family.objects.filter(
            pk__range=(scope.first_family, scope.last_family)
        ).values_list("pk", flat=True)
        joined, left = after_judging(list(ids), as_of=as_of, known_at=known_at)
        counts = {"judged": kept.judged, "changed": len(kept.changed), "joined": joined, "left": left}
        return counts, kept.changed

    @transaction.atomic
    def _replay(self, families, as_of, known_at):
        judging.judge(Scope(families=families), as_of=as_of, known_at=known_at)
        statuses = Counter()
        for row in judging.read_export(judging.EXPORTED_VERDICTS, as_of):
            statuses[row[judging.VERDICT_COLUMNS.index("status")]] += 1
        open_families = claimable = 0
        for row in judging.read_export(judging.EXPORTED_READINESS, as_of):
            open_families += 1
            claimable += row[judging.READINESS_COLUMNS.index("claimable")] == "yes"
        self.stdout.write(
            f"Replay as of {as_of}, counting what was known at {timezone.localtime(known_at).isoformat()}. "
            "Nothing was changed."
        )
        self.stdout.write(f"{open_families} open families, {claimable} claimable.")
        counts = [f"{count} {status}" for status, count in sorted(statuses.items())]
        self.stdout.write(", ".join(counts) or "No verdicts.")
        self.stdout.write(f"Digest of verdicts and readiness: {digest_of([digests_of_judgement()])}")
