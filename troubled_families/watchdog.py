"""Ends the processes of a `start` that was itself killed; run as a script by `processes.py`.

It is told process ids on its standard input, one on a line. Each leads a process group. When that input
ends without the word "done", whoever wrote it has died: every group is asked to end, and later made to.
"""

import contextlib
import os
import signal
import sys
import time

GRACE = 20.0  # seconds


def main():
    """Reads until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    groups = []
    for line in sys.stdin:
        if line.strip() == "done":
            return
        groups.append(int(line))
    deadline = time.monotonic() + GRACE
    tell(groups, signal.SIGTERM)
    while (groups := [group for group in groups if alive(group)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    tell(groups, signal.SIGKILL)


def tell(groups, what):
    """Sends a signal to each whole group."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, what)


def alive(group):
    """Whether anybody is left in the group."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
