"""`./run`: brings the database up to date; runs web server, worker and timetable until Ctrl-C."""

import contextlib
import fcntl
import http.client
import os
import secrets
import socket
import sys
import time
from itertools import groupby

import psycopg2
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from troubled_families.commands import bring_up_to_date
from troubled_families.embedded import data_folder, keep_secret, kept_in, make_folder, release_servers
from troubled_families.processes import Processes

LONGEST_START = 120.0  # seconds until the web server answers, on a slow and busy machine
UNFINISHED = "demonstration-unfinished"
PASSWORD = "demonstration-password"
MOST_SHOWN = 2  # people of each role


class Command(BaseCommand):
    help = "Runs web server, worker and timetable on this machine. HOST and PORT say where it listens."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, no_demo=False, **options):
        host = os.environ.get("HOST") or "127.0.0.1"
        port = self.port(host)
        self.only = self.only_start()
        try:
            self.prepare(no_demo)
            self.run(host, port)
        except KeyboardInterrupt:
            self.say("Stopped.")
        finally:
            connection.close()
            release_servers()

    def say(self, text):
        """Prints a line at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()

    def port(self, host):
        """The port to listen on, once it is known to be free."""
        wanted = os.environ.get("PORT") or "8000"
        if not wanted.isdigit() or not 0 < int(wanted) < 65536:
            raise CommandError(f"PORT must be a number from 1 to 65535, and it is {wanted!r}.")
        try:
            family, kind, *_, address = socket.getaddrinfo(host, int(wanted), type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind) as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(address)
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host} port {wanted}: {error.strerror}. "
                "Is it running already? PORT=8001 ./run takes another port."
            ) from error
        return int(wanted)

    def only_start(self):
        """The lock, kept open, that lets one start at a time use the data folder."""
        lock = open(make_folder(data_folder()) / "start.lock", "ab")  # noqa: SIM115  (kept open as long as the process)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"It is running already on the data in {data_folder()}. Stop that one first, or set DATA_FOLDER."
            ) from None
        return lock

    def prepare(self, no_demo):
        """Database, static files and, on an embedded database that is empty, the demonstration."""
        unfinished = data_folder() / UNFINISHED
        embedded = kept_in()
        if embedded and unfinished.exists():
            self.say("The demonstration was not loaded to its end last time; beginning again.")
            connection.close()
            forget_database()
        self.say("Bringing the database up to date.")
        bring_up_to_date()
        call_command("collectstatic", interactive=False, verbosity=0)
        if no_demo or get_user_model().objects.exists():
            return
        if not embedded:
            self.say("Nobody can sign in yet: `./run demo` loads the demonstration.")
            return
        self.say("Loading the demonstration, which takes about a minute.")
        unfinished.touch()
        if os.environ.get("DEMO_PASSWORD"):
            (data_folder() / PASSWORD).unlink(missing_ok=True)
        password = keep_secret(PASSWORD, lambda: os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12))
        os.environ["DEMO_PASSWORD"] = password
        call_command("demo", stdout=self.stdout)
        unfinished.unlink()

    def run(self, host, port):
        """Starts the three processes, says where to find them, and waits."""
        python = sys.executable
        names = {"127.0.0.1", "localhost", "[::1]", host, socket.gethostname()}
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(sorted(names)))
        # Celery's long warning to root is for machines to which others send tasks; here we are the sender.
        os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser privileges")
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        processes = Processes(width=len("timetable"))
        gunicorn = [python, "-m", "gunicorn", "troubled_families.wsgi", "--bind", bind]
        gunicorn += ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
        celery = [python, "-m", "celery", "--quiet", "--app", "troubled_families"]
        worker = ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle"]
        timetable = ["beat", "--pidfile", "", "--schedule", str(data_folder() / "timetable")]
        processes.start("web", gunicorn)
        processes.start("worker", [*celery, *worker, "--loglevel", "WARNING"])
        processes.start("timetable", [*celery, *timetable, "--loglevel", "WARNING"])
        deadline = time.monotonic() + LONGEST_START
        ended = processes.wait(until=lambda: answers(shown, port) or time.monotonic() > deadline)
        if not ended and not processes.asked_to_stop:
            self.greet(shown, port)
            ended = processes.wait()
        if not ended:
            self.say("\nStopping; a task that is running is finished first.")
        processes.stop()
        if ended:
            raise CommandError(f"The {ended} process ended, so everything was stopped.")
        self.say("Stopped.")

    def greet(self, host, port):
        """Says where the product is and who can sign in."""
        address = f"[{host}]" if ":" in host else host
        self.say(f"\nOpen http://{address}:{port}/")
        people = get_user_model().objects.filter(is_active=True).order_by("role", "pk")
        for role, members in groupby(people, key=lambda person: person.get_role_display()):
            first, more = [], 0
            for person in members:
                if len(first) < MOST_SHOWN:
                    first.append(person.username)
                else:
                    more += 1
            self.say(f"  {role:<20} {', '.join(first)}" + (f" and {more} more" if more else ""))
        if kept_in() and (data_folder() / PASSWORD).exists():
            self.say(f"The password of everyone in the demonstration is {keep_secret(PASSWORD)}")
        if kept_in():
            self.say(f"The database is kept in {kept_in()}")
        connection.close()
        self.say("Ctrl-C stops everything.\n")


def forget_database():
    """Makes the embedded database anew, empty."""
    maintenance = psycopg2.connect(os.environ["DATABASE_URL"].replace("/app?", "/postgres?"))
    maintenance.autocommit = True
    with contextlib.closing(maintenance), maintenance.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS app WITH (FORCE)")
        cursor.execute("CREATE DATABASE app")


def answers(host, port):
    """Whether the web server answers a request, whatever it answers."""
    asking = http.client.HTTPConnection(host, port, timeout=10)
    try:
        asking.request("GET", "/")
        return bool(asking.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
