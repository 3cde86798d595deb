"""Data folders and processes of the launcher's tests: nothing here touches the servers of the other tests."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from troubled_families.embedded import places

PROJECT = Path(__file__).resolve().parents[2]


class Client:
    """A process that uses the servers of a data folder."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.troubled_families.using_servers"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, sql):
        print(sql, file=self.process.stdin, flush=True)
        return self.read()

    def leave(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0

    def kill(self):
        self.process.kill()
        self.process.wait()


class DataFolder:
    """A data folder of one test's own, and the processes that use it."""

    def __init__(self, path):
        self.path = path
        self.clients = []
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEMO_PASSWORD", "HOST", "PORT")
        }
        self.environment["DATA_FOLDER"] = str(path)

    def client(self):
        client = Client(self.environment)
        self.clients.append(client)
        return client

    def facts(self):
        """What `ready.json` says, once the servers answer."""
        deadline = time.monotonic() + 30
        while True:
            try:
                return json.loads((self.path / "dev" / "ready.json").read_text())
            except FileNotFoundError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def guardian(self):
        """The process id of the last guardian that was started here, or nothing."""
        lock = self.path / "dev" / "guardian.lock"
        return int(lock.read_text() or 0) if lock.exists() else 0

    def server_processes(self):
        """The process ids of the guardian and its two servers."""
        facts = self.facts()
        return [facts["guardian"], *facts["servers"].values()]


def alive(process_id):
    """Whether a process runs; one that has ended and whose parent has not looked yet counts as ended."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


def gone_within(seconds, process_ids):
    """Whether all the processes end in that time."""
    deadline = time.monotonic() + seconds
    while (left := [one for one in process_ids if alive(one)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not left


@pytest.fixture
def data_folder(monkeypatch):
    """A fresh data folder that every user may pass through, with a short path, as sockets need one."""
    path = Path(tempfile.mkdtemp(prefix="launcher-", dir="/tmp"))
    path.chmod(0o711)
    folder = DataFolder(path)
    yield folder
    for client in folder.clients:
        if client.process.poll() is None:
            client.leave()
    if guardian := folder.guardian():
        if not gone_within(10, [guardian]):
            os.kill(guardian, signal.SIGTERM)
        gone_within(20, [guardian])
    monkeypatch.setenv("DATA_FOLDER", str(path))
    for parent in ("/var/lib", "/var/tmp"):
        shutil.rmtree(Path(parent) / places.name_outside(), ignore_errors=True)
    shutil.rmtree(path)
