"""Writes an export to a file."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claims.actions.exporting import export_to
from claims.exports import catalogue, writing
from families.command_line import a_date, a_moment
from families.permissions import Refused


class Command(BaseCommand):
    help = "Writes an export: " + ", ".join(catalogue.NAMES) + "."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=list(catalogue.NAMES))
        parser.add_argument("--output", required=True, metavar="FILE", help="where to write it; - is standard output")
        parser.add_argument("--as-of", type=a_date, metavar="DATE", help="the day to judge; default today")
        parser.add_argument(
            "--known-at", type=a_moment, metavar="TIMESTAMP", help="count what had been recorded by then; default now"
        )
        parser.add_argument("--format", choices=writing.FORMATS, help="default: as the file's name ends, else csv")
        parser.add_argument("--recipient", default="", metavar="WHO", help="who receives it, for the log")
        parser.add_argument("--purpose", default="", metavar="WHAT", help="what it is for, for the log")
        parser.add_argument("--window", metavar="CODE", help="pbr-return: which window; default the latest submitted")

    def handle(self, *, name, output, as_of, known_at, window, recipient, purpose, **options):
        form = options["format"] or (writing.XLSX if output.lower().endswith(".xlsx") else writing.CSV)
        asked = {"--as-of": as_of, "--known-at": known_at, "--window": window}
        for option in catalogue.options_of_no_use(name):
            if asked[option]:
                self.stderr.write(f"{option} makes no difference to the export {name}.")
        try:
            made = self._write(
                output, name, form=form, as_of=as_of, known_at=known_at, window=window, recipient=recipient,
                purpose=purpose,
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        draft = " This is a draft: nothing was validated or kept as sent." if made.is_draft else ""
        self.stderr.write(f"{made.rows} rows written to {output}.{draft}")

    def _write(self, output, name, **wanted):
        """Writes beside the target and moves it there when complete, so that no half file is ever taken for one."""
        if output == "-":
            return export_to(self.stdout.buffer, name=name, by=None, **wanted)
        target = Path(output)
        if not target.name:
            raise CommandError("Name the file to write after --output.")
        draft = target.with_name(f".{target.name}.part")
        try:
            with draft.open("wb") as stream:
                made = export_to(stream, name=name, by=None, **wanted)
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
        return made
