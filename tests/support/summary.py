"""Says which kinds of tests ran, and which could not; joins two runs into one summary.

The suite runs once on SQLite and again, in part, on PostgreSQL. The second run takes
in the results of the first, so pytest's own closing line counts both.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.kinds import KINDS

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
Stats = dict[str, list[Any]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that the suite joins its runs with."""
    group = parser.getgroup("alongside")
    group.addoption("--results-out", type=Path, help="write this run's results to a file")
    group.addoption("--results-in", type=Path, help="count an earlier run's results too")
    group.addoption("--show-kinds", action="store_true", help="say which kinds of tests ran")
    group.addoption("--not-run", action="append", default=[], help="say also what could not run")
    group.addoption("--also-failed", action="append", default=[], help="say what else failed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand results on, or take them in, before pytest sums up."""
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(config, "workerinput") or reporter is None:
        return
    if config.option.results_out:
        config.option.results_out.write_text(json.dumps(_packed(config, reporter.stats)))
    if config.option.results_in and config.option.results_in.exists():
        earlier = json.loads(config.option.results_in.read_text())
        failed = _take_in(config, reporter.stats, earlier)
        if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and earlier:
            session.exitstatus = pytest.ExitCode.OK
        if failed and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _packed(config: pytest.Config, stats: Stats) -> Stats:
    def pack(report: Any) -> Any:
        packed = config.hook.pytest_report_to_serializable(config=config, report=report)
        # xdist hangs the worker it came from on each report.
        return {name: value for name, value in packed.items() if name not in ("node", "worker_id")}

    return {outcome: [pack(report) for report in stats.get(outcome, [])] for outcome in OUTCOMES}


def _take_in(config: pytest.Config, stats: Stats, earlier: Stats) -> bool:
    unpack = config.hook.pytest_report_from_serializable
    for outcome, packed in earlier.items():
        reports = [unpack(config=config, data=entry) for entry in packed]
        for report in reports:
            report.nodeid = f"[SQLite] {report.nodeid}"
        if reports:
            stats.setdefault(outcome, []).extend(reports)
    return bool(earlier.get("failed") or earlier.get("error"))


def kinds_ran(stats: Stats) -> list[str]:
    """Return one line per kind: how many passed, failed and did not run."""
    counts = {kind: Counter[str]() for kind in KINDS}
    for outcome in OUTCOMES:
        for report in stats.get(outcome, []):
            for kind in KINDS.keys() & getattr(report, "keywords", {}).keys():
                counts[kind][outcome] += 1
    return [f"{kind:13}{_words(count)}" for kind, count in counts.items()]


def _words(count: Counter[str]) -> str:
    if not count:
        return "none ran"
    return ", ".join(f"{count[outcome]} {outcome}" for outcome in OUTCOMES if count[outcome])


def reasons_skipped(stats: Stats) -> list[str]:
    """Return one line per reason that tests were skipped for, most tests first."""
    reasons: Counter[str] = Counter()
    for report in stats.get("skipped", []):
        longrepr = getattr(report, "longrepr", None)
        if isinstance(longrepr, tuple | list):
            reasons[str(longrepr[2]).removeprefix("Skipped: ")] += 1
    return [f"{count} skipped: {reason}" for reason, count in reasons.most_common()]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the kinds, last before pytest's own closing line."""
    if not config.option.show_kinds:
        return
    stats = terminalreporter.stats
    terminalreporter.section("kinds of tests")
    for line in kinds_ran(stats):
        terminalreporter.write_line(line)
    for line in config.option.also_failed:
        terminalreporter.write_line(f"Failed: {line}", red=True)
    for line in [*config.option.not_run, *reasons_skipped(stats)]:
        terminalreporter.write_line(f"Did not run: {line}", yellow=True)
