"""`manage.py load`: datasets from CSV files and workbooks, for people and schedulers."""

import csv
import sys
import time
from argparse import ArgumentTypeError
from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, ProgrammingError

from families.command_line import a_date
from families.facts.actions import load_paths
from families.facts.enums import LoadState
from families.facts.loading.choosing import files_to_load
from families.permissions import Refused

SENTENCES_SHOWN = 10


class Command(BaseCommand):
    help = (
        "Loads datasets from CSV files or Excel workbooks (.xlsx), or from a folder holding several. A file's name "
        "says which dataset it holds. Rows that cannot be loaded are handed back in NAME.rejected.csv."
    )

    requires_system_checks = ()  # they are of the pages, and would stand between a scheduler and its sentences

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--strict", action="store_true", help="one row in fault refuses its whole file")
        parser.add_argument("--source", metavar="NAME", help="the source of events and spells whose rows name none")
        parser.add_argument("--rejects", metavar="DIR", help="where to hand rows back (else beside each file)")
        parser.add_argument("--covers-from", type=a_date, metavar="DATE", help="events, spells: complete from this day")
        parser.add_argument("--rows", type=a_count, metavar="N", help="how many rows the sender says the file has")
        parser.add_argument("--accept-odd", metavar="REASON", default="", help="take files that are odd, and why")
        parser.add_argument("--covers-to", type=a_date, metavar="DATE", help="events, spells: complete to this day")

    def handle(self, *, paths, strict, source, rejects, covers_from, covers_to, rows, accept_odd, **options):
        progress = Progress(self.stderr)
        try:
            _, left_aside = files_to_load(paths)
            for name in left_aside:
                self.stderr.write(f'"{name}" was left aside: its name is no dataset\'s.')
            loads = load_paths(
                paths=paths, by=None, source=source, strict=strict, covers=period(covers_from, covers_to),
                rejects_dir=rejects, progress=progress, report=self.report, total=rows, accept_odd=accept_odd.strip(),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except ProgrammingError:  # it is no fault of the file's: the tables are not there
            raise
        except Error as fault:
            first_line = str(fault).strip().partition("\n")[0]
            raise CommandError(
                f"{progress.path.name}: the database refused it ({first_line}). Nothing of this file was loaded. "
                "If somebody was recording facts at the same moment, load it again."
            ) from fault
        sentences = [
            f"{len(files)} of {len(loads)} files {what}: {', '.join(load.file_name for load in files)}."
            for what, files in (
                ("could not be loaded in full",
                 [load for load in loads if load.rejected or load.state == LoadState.REFUSED]),
                ("are held for a person", [load for load in loads if load.state == LoadState.HELD]),
            )
            if files
        ]
        if sentences:
            raise CommandError(" ".join(sentences))

    def report(self, load, path, rejects):
        """Says what became of one file: a line of figures, and the first sentences about what was handed back."""
        figures = f"{load.file_name}: {load.rows:,} rows, {load.accepted:,} taken"
        if load.state == LoadState.REFUSED:
            self.stderr.write(f"{load.file_name}: refused, nothing was loaded. {load.message}")
        elif load.state == LoadState.HELD:
            self.stderr.write(f"{load.file_name}: held. {load.message}")
            self.stderr.write(
                "  A programme manager or an analyst accepts it or returns it under Feeds, or load it again with "
                "--accept-odd REASON."
            )
            return
        else:
            figures += f" ({load.message})"
        self.stdout.write(f"{figures}, {load.unchanged:,} unchanged, {load.rejected:,} handed back")
        if load.rejected:
            for sentence in first_sentences(rejects):
                self.stderr.write(f"  {sentence}")
            if load.rejected > SENTENCES_SHOWN:
                self.stderr.write(f"  and {load.rejected - SENTENCES_SHOWN:,} rows more.")
            self.stderr.write(f"  The rows are in {rejects}")


def period(first, last):
    """The first and last day a file is complete for, or None."""
    if not first and not last:
        return None
    if not first or not last:
        raise CommandError("Give both --covers-from and --covers-to, or neither.")
    return first, last


def first_sentences(rejects):
    with open(rejects, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        place = next(rows).index("error")
        return [row[place] for row in islice(rows, SENTENCES_SHOWN)]


def a_count(text):
    """A whole number of rows, 0 or more."""
    if not text.isdecimal():
        raise ArgumentTypeError(f'"{text}" is not a whole number of rows.')
    return int(text)


class Progress:
    """Rows read so far, on the terminal's error stream, once a load has taken two seconds."""

    def __init__(self, stream):
        self.stream = stream
        self.watched = sys.stderr.isatty()
        self.next_at = time.monotonic() + 2
        self.path = None

    def __call__(self, path, rows):
        self.path = path
        if self.watched and time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + 1
            self.stream.write(f"{path.name}: {rows:,} rows read")
