#!/usr/bin/env python3
"""Runs one management command, on the servers that the environment names or on embedded ones."""

import os
import sys

from troubled_families.embedded import prepare


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troubled_families.settings")
    prepare(sys.argv)
    from troubled_families.commands import run

    run(sys.argv)


if __name__ == "__main__":
    main()
