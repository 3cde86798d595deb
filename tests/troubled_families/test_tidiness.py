"""The checks that are not about behaviour: style, templates, migrations, and settings fit for a real installation."""

import os
import secrets
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tests.troubled_families.conftest import PROJECT

# The last of those that others stand for now (`replaces`); a database has either these or the ones in their place.
LAST_OF_THE_EARLIER = {
    "families": "0015_meetings_are_recorded", "outcomes": "0013_verdicts_rest_on_families_that_stay",
    "claims": "0017_what_claims_rely_on",
}


def run(*command, without=(), **environment):
    """Runs one of Python's programs in the project; returns its exit code and what it printed."""
    given = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        env={**given, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_code_has_no_fault_that_ruff_finds():
    code, printed = run("ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert code == 0, printed


def test_templates_have_no_fault_that_djlint_finds():
    code, printed = run("djlint", "--lint", "--quiet", "templates")
    assert code == 0, printed


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def made_again():
    """The apps of which a migration that stands for earlier ones would be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return {migration.app_label for migration, _ in plan if migration.replaces}


@pytest.mark.django_db
@pytest.mark.parametrize("lacks", [None, *LAST_OF_THE_EARLIER])
def test_nothing_is_made_again_in_a_database_of_the_earlier_migrations(lacks):
    ours = {app: name for app, name in LAST_OF_THE_EARLIER.items() if app != lacks}
    applied = MigrationRecorder(connection).migration_qs
    applied.filter(app__in=LAST_OF_THE_EARLIER).delete()
    applied.bulk_create(applied.model(app=app, name=name) for app, name in ours.items())
    assert made_again() == ({lacks} if lacks else set())


def test_settings_of_a_real_installation_pass_the_deployment_check():
    """As on a machine of its own: a key from the environment, no debugging, TLS."""
    code, printed = run(
        *("django", "check", "--deploy", "--fail-level", "WARNING"),
        DJANGO_SETTINGS_MODULE="troubled_families.settings",
        SECRET_KEY=secrets.token_urlsafe(50),
        without=("DEBUG", "INSECURE_LOCAL_HTTP", "DJANGO_ALLOW_ASYNC_UNSAFE"),
    )
    assert code == 0, printed


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_settings_have_no_default_for_what_is_secret(name):
    code, printed = run("django", "check", DJANGO_SETTINGS_MODULE="troubled_families.settings", without=(name,))
    assert code != 0
    assert f"Set the {name} environment variable" in printed
