"""The two runs of the suite are told as one, and no failure is lost between them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kinds import kind_of
from tests.support.postgres import find_binaries, postgres_cluster

ROOT = Path(__file__).resolve().parents[2]
OURS = "import pytest\npytestmark = pytest.mark.rules\n"


def run_pytest(folder: Path, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one small test file with only our summary loaded."""
    (folder / "test_small.py").write_text(OURS + text)
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.summary", "-p", "no:django"]
    command += [
        "-p",
        "no:randomly",
        "-o",
        "markers=rules: x",
        "--rootdir",
        str(folder),
        str(folder),
    ]
    return subprocess.run(
        [*command, "-c", "/dev/null", *arguments], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("workers", ["-n0", "-n1"])
def test_a_failure_of_the_first_run_fails_the_second(tmp_path: Path, workers: str):
    results = tmp_path / "results.json"
    first = run_pytest(
        tmp_path,
        "def test_a(): assert 0\ndef test_b(): pass\n",
        f"--results-out={results}",
        workers,
    )
    assert first.returncode == 1
    assert set(json.loads(results.read_text())) >= {"passed", "failed"}
    second = run_pytest(tmp_path, "def test_b(): pass\n", f"--results-in={results}", workers)
    assert second.returncode == 1
    assert "[SQLite] test_small.py::test_a" in second.stdout
    assert "1 failed, 2 passed" in second.stdout.splitlines()[-1]


def test_a_second_run_with_nothing_to_do_is_no_failure(tmp_path: Path):
    results = tmp_path / "results.json"
    run_pytest(tmp_path, "def test_b(): pass\n", f"--results-out={results}")
    second = run_pytest(tmp_path, "", f"--results-in={results}", "--show-kinds")
    assert second.returncode == 0
    assert "rules        1 passed" in second.stdout
    assert "journeys     none ran" in second.stdout
    assert "1 passed" in second.stdout.splitlines()[-1]


def test_what_did_not_run_is_said_with_its_reason(tmp_path: Path):
    text = "def test_a(): pytest.skip('no such browser')\n"
    said = run_pytest(tmp_path, text, "--show-kinds", "--not-run=the second run").stdout
    assert "Did not run: 1 skipped: no such browser" in said
    assert "Did not run: the second run" in said


@pytest.mark.parametrize(
    ("path", "database", "kind"),
    [
        ("areas/crisis/rules/test_states.py", False, "rules"),
        ("areas/crisis/test_rules.py", False, "rules"),
        ("areas/crisis/test_actions_opening.py", True, "actions"),
        ("areas/crisis/test_queries.py", True, "actions"),
        ("areas/crisis/views/test_board.py", True, "views"),
        ("foundation/audit/test_chain.py", True, "actions"),
        ("engines/law/test_clocks.py", False, "engines"),
        ("kernel/test_period.py", False, "engines"),
        ("journeys/test_rules_of_the_road.py", True, "journeys"),
        ("exchange/spreadsheets/test_reading.py", False, "api"),
    ],
)
def test_a_test_is_of_the_kind_its_place_says(path: str, database: bool, kind: str):
    assert kind_of(Path(path), uses_database=database) == kind


@pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed")
def test_a_cluster_of_our_own_leaves_nothing_behind():
    with postgres_cluster(durable=True) as cluster:
        ask = [cluster.binaries / "psql", "-h", cluster.folder, "-U", "alongside", "-d", "postgres"]
        answer = subprocess.check_output([*ask, "-Atc", "show fsync"], text=True)
        cluster.stop()
        cluster.start()
        process = cluster.process
    assert answer.strip() == "on"
    assert process is not None
    assert process.poll() is not None
    assert not cluster.folder.exists()
