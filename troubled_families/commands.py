"""Running one management command: what keeps it from running is said in a sentence, and `./run` sets up first."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line, get_commands
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from troubled_families.embedded import kept_in

OWN_WAY_TO_THE_DATABASE = ("django.", "troubled_families")  # apps whose commands ask for no tables, or make them
LACKS_A_TABLE_OR_COLUMN = ("42P01", "42703")
MIGRATING_LOCK = 7_201_514  # advisory lock: one process at a time brings the database up to date
BROKEN_PIPE, INTERRUPTED = 141, 130


def run(arguments):
    """Runs the command line `arguments`; ends the process with a sentence where it cannot be run at all.

    With `--traceback` what went wrong is shown as Python shows it.
    """
    try:
        if os.environ.get("LOCAL_RUN") and reads_tables(arguments):
            set_up_database()
        execute_from_command_line(arguments)
        sys.stdout.flush()
    except (DatabaseError, InterfaceError, ImproperlyConfigured) as fault:
        if "--traceback" in arguments:
            raise
        sys.exit(sentence_about(fault))
    except BrokenPipeError:  # whoever read our output wants no more of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def reads_tables(arguments):
    """Whether the command is one of the product's that work on its tables."""
    django.setup()  # until then only Django's own commands are known
    app = get_commands().get(arguments[1] if len(arguments) > 1 else "", "django.")
    return isinstance(app, str) and not app.startswith(OWN_WAY_TO_THE_DATABASE)


def set_up_database():
    """Makes the tables where there are none yet, and brings an embedded database up to date.

    A database with tables that others keep is theirs to bring up to date, at a time of their choosing.
    """
    if kept_in() or not MigrationExecutor(connection).loader.applied_migrations:
        bring_up_to_date()


def bring_up_to_date():
    """Applies the migrations that are not applied, once, however many processes want it at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING_LOCK])
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING_LOCK])


def sentence_about(fault):
    """What keeps a command from running, for whoever typed it."""
    if isinstance(fault, ImproperlyConfigured):
        return f"The settings are incomplete: {fault}"
    reason = str(fault).strip().partition("\n")[0].rstrip(".")
    if getattr(fault.__cause__, "pgcode", None) in LACKS_A_TABLE_OR_COLUMN:
        return f"The database is not up to date ({reason}). Run `python manage.py migrate` first."
    if isinstance(fault, OperationalError) and connection.connection is None:
        return f"The database does not answer: {reason}. Is it running, and does DATABASE_URL name it?"
    return f"The database refused it: {reason}. With --traceback the command shows where."
