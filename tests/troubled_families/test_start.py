"""The one command, run for real: it starts every process and stops every process."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import psutil
import pytest

from tests.troubled_families.conftest import PROJECT, gone_within


class Start:
    """`manage.py start` in a process of its own, without the demonstration."""

    def __init__(self, data_folder, port):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--no-demo"],
            cwd=PROJECT,
            env={**data_folder.environment, "LOCAL_RUN": "1", "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = []

    def address(self):
        """The address it prints once the web server answers."""
        for line in self.process.stdout:
            self.printed.append(line)
            if found := re.match(r"Open (http://\S+)", line):
                return found[1]
        pytest.fail("It ended before it printed an address:\n" + "".join(self.printed))

    def rest(self):
        """What else it prints, once it has ended."""
        return self.process.communicate(timeout=60)[0]

    def processes(self):
        """The process ids of everything it started."""
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]


@pytest.fixture
def start(data_folder):
    """Starts the product on a free port; ends what a failed test left running."""
    started = []

    def start(port=None):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = port or free.getsockname()[1]
        started.append(Start(data_folder, port))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.terminate()
            one.rest()


def status(address):
    """The status with which an address answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_start_answers_and_ctrl_c_stops_every_process(data_folder, start):
    running = start()
    assert status(running.address()) < 500
    second = start()
    assert f"It is running already on the data in {data_folder.path}." in second.rest()
    assert second.process.returncode == 1
    processes = [*running.processes(), *data_folder.server_processes()]
    assert len(processes) >= 9, (
        "web and its two workers, worker and its two, timetable, watchdog, and the servers"
    )
    running.process.send_signal(signal.SIGINT)
    assert running.rest().endswith("Stopped.\n")
    assert running.process.returncode == 0
    assert gone_within(0, processes)


def test_killed_start_leaves_no_process(data_folder, start):
    running = start()
    running.address()
    processes = [*running.processes(), *data_folder.server_processes()]
    os.kill(running.process.pid, signal.SIGKILL)
    assert gone_within(40, processes)


def test_demonstration_that_was_cut_short_is_begun_again(data_folder, start):
    client = data_folder.client()
    client.read()
    client.ask("CREATE TABLE half_loaded ()")
    (data_folder.path / "demonstration-unfinished").touch()
    running = start()
    running.address()
    assert running.printed[0] == "The demonstration was not loaded to its end last time; beginning again.\n"
    tables = client.ask("SELECT tablename FROM pg_tables WHERE tablename IN ('half_loaded', 'django_migrations')")
    assert tables == [["django_migrations"]]


def test_busy_port_is_said_in_a_sentence(start):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        refused = start(port)
        said = refused.rest()
    assert f"Cannot listen on 127.0.0.1 port {port}: Address already in use." in said
    assert "Traceback" not in said
    assert refused.process.returncode == 1


def test_help_needs_no_server_and_no_secret(data_folder):
    done = subprocess.run(
        [sys.executable, "manage.py", "help", "start"],
        cwd=PROJECT,
        env=data_folder.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "--no-demo" in done.stdout
    assert list(data_folder.path.iterdir()) == []
