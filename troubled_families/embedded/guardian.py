"""The process that owns one instance's PostgreSQL and Valkey; started by `ensure_servers`, run as a script.

Every process that uses the servers holds a shared lock on `users.lock`. While the guardian cannot take that
lock alone, somebody is there; once it can, nobody is, and it stops the servers and goes. The kernel gives a
process's locks back however it ends, so nothing here rests on anybody's tidy exit.

The guardian itself holds `guardian.lock` for its life. `ready.json` says where the servers listen, or why
they could not be started. A server that dies is started again. Only the standard library is used, and no
other module of ours, because this file is run by its path.
"""

import contextlib
import fcntl
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

POLL = 0.2  # seconds between looks at the servers and at who uses them
LINGER = 2.0  # seconds to wait for the next user, so that commands in a row share one start
LONGEST_START = 60.0
LONGEST_STOP = 30.0
MOST_RESTARTS = 5  # of one server within a minute; more is a fault that a restart does not cure
DATABASE = "app"


class Refused(Exception):
    """The servers cannot be started. The message is a sentence for the person at the keyboard."""


class Server:
    """One server program: how it is started, asked and stopped."""

    def __init__(self, name, command, stop_signals, answers, place):
        self.name = name
        self.command = command
        self.stop_signals = stop_signals
        self.answers = answers
        self.place = place
        self.process = None
        self.restarts = []

    def start(self):
        """Starts the program and waits until it answers.

        A start that fails is tried again: after a kill the old server's children need a moment to notice.
        """
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            with open(Path(self.place["folder"]) / f"{self.name}.log", "ab") as log:
                self.process = subprocess.Popen(
                    self.command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self.place["servers"],
                    start_new_session=True,
                    **as_user(self.place),
                )
            while self.process.poll() is None and time.monotonic() < deadline:
                if self.answers():
                    return
                time.sleep(0.05)
            if self.process.poll() is not None:
                time.sleep(0.3)
        self.stop()
        raise Refused(f"{self.name} did not start; {self.place['folder']}/{self.name}.log says why.")

    def keep_alive(self):
        """Starts the program again when it has died; raises `Refused` when it dies again and again."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        self.restarts = [at for at in self.restarts if now - at < 60] + [now]
        (Path(self.place["folder"]) / "ready.json").unlink(missing_ok=True)
        say(f"{self.name} ended with {self.process.returncode}; starting it again")
        if len(self.restarts) > MOST_RESTARTS:
            raise Refused(f"{self.name} died {len(self.restarts)} times in a minute.")
        self.start()

    def stop(self):
        """Stops the program, ever less gently."""
        for stop_signal in (*self.stop_signals, signal.SIGKILL):
            if self.process is None or self.process.poll() is not None:
                return
            self.process.send_signal(stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(LONGEST_STOP)


def as_user(place):
    """The arguments that make `subprocess` run a program as the servers' user."""
    if place["user"] is None:
        return {}
    entry = pwd.getpwnam(place["user"])
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def say(text):
    """Writes a line to the guardian's log, which is its standard output."""
    print(time.strftime("%Y-%m-%d %H:%M:%S"), text, flush=True)


