"""Runs the whole suite: once on SQLite, then what must hold on both again on PostgreSQL."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.installs import ensure_chromium, ensure_postgres

KEEP_GOING = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
# A decision that is wrong harms somebody: these parts are covered wholly.
COVERAGE = ["--cov", "--cov-report=term", "--cov-fail-under=100"]
NOT_COVERED = "the parts that decide are not covered wholly; the table is in the first run, above"


def run_pytest(database: str, arguments: list[str]) -> int:
    """Run pytest in a process of its own on one kind of database; return its exit code."""
    workers = str(min(os.cpu_count() or 1, 4))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "worksteal"]
    environment = dict(os.environ, ALONGSIDE_TEST_DATABASE=database)
    print(f"run: tests on {database}", file=sys.stderr, flush=True)
    return subprocess.run([*command, *arguments], env=environment).returncode


def any_failed(results: Path) -> bool:
    """Say whether a run wrote down a failed test."""
    told = json.loads(results.read_text()) if results.exists() else {}
    return bool(told.get("failed") or told.get("error"))


def main(arguments: list[str]) -> int:
    """Run every test, or those asked for; return 0 only if none failed on either database."""
    no_browser, no_postgres = ensure_chromium(), ensure_postgres()
    if no_browser:
        print(f"run: {no_browser}", file=sys.stderr)
    whole = [] if arguments else COVERAGE
    if no_postgres:
        said = ["--show-kinds", f"--not-run=the second run on PostgreSQL. {no_postgres}"]
        return run_pytest("sqlite", [*whole, *said, *arguments])
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        first = run_pytest("sqlite", [f"--results-out={results}", *whole, *arguments])
        if first not in KEEP_GOING:
            return first
        joined = [f"--results-in={results}", "--show-kinds", "--both-databases-only"]
        if first == pytest.ExitCode.TESTS_FAILED and not any_failed(results):
            joined.append(f"--also-failed={NOT_COVERED}")
        second = run_pytest("postgres", [*joined, *arguments])
    return first if first == pytest.ExitCode.TESTS_FAILED else second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
