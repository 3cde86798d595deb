"""`outcomes_plan`: checks, publishes and prints outcomes plans."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import publish_exchange, run_examples
from outcomes.models import OutcomesPlan
from outcomes.wording import counted


class Command(BaseCommand):
    """Checks, publishes or prints an outcomes plan as TOML."""

    help = "Checks, publishes or prints an outcomes plan as TOML."

    def add_arguments(self, parser):
        doing = parser.add_subparsers(dest="doing", required=True)
        check = doing.add_parser("check", help="say what is wrong with a plan file, line by line")
        check.add_argument("file", type=Path)
        publish = doing.add_parser("publish", help="publish the plan in a plan file")
        publish.add_argument("file", type=Path)
        show = doing.add_parser("show", help="print a published plan")
        show.add_argument("code")
        show.add_argument(
            "--version", type=int, dest="number", help="otherwise the one in force, or the first"
        )

    def handle(self, *, doing, **options):
        try:
            getattr(self, f"{doing}_plan")(options)
        except plan_file.PlanFaults as faults:
            lines = [f"line {fault.line}: {fault.message}" for fault in faults.faults]
            raise CommandError("\n".join(lines)) from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def check_plan(self, options):
        exchange = plan_file.read_exchange(self.text_of(options["file"]))
        plan = exchange.plan
        failing = [run for run in run_examples(plan, exchange.examples) if not run.passes]
        if failing:
            raise CommandError("\n".join(
                f"example family “{run.name}”: {sentence}" for run in failing for sentence in run.differences
            ))
        examples = f" Its {counted(len(exchange.examples), 'example family comes', 'example families come')} out as " \
                   "expected." if exchange.examples else ""
        self.stdout.write(f"Nothing is wrong with {plan.name}, version {plan.version}.{examples}")

    def publish_plan(self, options):
        publication = publish_exchange(text=self.text_of(options["file"]), by=None)
        done = "Published" if publication.is_new else "Already published"
        plan = publication.plan
        self.stdout.write(f"{done}: {plan}, in force from {plan.effective_from:%-d %B %Y}.")

    def show_plan(self, options):
        plans = OutcomesPlan.objects.filter(code=options["code"])
        if options["number"] is not None:
            plan = plans.filter(version=options["number"]).first()
        else:
            plan = plans.in_force_on(localdate()) or plans.order_by("effective_from", "version").first()
        if plan is None:
            raise CommandError(f'No such outcomes plan is published. Published: {self.published()}.')
        self.stdout.write(plan.toml, ending="")

    def published(self):
        plans = OutcomesPlan.objects.all()
        return ", ".join(f"{plan.code} version {plan.version}" for plan in plans) or "none yet"

    def text_of(self, file):
        """The plan file; with the example families that a file of the same name in `examples` beside it holds."""
        examples = file.parent / "examples" / file.name
        try:
            return file.read_bytes() + (b"\n" + examples.read_bytes() if examples.is_file() else b"")
        except OSError as error:
            raise CommandError(f"The file {file} cannot be read: {error.strerror}.") from None
