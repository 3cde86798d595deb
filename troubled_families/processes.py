"""Keeps the product's processes together: they start together, and when one ends or Ctrl-C comes all end."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

GRACE = 20.0  # seconds a process has to finish what it does; a worker finishes its task
POLL = 0.1  # seconds


class Processes:
    """A handful of child processes, each the leader of a process group of its own.

    Groups of their own keep the terminal's Ctrl-C from reaching them directly: each is asked to end once,
    by us. Should we be killed, the watchdog ends them.
    """

    def __init__(self, width):
        self.children = {}
        self.width = width
        self.asked_to_stop = 0
        self.watchdog = subprocess.Popen(
            [sys.executable, "-I", Path(__file__).with_name("watchdog.py")],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def _stop(self, *_):
        self.asked_to_stop += 1

    def start(self, name, command):
        """Starts one process; its lines are printed with its name in front."""
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.children[name] = child
        with contextlib.suppress(BrokenPipeError):
            print(child.pid, file=self.watchdog.stdin, flush=True)
        threading.Thread(target=self._print_lines, args=(name, child), daemon=True).start()

    def _print_lines(self, name, child):
        for line in child.stdout:
            with contextlib.suppress(OSError, ValueError):
                print(f"{name:<{self.width}} | {line.rstrip()}", flush=True)

    def ended(self):
        """The name of a process that ended by itself, or nothing."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def wait(self, until=lambda: False):
        """Waits until asked to stop or `until()` (returns nothing) or a process ends (returns its name)."""
        while not self.asked_to_stop and not (name := self.ended()):
            if until():
                return None
            time.sleep(POLL)
        return None if self.asked_to_stop else name

    def stop(self):
        """Asks every process to end and waits; a second Ctrl-C, or too long a wait, ends them at once."""
        asked = self.asked_to_stop
        deadline = time.monotonic() + GRACE
        for child in self.children.values():
            _signal(child, signal.SIGTERM)
        while any(child.poll() is None for child in self.children.values()):
            if time.monotonic() > deadline or self.asked_to_stop > max(asked, 1):
                for child in self.children.values():
                    _signal(child, signal.SIGKILL)
            time.sleep(POLL)
        for child in self.children.values():
            # What a process left behind in its group goes with it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        with contextlib.suppress(BrokenPipeError):
            print("done", file=self.watchdog.stdin, flush=True)
            self.watchdog.stdin.close()
        self.watchdog.wait()


def _signal(child, number):
    """SIGTERM to the process itself, which tells its own children; SIGKILL to its whole group."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(child.pid, number)
            else:
                child.send_signal(number)
