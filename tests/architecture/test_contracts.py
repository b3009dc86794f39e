"""The import contracts hold, and each catches a bad import planted in a copy of the source."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "importlinter:contract:"


class Plant(NamedTuple):
    """A contract's id, the module of ours that breaks it, and the import that does."""

    contract: str
    module: str
    imports: str


PLANTS = [
    Plant("layers", "kernel/planted.py", "alongside.engines"),
    Plant("layers", "engines/law/planted.py", "alongside.foundation.audit"),
    Plant("layers", "foundation/audit/planted.py", "alongside.areas.crisis"),
    Plant("layers", "areas/crisis/planted.py", "alongside.exchange"),
    Plant("layers", "exchange/planted.py", "alongside.config"),
    Plant("engines-apart", "engines/law/planted.py", "alongside.engines.sharing"),
    Plant("engines-need-no-website", "engines/law/planted.py", "django.utils"),
    Plant("engines-need-no-website", "kernel/planted.py", "rich"),
    Plant("engines-need-no-website", "foundation/reference/planted.py", "django.db"),
    Plant("areas-apart", "areas/people/planted.py", "alongside.areas.crisis.queries"),
    Plant("areas-apart", "areas/crisis/planted.py", "alongside.areas.people.models"),
    Plant("areas-apart", "areas/insight/planted.py", "alongside.areas.crisis.actions"),
    Plant("inside-an-area", "areas/people/rules/planted.py", "alongside.areas.people.models"),
    Plant("inside-an-area", "areas/people/models/planted.py", "alongside.areas.people.queries"),
    Plant("inside-an-area", "areas/people/actions/planted.py", "alongside.areas.people.views"),
    Plant("rules-are-pure", "areas/people/rules/planted.py", "django.db"),
    Plant("rules-are-pure", "areas/people/rules/planted.py", "alongside.foundation.audit"),
    Plant("rules-are-pure", "areas/people/rules/planted.py", "alongside.areas.people.actions"),
    Plant("pages-see-no-rows", "areas/people/views/planted.py", "alongside.areas.people.models"),
    Plant("pages-see-no-rows", "areas/people/demo/planted.py", "alongside.areas.people.models"),
    Plant("audit-table", "foundation/outbox/planted.py", "alongside.foundation.audit.models"),
    Plant("splink-at-home", "engines/law/planted.py", "splink"),
    Plant("ortools-at-home", "areas/crisis/planted.py", "ortools.sat"),
    Plant("statsmodels-at-home", "engines/surveillance/planted.py", "statsmodels.api"),
    Plant("duckdb-at-home", "engines/evaluation/planted.py", "duckdb"),
    Plant("duckdb-at-home", "engines/scheduling/planted.py", "ibis"),
    Plant("spark-at-home", "engines/evaluation/planted.py", "pyspark.sql"),
]


def contract_ids() -> set[str]:
    """Read the ids of all contracts."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    return {name.removeprefix(PREFIX) for name in config.sections() if name.startswith(PREFIX)}


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    """Check the source in a folder against one contract, or all."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    command += ["--config", str(ROOT / ".importlinter")]
    command += ["--contract", contract] if contract else []
    environment = dict(os.environ, PYTHONPATH=str(folder / "src"))
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def plant_import(folder: Path, *, module: str, imports: str) -> None:
    """Write a module with one import; a file in the way of its folder becomes a package."""
    path = folder / "src/alongside" / module
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        single = path.parent.with_suffix(".py")
        if single.exists():
            shutil.move(single, path.parent / "__init__.py")
        (path.parent / "__init__.py").touch()
    path.write_text(f"import {imports}\n")
    for parent in path.parents:
        if parent.name == "alongside":
            break
        (parent / "__init__.py").touch()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of our source to plant in."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "static", "jinja", "*.csv"),
    )
    return tmp_path


def test_every_contract_holds():
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.contract}-{plant.module}")
def test_a_planted_import_is_caught(plant: Plant, copy: Path):
    target = plant.imports.removeprefix("alongside.").replace(".", "/")
    if plant.imports.startswith("alongside."):
        ensure_module(copy / "src/alongside" / target)
    plant_import(copy, module=plant.module, imports=plant.imports)
    answer = lint(copy, plant.contract)
    planted = "alongside." + plant.module.removesuffix(".py").replace("/", ".")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout
    assert f"{planted} ->" in answer.stdout or f"{planted} is not allowed" in answer.stdout


def ensure_module(path: Path) -> None:
    """Make an empty module where the source does not have one yet."""
    if not path.exists() and not path.with_suffix(".py").exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".py").touch()


def test_every_contract_has_a_planted_import():
    assert contract_ids() == {plant.contract for plant in PLANTS}


def test_every_contract_is_named_with_a_sentence():
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    names = [config[f"{PREFIX}{contract}"]["name"] for contract in contract_ids()]
    assert all(len(name.split()) >= 4 and name[0].isalpha() for name in names), names