def run(place, program, *arguments):
    """Runs one of PostgreSQL's programs as the servers' user; returns its exit code and what it printed."""
    done = subprocess.run(
        [Path(place["postgres"]) / program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=place["servers"],
        check=False,
        env={**os.environ, "LC_ALL": "C"},
        **as_user(place),
    )
    return done.returncode, done.stdout.strip()


def make_folder(place, folder):
    """A folder that only the servers' user may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if place["user"] is not None:
        entry = pwd.getpwnam(place["user"])
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def prepare_data(place):
    """Makes the database's folder on a first start; afterwards checks that this PostgreSQL can read it.

    The folder gets its name when it is whole, so an interrupted first start is simply begun again. The
    collation is PostgreSQL's own C.UTF-8: upper and lower case are right, and the same on every machine.
    """
    data = Path(place["servers"]) / "postgres"
    if data.exists():
        made_by = (data / "PG_VERSION").read_text().strip()
        program = run(place, "postgres", "--version")[1].split()[-1].split(".")[0]
        if made_by != program:
            raise Refused(
                f"The data in {data} were made by PostgreSQL {made_by} and the installed one is {program}. "
                f"Dump them with PostgreSQL {made_by}, move the folder away, and restore the dump."
            )
        return data
    fresh = data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    code, output = run(
        place,
        "initdb",
        *("--pgdata", str(fresh), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8"),
        *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        "--no-instructions",
        *(() if place["durable"] else ("--no-sync",)),
    )
    if code:
        say(output)
        raise Refused(f"The database could not be made; {place['folder']}/guardian.log says why.")
    fresh.rename(data)
    return data


def postgres_server(place, data):
    """PostgreSQL on a unix socket only. Its log gets no statement and no row: both may hold personal data."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": place["sockets"],
        "unix_socket_permissions": "0700",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "shared_buffers": "256MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
    }
    if not place["durable"]:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    if small_shared_memory():
        options["dynamic_shared_memory_type"] = "mmap"
    command = [f"{place['postgres']}/postgres", "-D", str(data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]

    def answers():
        code, _ = run(place, "pg_isready", "--host", place["sockets"], "--username", "postgres", "--quiet")
        return code == 0

    return Server("postgres", command, [signal.SIGINT, signal.SIGQUIT], answers, place)


def small_shared_memory():
    """Whether /dev/shm is too small for parallel queries, as it is in most containers (64 MB)."""
    try:
        return shutil.disk_usage("/dev/shm").total < 512 * 1024 * 1024
    except OSError:
        return False


def valkey_server(place):
    """Valkey on a unix socket only; a durable one writes every change to its append-only file."""
    data = Path(place["servers"]) / "valkey"
    make_folder(place, data)
    path = f"{place['sockets']}/valkey.sock"
    command = [place["valkey"], "--port", "0", "--unixsocket", path, "--unixsocketperm", "700"]
    command += ["--dir", str(data), "--daemonize", "no", "--maxmemory-policy", "noeviction"]
    command += ["--save", "", "--appendonly", "yes" if place["durable"] else "no"]
    return Server("valkey", command, [signal.SIGTERM], lambda: ask_valkey(path, b"PING") == b"+PONG", place)


def ask_valkey(path, command):
    """Sends one command to Valkey's socket; returns the first line of its answer, or nothing."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            connection.connect(path)
            connection.sendall(command + b"\r\n")
            return connection.recv(1000).split(b"\r\n")[0]
    except OSError:
        return b""


def stop_orphans(place, data):
    """Stops the servers of a guardian that was killed: they are nobody's children now."""
    if (data / "postmaster.pid").exists():
        for mode in ("fast", "immediate"):
            if run(place, "pg_ctl", "stop", "--pgdata", str(data), "--mode", mode, "--timeout", "15")[0] == 0:
                say("stopped an orphaned postgres")
                break
    path = f"{place['sockets']}/valkey.sock"
    if ask_valkey(path, b"PING"):
        ask_valkey(path, b"SHUTDOWN" if place["durable"] else b"SHUTDOWN NOSAVE")
        deadline = time.monotonic() + LONGEST_STOP
        while ask_valkey(path, b"PING") and time.monotonic() < deadline:
            time.sleep(0.1)
        say("stopped an orphaned valkey")


def make_database(place):
    """Makes the database that the address names, when it is not there."""
    where = ("--host", place["sockets"], "--username", "postgres")
    query = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"
    if run(place, "psql", *where, "--no-psqlrc", "-tAc", query, "postgres")[1] != "1":
        code, output = run(place, "createdb", *where, DATABASE)
        if code:
            raise Refused(f"The database could not be made: {output}")


def announce(folder, **facts):
    """Writes `ready.json` whole or not at all."""
    fresh = folder / "ready.new"
    fresh.write_text(json.dumps({"guardian": os.getpid(), **facts}))
    fresh.rename(folder / "ready.json")


def announce_addresses(place, servers):
    """Says where the servers listen, once; again after one of them was started again."""
    folder, sockets = Path(place["folder"]), place["sockets"]
    if (folder / "ready.json").exists():
        return
    announce(
        folder,
        database_url=f"postgresql://postgres@/{DATABASE}?host={sockets}",
        redis_url=f"unix://{sockets}/valkey.sock?db=0",
        kept_in=place["servers"],
        servers={server.name: server.process.pid for server in servers},
    )
    say("the servers answer")


def take_alone(lock):
    """Takes a lock alone. Others only look at it for a moment, so a lock that stays taken is a guardian's."""
    for _ in range(100):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.02)
    return False


class Users:
    """Who uses the servers, seen through `users.lock`."""

    def __init__(self, folder):
        self.lock = open(folder / "users.lock", "ab")  # noqa: SIM115  (kept open as long as the process)
        self.gone_since = None
        self.hurry = False
        signal.signal(signal.SIGUSR1, self._hurry)
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        self.end = False

    def _hurry(self, *_):
        self.hurry = True

    def _end(self, *_):
        self.end = True

    def have_gone(self):
        """True once nobody has used the servers for a while; from then on nobody can begin to."""
        if self.end:
            return True
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.gone_since = None
            self.hurry = False
            return False
        now = time.monotonic()
        self.gone_since = self.gone_since or now
        if self.hurry or now - self.gone_since >= LINGER:
            return True
        fcntl.flock(self.lock, fcntl.LOCK_UN)
        return False


def start_servers(place):
    """Both servers, started and answering."""
    data = prepare_data(place)
    make_folder(place, Path(place["sockets"]))
    stop_orphans(place, data)
    servers = [postgres_server(place, data), valkey_server(place)]
    started = []
    try:
        for server in servers:
            started.append(server)
            server.start()
        make_database(place)
    except BaseException:
        stop_servers(started)
        raise
    return servers


def stop_servers(servers):
    """Stops both, the last one started first."""
    for server in reversed(servers):
        server.stop()


def guard(place):
    """The guardian's life. Returns its exit code."""
    folder = Path(place["folder"])
    users = Users(folder)
    guardian_lock = open(folder / "guardian.lock", "a+")  # noqa: SIM115  (kept open as long as the process)
    if not take_alone(guardian_lock):
        say("another guardian is at work")
        return 1
    guardian_lock.truncate(0)
    guardian_lock.write(str(os.getpid()))
    guardian_lock.flush()
    try:
        servers = start_servers(place)
    except (Refused, OSError) as refusal:
        say(f"refused: {refusal}")
        announce(folder, refused=str(refusal))
        return 1
    code = 0
    try:
        while not users.have_gone():
            announce_addresses(place, servers)
            for server in servers:
                server.keep_alive()
            time.sleep(POLL)
    except Refused as refusal:
        say(f"refused: {refusal}")
        code = 1
    (folder / "ready.json").unlink(missing_ok=True)
    stop_servers(servers)
    say("the servers have stopped")
    # This lock first: who waits for the other one must then find no guardian.
    guardian_lock.close()
    users.lock.close()
    return code


if __name__ == "__main__":
    sys.exit(guard(json.loads(sys.argv[1])))
