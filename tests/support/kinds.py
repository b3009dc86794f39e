"""What kind each test is, from where it lies, and whether it must hold on both databases."""

import re
from pathlib import Path

import pytest

KINDS = {
    "rules": "a decision as a table; no database",
    "engines": "an answer that needs no website; no database",
    "actions": "what is written, by whom, and what is refused",
    "views": "pages and commands, per role, with each error's words",
    "api": "what other systems send and read",
    "journeys": "a person's job in a real browser",
    "architecture": "imports, sizes, documents in step",
    "peers": "agreement with published results",
    "faults": "what survives when something breaks",
}
BY_WORD = {"queries": "actions", "pages": "views", "page": "views", "command": "views"}
BY_FOLDER = {"engines": "engines", "kernel": "engines", "exchange": "api", "config": "views"}
ON_BOTH = {"areas", "foundation", "exchange", "config", "journeys"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def kind_of(path: Path, *, uses_database: bool) -> str:
    """Name the kind of the tests in a file.

    Args:
        path: The file, relative to the tests folder.
        uses_database: Whether the test asks for the database.
    """
    for part in path.parts[:-1]:
        if part in KINDS and part not in BY_FOLDER:
            return part
    for word in re.split(r"_+", path.stem):
        if word in KINDS or word in BY_WORD:
            return BY_WORD.get(word, word)
    if uses_database:
        return "actions"
    return BY_FOLDER.get(path.parts[0], "rules")


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test asks for the database."""
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & DATABASE_FIXTURES)


def mark(item: pytest.Item, tests: Path) -> None:
    """Mark one test with its kind, unless it says so itself, and with its databases."""
    path = item.path.relative_to(tests)
    database = uses_database(item)
    if not any(item.get_closest_marker(kind) for kind in KINDS):
        item.add_marker(kind_of(path, uses_database=database))
    alike = item.get_closest_marker("one_database") is not None
    if database and path.parts[0] in ON_BOTH and not alike:
        item.add_marker("both_databases")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test; on a second database keep only those that must hold on both."""
    tests = config.rootpath / "tests"
    for item in items:
        mark(item, tests)
    if config.getoption("both_databases_only"):
        dropped = [item for item in items if item.get_closest_marker("both_databases") is None]
        items[:] = [item for item in items if item.get_closest_marker("both_databases")]
        config.hook.pytest_deselected(items=dropped)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our one choice of tests."""
    parser.getgroup("alongside").addoption(
        "--both-databases-only",
        action="store_true",
        help="run only the tests that must hold on SQLite and on PostgreSQL",
    )
