"""Draws the columns of the returns into the documentation."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.returns.documenting import page


class Command(BaseCommand):
    help = "Draws the columns of the returns to the department into docs/returns.md."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("document", help="draw the columns of the returns into docs/returns.md")

    def handle(self, **options):
        Path(settings.BASE_DIR, "docs", "returns.md").write_text(page(), encoding="utf-8")
        self.stdout.write("docs/returns.md is drawn.")
