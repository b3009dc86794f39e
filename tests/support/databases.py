"""Picks the database of a test run before Django's settings are read.

``ALONGSIDE_TEST_DATABASE=postgres`` starts a PostgreSQL of our own; otherwise SQLite,
in a file, so that threads and servers in the tests see what the test wrote.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.postgres import PostgresFailed, postgres_cluster

STARTED = "ALONGSIDE_TEST_STARTED"
TEST_SETTINGS = {
    "ALONGSIDE_SECRET_KEY": "a key for tests only, never used for anything else",
    "ALONGSIDE_SECURE": "no",
    "ALONGSIDE_EMAIL_URL": "console:",
    "ALONGSIDE_HOSTS": "localhost,127.0.0.1,testserver",
}
_open_for_the_run = ExitStack()


def chosen() -> str:
    """Return ``sqlite`` or ``postgres``."""
    return os.environ.get("ALONGSIDE_TEST_DATABASE", "sqlite")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Choose once in the main process; xdist's workers inherit the choice."""
    if STARTED not in os.environ:
        os.environ[STARTED] = str(os.getpid())
        _choose()
    return (yield)


def _choose() -> None:
    atexit.register(_open_for_the_run.close)
    for name in ("DATABASE_URL", "ALONGSIDE_DEMO"):
        os.environ.pop(name, None)
    os.environ.update(TEST_SETTINGS)
    folder = tempfile.mkdtemp(prefix="alongside-test-")
    _open_for_the_run.callback(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "static").mkdir()
    os.environ["ALONGSIDE_VAR"] = folder
    if chosen() == "postgres":
        try:
            cluster = _open_for_the_run.enter_context(postgres_cluster())
        except PostgresFailed as reason:
            raise pytest.UsageError(str(reason)) from reason
        os.environ["DATABASE_URL"] = cluster.url


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    if os.environ.get(STARTED) == str(os.getpid()):
        _open_for_the_run.close()
