"""`./run test`: every test, on servers of the tests' own. Further words go to pytest."""

import os
import sys

from django.core.management.base import BaseCommand

from troubled_families.embedded import environment_as_given


class Command(BaseCommand):
    help = "Runs every test; further words go to pytest, for example: test -k window tests/outcomes"

    def run_from_argv(self, argv):
        """Becomes pytest, which must begin without settings: its plugin starts the servers that they name."""
        os.execve(sys.executable, [sys.executable, "-m", "pytest", *argv[2:]], environment_as_given())
