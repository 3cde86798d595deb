"""What a piece of work cost: CPU of this process and of its database backend, wall time, peak memory of each."""

import contextlib
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass
class Cost:
    """CPU seconds of both processes together, wall seconds, and the peak of each in megabytes.

    The backend's figures are read from /proc, so they are there only when the database runs on this machine (else the
    CPU is this process's alone). Its memory leaves out the shared buffers.
    """

    cpu: float = 0.0
    wall: float = 0.0
    backend_megabytes: float = 0.0
    client_megabytes: float = 0.0


@contextlib.contextmanager
def measured(*, anew=True):
    """Yields a Cost that is filled at the end. `anew` opens a backend of its own, whose peak is then this work's."""
    if anew:
        connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path(f"/proc/{cursor.fetchone()[0]}")
    cost = Cost()
    backend, client, wall = _backend_cpu(process), time.process_time(), time.perf_counter()
    yield cost
    cost.wall = time.perf_counter() - wall
    cost.cpu = time.process_time() - client + _backend_cpu(process) - backend
    cost.backend_megabytes = _backend_peak(process)
    cost.client_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _backend_cpu(process):
    try:
        cells = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(cells[11]) + int(cells[12])) / 100


def _backend_peak(process):
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0.0
    said = dict(line.split(":", 1) for line in lines)
    kilobytes = {name: int(said[name].split()[0]) for name in ("VmHWM", "RssFile", "RssShmem")}
    return (kilobytes["VmHWM"] - kilobytes["RssShmem"] - kilobytes["RssFile"]) / 1024
