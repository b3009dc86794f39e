"""Lays out the tables of a test run from those of an earlier one, where no migration changed.

Migrating an empty SQLite file takes most of a minute of one core. The outcome is kept in
``.cache/test-tables`` under a name made from every migration, and the next process begins with a
copy. A new clone has none, so its first process migrates. PostgreSQL always migrates.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

KEPT = Path(__file__).resolve().parents[2] / ".cache" / "test-tables"
AT_MOST = 4
_until_laid_out = ExitStack()


def name_of_tables(config: pytest.Config) -> str:
    """Name what migrating makes: another name after any change of a migration, or without them."""
    how = f"{django.VERSION} {sqlite3.sqlite_version} {config.getvalue('nomigrations')}"
    told = hashlib.sha256(how.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            told.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return told.hexdigest()[:24] + ".sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(pytestconfig: pytest.Config, django_db_modify_db_settings: None) -> bool:
    """Copy tables made before, if there are any; else let this process make them, alone."""
    if connection.vendor != "sqlite":
        return False
    KEPT.mkdir(parents=True, exist_ok=True)
    one_at_a_time = _until_laid_out.enter_context((KEPT / "lock").open("w"))
    fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
    made_before = KEPT / name_of_tables(pytestconfig)
    if not made_before.exists():
        return False
    shutil.copyfile(made_before, connection.settings_dict["TEST"]["NAME"])
    os.utime(made_before)
    connection.settings_dict["TEST"]["MIGRATE"] = False
    _until_laid_out.close()
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config,
    django_db_keepdb: bool,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Keep the tables for the next process, before any test writes to them."""
    if connection.vendor == "sqlite" and not django_db_keepdb:
        with django_db_blocker.unblock():
            _keep(KEPT / name_of_tables(pytestconfig))
        _until_laid_out.close()


def _keep(path: Path) -> None:
    connection.ensure_connection()
    part = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(part)) as copy:
        connection.connection.backup(copy)
    part.replace(path)
    newest_first = sorted(KEPT.glob("*.sqlite3"), key=lambda kept: -kept.stat().st_mtime)
    for old in newest_first[AT_MOST:]:
        old.unlink(missing_ok=True)
