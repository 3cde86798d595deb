"""Starts the tests' own servers before Django's settings are read; named by `-p` in pyproject.toml.

They are another instance than the one `./run` uses, so tests run beside it and never touch its data. Where
`DATABASE_URL` and `REDIS_URL` are set, the tests use those servers and nothing is started.
"""

import os

import pytest

from troubled_families.embedded import Unavailable, ensure_servers, release_servers

# Playwright's synchronous interface runs an event loop in the tests' thread; Django objects otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Runs before pytest-django's own hook of this name, which reads the settings."""
    os.environ.setdefault("SECRET_KEY", "for tests only, so that no secret need be set to run them")
    os.environ.setdefault("INSECURE_LOCAL_HTTP", "1")
    try:
        ensure_servers("test")
    except Unavailable as unavailable:
        raise pytest.UsageError(str(unavailable)) from unavailable
    return (yield)


def pytest_unconfigure(config):
    """Stops the servers when these were the last tests that used them."""
    release_servers()
