#!/usr/bin/env python3
"""Runs one management command, on the servers that the environment names or on embedded ones."""

import os
import sys

from troubled_families.embedded import prepare


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troubled_families.settings")
    prepare(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
