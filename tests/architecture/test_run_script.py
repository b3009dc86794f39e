"""The one script installs what the locks say, and no more often than it must."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script as a module, in a repository of its own with two small locks."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    module = module_from_spec(spec_from_loader("run_script", loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp")
    (tmp_path / module.RUNTIME).write_text("six==1\n    --hash=sha256:a\n")
    (tmp_path / module.DEV).write_text(
        "six==1\n    --hash=sha256:a\nuv==2 \\\n    --hash=sha256:b\n"
    )
    return module


def stamp(run: ModuleType, lock: str) -> None:
    """Say that the environment was made from a lock as it is now."""
    run.STAMP.write_text(f"{lock} {run.lock_hash(lock)}")


def test_the_script_still_parses_on_a_python_too_old_to_run_it():
    assert ast.parse((ROOT / "run").read_text(), feature_version=(3, 7))


def test_an_environment_with_no_stamp_is_not_ready(run: ModuleType):
    assert not run.is_ready(run.RUNTIME)


def test_an_environment_for_the_tests_serves_the_demo_too(run: ModuleType):
    stamp(run, run.DEV)
    assert run.is_ready(run.RUNTIME)
    assert run.is_ready(run.DEV)


def test_an_environment_for_the_demo_does_not_serve_the_tests(run: ModuleType):
    stamp(run, run.RUNTIME)
    assert run.is_ready(run.RUNTIME)
    assert not run.is_ready(run.DEV)


def test_a_changed_lock_is_installed_again(run: ModuleType, tmp_path: Path):
    stamp(run, run.DEV)
    (tmp_path / run.DEV).write_text("six==2\n")
    assert not run.is_ready(run.DEV)


def test_only_the_pin_of_uv_and_its_hashes_are_given_to_pip(run: ModuleType, tmp_path: Path):
    assert run.locked_lines(tmp_path / run.DEV, "uv") == "uv==2 \\\n    --hash=sha256:b\n"


def test_uv_is_told_what_pip_was_told(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    for name in run.PIP_TO_UV.values():
        monkeypatch.delenv(name, raising=False)
    said = "\n".join(
        [
            "global.index-url='https" + "://mirror.example/simple'",
            "global.extra-index-url='file:///srv/a https" + "://more.example/simple'",
            ":env:.cert='/etc/ssl/mirror.pem'",
            "global.timeout='60'",
        ]
    )
    monkeypatch.setattr(
        run.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=said)
    )
    environment = run.uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == "https" + "://mirror.example/simple"
    assert environment["UV_INDEX"] == "https" + "://more.example/simple"
    assert environment["SSL_CERT_FILE"] == "/etc/ssl/mirror.pem"
    assert environment["UV_PYTHON_DOWNLOADS"] == "never"


def test_an_unknown_command_prints_the_usage_and_exits_2():
    done = subprocess.run([str(ROOT / "run"), "dance"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage: ./run" in done.stdout
