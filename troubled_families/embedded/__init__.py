"""A real PostgreSQL and a real Redis-compatible server from Python packages, for a machine that has neither.

`ensure_servers` starts them where `DATABASE_URL` or `REDIS_URL` is not set, and writes the missing addresses
into the environment before Django's settings are read. How they are kept and stopped: `guardian.py`.
Nothing here is used by an installation that names its own servers.
"""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from troubled_families.embedded.places import Unavailable, choose, data_folder, instance_folder, make_folder

__all__ = [
    "Unavailable",
    "data_folder",
    "ensure_servers",
    "environment_as_given",
    "keep_secret",
    "kept_in",
    "make_folder",
    "prepare",
    "release_servers",
]

LONGEST_WAIT = 90.0  # seconds: a first start on a slow machine, after another user's servers have stopped
LONGEST_LOG = 5_000_000  # bytes
# Commands that answer without a server, or that see to their own.
WITHOUT_SERVERS = {"help", "--help", "-h", "version", "--version", "test"}
NOTHING = {
    "DATABASE_URL": "postgresql:///nothing",
    "REDIS_URL": "redis:///nothing",
    "SECRET_KEY": secrets.token_urlsafe(50),
}

_held = {}  # instance -> the open lock file that says we use its servers


def prepare(arguments):
    """Everything `manage.py` needs in the environment before the settings are read.

    `arguments` are those of the command line. Ends the process with a sentence when servers cannot be had.
    """
    command = arguments[1] if len(arguments) > 1 else "help"
    if command in WITHOUT_SERVERS:
        _settings_that_reach_nothing()
        return
    try:
        ensure_servers("dev")
    except Unavailable as unavailable:
        sys.exit(str(unavailable))
    except KeyboardInterrupt:
        sys.exit(130)
    if os.environ.get("LOCAL_RUN"):
        _local_settings()


def _settings_that_reach_nothing():
    """Addresses and a key for a command that only prints, so that it needs no server and keeps no secret."""
    for name, value in NOTHING.items():
        if not os.environ.get(name):
            os.environ[name] = value


def environment_as_given():
    """The environment without what `prepare` put in for a command that needs no servers."""
    return {name: value for name, value in os.environ.items() if NOTHING.get(name) != value}


def ensure_servers(instance="dev"):
    """Sees to it that `DATABASE_URL` and `REDIS_URL` name servers that answer.

    What the environment already names is left alone; where it names both, nothing is started. Otherwise the
    servers of `instance` are started, or found running, and stay at least as long as this process lives.
    They are local, so local settings are given too where the environment has none. Raises `Unavailable`.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    facts = _use(instance)
    for name, fact in (("DATABASE_URL", "database_url"), ("REDIS_URL", "redis_url")):
        if not os.environ.get(name):
            os.environ[name] = facts[fact]
    _local_settings()


def kept_in(instance="dev"):
    """The folder of the embedded database that this process uses; nothing where it uses another database."""
    facts = _ready(instance_folder(instance)) if instance in _held else {}
    return facts["kept_in"] if facts.get("database_url") == os.environ["DATABASE_URL"] else None


def release_servers():
    """Lets go of the servers and, when nobody else uses them, waits until they have stopped."""
    for instance, lock in list(_held.items()):
        del _held[instance]
        lock.close()
        folder = instance_folder(instance)
        if _in_use(folder):
            continue
        deadline = time.monotonic() + LONGEST_WAIT
        while _guarded(folder) and time.monotonic() < deadline:
            _hurry(folder)
            time.sleep(0.1)


def keep_secret(name, make=lambda: secrets.token_urlsafe(50)):
    """A secret of this installation, kept in the data folder for our eyes only and made on first use."""
    path = data_folder() / name
    with contextlib.suppress(FileNotFoundError):
        return path.read_text().strip()
    make_folder(path.parent)
    fresh = path.with_name(f"{name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(make() + "\n")
    # A link is refused where another process was first, so that all of them have the same secret.
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
    return path.read_text().strip()


def _local_settings():
    """A key of our own, and cookies that work without TLS: this is one machine, talking to itself."""
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = keep_secret("secret-key")
    os.environ.setdefault("INSECURE_LOCAL_HTTP", "1")


def _use(instance):
    """Takes part in using an instance's servers; returns what `ready.json` says of them."""
    folder = instance_folder(instance)
    with open(folder / "starting.lock", "ab") as starting:
        _wait_for(starting, fcntl.LOCK_EX, "another start")
        if instance not in _held:
            lock = open(folder / "users.lock", "ab")  # noqa: SIM115  (kept open as long as the process)
            try:
                _wait_for(lock, fcntl.LOCK_SH, "the last servers to stop")
            except BaseException:
                lock.close()
                raise
            _held[instance] = lock
        if not _guarded(folder):
            (folder / "ready.json").unlink(missing_ok=True)
            _start_guardian(folder, instance)
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            facts = _ready(folder)
            if "refused" in facts:
                raise Unavailable(facts["refused"])
            if facts:
                return facts
            if not _guarded(folder):
                break
            time.sleep(0.05)
    raise Unavailable(f"The embedded servers did not start; {folder}/guardian.log says why.")


def _wait_for(file, lock, what):
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(file, lock | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Unavailable(f"Waited {LONGEST_WAIT:.0f} seconds for {what}, in vain.") from None
            time.sleep(0.05)


def _ready(folder):
    try:
        return json.loads((folder / "ready.json").read_text())
    except FileNotFoundError:
        return {}


def _guarded(folder):
    """Whether a guardian is at work in `folder`."""
    with open(folder / "guardian.lock", "ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _hurry(folder):
    """Tells the guardian that no other user is to be waited for."""
    guardian = _ready(folder).get("guardian")
    if guardian and _guarded(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(guardian, signal.SIGUSR1)


def _in_use(folder):
    """Whether somebody holds the servers. The guardian's own looks are too short to be taken for somebody."""
    with open(folder / "users.lock", "ab") as lock:
        for _ in range(5):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return False
            except BlockingIOError:
                time.sleep(0.02)
    return _guarded(folder)


def _start_guardian(folder, instance):
    """Starts the guardian in a session of its own, so that Ctrl-C does not reach it; waits for its lock."""
    place = choose(instance)
    for name in ("guardian", "postgres", "valkey"):
        log = folder / f"{name}.log"
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".log.old"))
    with open(folder / "guardian.log", "ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-I", Path(__file__).with_name("guardian.py"), json.dumps(asdict(place))],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
        )
    while process.poll() is None and not _guarded(folder):
        time.sleep(0.02)
    # The guardian outlives us by design, so Python need not warn that it is still running.
    process.returncode = 0
