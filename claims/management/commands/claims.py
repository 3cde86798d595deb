"""Claims from a shell: what scripts do for a named person, under that person's permissions, and what audits check."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.actions import approve_claim, check_claim, sign_off_window, submit_window
from claims.enums import ClaimStatus
from claims.exports.writing import Pounds
from claims.models import Claim, ReturnFile, SubmissionWindow
from claims.packs.actions import hand_over, seal_what_waits
from claims.packs.reading import packs_for, references_in
from claims.reliance.actions import note_all_reliances
from claims.rules import diagram_page
from claims.submission import SubmissionRefused
from claims.verifying import faults_of
from families.models import User
from families.permissions import Refused


class Command(BaseCommand):
    help = (
        "Lists the claim queue, checks and approves a claim, signs off and submits a window, verifies a claim, "
        "seals packs and hands them over."
    )

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("queue", help="list the claims that wait for a decision")
        approve = verbs.add_parser("approve", help="approve a checked claim on the evidence that stands now")
        approve.add_argument("reference", metavar="REF")
        approve.add_argument("--by", required=True, metavar="USER")
        check = verbs.add_parser("check", help="record that a claim's evidence was checked as it stands now")
        check.add_argument("reference", metavar="REF")
        check.add_argument("--by", required=True, metavar="USER")
        sign_off = verbs.add_parser("sign-off", help="record that two officers signed for the claims of a window")
        sign_off.add_argument("--window", required=True, metavar="CODE")
        sign_off.add_argument("--chief-officer", required=True, metavar="NAME")
        sign_off.add_argument("--finance-officer", required=True, metavar="NAME")
        sign_off.add_argument("--by", required=True, metavar="USER")
        submit = verbs.add_parser("submit", help="submit the approved claims of a window")
        submit.add_argument("--window", required=True, metavar="CODE")
        submit.add_argument("--by", required=True, metavar="USER")
        verify = verbs.add_parser("verify", help="check a claim's digests, moves, evidence and return")
        verify.add_argument("reference", metavar="REF")
        verbs.add_parser("seal", help="seal what was approved and has no pack yet")
        packs = verbs.add_parser("packs", help="hand over the packs of these claims or families in one file")
        packs.add_argument("--references", required=True, nargs="+", metavar="REF")
        packs.add_argument("--purpose", required=True, metavar="WORDS")
        packs.add_argument("--recipient", required=True, metavar="WORDS")
        packs.add_argument("--output", required=True, type=Path, metavar="FILE")
        packs.add_argument("--by", metavar="USER", help="default: the operator")
        verbs.add_parser("index", help="work out anew what every claim relies on, after an upgrade")
        verbs.add_parser("diagram", help="draw the moves of a claim into docs/claim-moves.md")

    def handle(self, *args, **options):
        try:
            getattr(self, f"do_{options['verb'].replace('-', '_')}")(options)
        except SubmissionRefused as refused:
            lines = [str(refused), *[f"{claim.family} {claim}: {why}" for claim, why in refused.refusals]]
            raise CommandError("\n".join(lines)) from None
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def do_queue(self, options):
        """One line per claim: reference, family, framework, route, pounds, the day its evidence first held."""
        claims = Claim.objects.filter(status=ClaimStatus.QUEUED).select_related("family").defer("evidence")
        for claim in claims.order_by("reference"):
            amount = "" if claim.amount is None else Pounds(claim.amount)
            self.stdout.write(
                f"{claim}\t{claim.family}\t{claim.framework}\t{claim.route}\t{amount}\t{claim.as_of}"
            )

    def do_check(self, options):
        """Checks the evidence as it stands when the command starts."""
        claim, user = _claim(options["reference"]), _user(options["by"])
        claim = check_claim(claim=claim, by=user, digest=claim.evidence_digest)
        self.stdout.write(f"{claim} is checked on evidence {claim.checked_digest}.")

    def do_approve(self, options):
        """Approves on the evidence as it stands when the command starts."""
        claim, user = _claim(options["reference"]), _user(options["by"])
        claim = approve_claim(claim=claim, by=user, digest=claim.evidence_digest)
        self.stdout.write(f"{claim} is approved on evidence {claim.approved_digest}.")

    def do_sign_off(self, options):
        """Records the officers' word for what is in the window today."""
        signed = sign_off_window(
            window=_window(options["window"]), by=_user(options["by"]), chief_officer=options["chief_officer"],
            finance_officer=options["finance_officer"], signed_on=timezone.localdate(),
        )
        self.stdout.write(f"{signed.claims} claims are signed off, digest {signed.digest}.")

    def do_submit(self, options):
        """Submits a window and names its files."""
        window = submit_window(window=_window(options["window"]), by=_user(options["by"]))
        for file in ReturnFile.objects.sent_for(window):
            self.stdout.write(f"{file}\t{file.sent.rows} claims\tSHA-256 {file.sha256}")

    def do_verify(self, options):
        """Fails with every fault found."""
        claim = _claim(options["reference"])
        faults = faults_of(claim)
        if faults:
            raise CommandError(f"{claim} does not hold:\n" + "\n".join(faults))
        self.stdout.write(f"{claim} holds: {claim.get_status_display().lower()}, evidence {claim.evidence_digest}.")

    def do_seal(self, options):
        """Seals and says how many were."""
        self.stdout.write(f"{seal_what_waits()} approvals were sealed.")

    def do_packs(self, options):
        """Writes a bundle; says what is left out, each with its reason."""
        by = _user(options["by"]) if options["by"] else None
        rows = packs_for(references_in(" ".join(options["references"])), by)
        for row in rows:
            if row.refusal:
                self.stderr.write(f"Left out: {row.reference}: {row.refusal}")
        bundle, content = hand_over(
            packs=[row.pack for row in rows if row.pack], purpose=options["purpose"], recipient=options["recipient"],
            by=by,
        )
        options["output"].write_bytes(content)
        self.stdout.write(f"{bundle.packs.count()} packs written to {options['output']}, SHA-256 {bundle.sha256}.")

    def do_index(self, options):
        """Goes through all claims, a few hundred at a time."""
        self.stdout.write(f"{note_all_reliances()} claims were gone through.")

    def do_diagram(self, options):
        """Writes the page of moves."""
        page = Path(settings.BASE_DIR, "docs", "claim-moves.md")
        page.write_text(diagram_page(), encoding="utf-8")
        self.stdout.write(f"Drawn into {page.relative_to(settings.BASE_DIR)}.")


def _claim(reference):
    claim = Claim.objects.filter(reference=reference).select_related("family", "approved_by").first()
    if claim is None:
        raise CommandError(f"There is no claim “{reference}”.")
    return claim


def _window(code):
    window = SubmissionWindow.objects.filter(code=code).first()
    if window is None:
        raise CommandError(f"There is no submission window “{code}”.")
    return window


def _user(username):
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”.")
    return user
