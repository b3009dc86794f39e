"""The source keeps the house rules, and each check can fail."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.checks import clock, dependencies, documents, sizes, tracked, words

ROOT = Path(__file__).resolve().parents[2]
Check = Callable[[Path], list[str]]
LOCKED = "six==1.16.0 \\\n    --hash=sha256:00\n"
MIGRATION = "class Migration:\n    dependencies = [('crisis', '{after}')]\n"


class Plant(NamedTuple):
    """A check, the files of a small repository that breaks it, and what it then says."""

    check: Check
    files: dict[str, str]
    says: str


def project(dependencies: str) -> str:
    """Write a pyproject.toml with these dependency lines."""
    return f'[project]\nname = "x"\ndependencies = [\n{dependencies}\n]\n[build-system]\n'


def locks(text: str) -> dict[str, str]:
    """Write both locks alike."""
    return {"requirements.lock": text, "requirements-dev.lock": text}


IN_SOURCE = "src/alongside/areas/crisis/{}"
RULES = IN_SOURCE.format("rules.py")
MODELS = IN_SOURCE.format("models.py")
MIGRATIONS = IN_SOURCE.format("migrations/{}.py")
BRANCHES = "".join(f"    if a == {n}:\n        return {n}\n" for n in range(9))

PLANTS = [
    Plant(sizes.long_functions, {RULES: "def f():\n" + "    a = 1\n" * 50}, "f has 51 lines"),
    Plant(sizes.long_modules, {RULES: "a = 1\n" * 401}, "has 401 lines"),
    Plant(sizes.crowded_calls, {RULES: "def f(a, b, c, d): ...\n"}, "f takes a, b, c, d"),
    Plant(sizes.tangled_functions, {RULES: f"def f(a):\n{BRANCHES}"}, "(10 > 8)"),
    Plant(clock.clock_reads, {RULES: "x = datetime.datetime.now\n"}, "datetime.datetime.now"),
    Plant(clock.clock_reads, {RULES: "x = datetime.utcnow()\n"}, "datetime.utcnow"),
    Plant(clock.clock_reads, {RULES: "x = dt.date.today()\n"}, "dt.date.today"),
    Plant(clock.clock_reads, {MODELS: "f(default=timezone.now)\n"}, "timezone.now"),
    Plant(clock.clock_reads, {RULES: "from time import time\n"}, "time.time"),
    Plant(words.empty_names, {IN_SOURCE.format("utils.py"): ""}, "is named utils"),
    Plant(words.empty_names, {RULES: "class TaskManager: ...\n"}, "TaskManager"),
    Plant(words.empty_names, {RULES: "def data(): ...\n"}, "function data"),
    Plant(words.hidden_behaviour, {MODELS: "class A(Model):\n    def save(self): ...\n"}, "save"),
    Plant(words.hidden_behaviour, {MODELS: "from django.dispatch import receiver\n"}, "signals"),
    Plant(words.hidden_behaviour, {RULES: "class F(forms.ModelForm): ...\n"}, "model form"),
    Plant(words.hidden_behaviour, {RULES: "from django.forms import ModelForm\n"}, "ModelForm"),
    Plant(words.wide_catches, {RULES: "try: ...\nexcept Exception: ...\n"}, "rules.py:2"),
    Plant(words.wide_catches, {RULES: "try: ...\nexcept: ...\n"}, "rules.py:2"),
    Plant(words.asserts_in_source, {RULES: "assert True\n"}, "rules.py:1"),
    Plant(words.kernel_imports, {"src/alongside/kernel/a.py": "import numpy\n"}, "numpy"),
    Plant(tracked.marks, {"README.md": "see /wo" + "rk/main\n"}, "README.md:1"),
    Plant(tracked.marks, {"a.py": "# TO" + "DO later\n"}, "a.py:1"),
    Plant(tracked.marks, {"a.html.jinja": "Coming" + " soon\n"}, "jinja:1"),
    Plant(tracked.foreign_locks, {"uv.lock": ""}, "uv.lock"),
    Plant(
        documents.architecture_tree,
        {"src/alongside/kernel/__init__.py": "", "ARCHITECTURE.md": "src/alongside/ areas/ ```"},
        "does not draw kernel/",
    ),
    Plant(
        documents.architecture_tree,
        {"ARCHITECTURE.md": "src/alongside/\n├── zebra/\n└── tests/"},
        "draws zebra/",
    ),
    Plant(
        documents.glossary_nouns,
        {MODELS: "class BedOffer(Model): ...\n", "GLOSSARY.md": "| Bed |\n"},
        "'bed offer'",
    ),
    Plant(documents.migration_names, {MIGRATIONS.format("0002_auto_2026"): ""}, "not named"),
    Plant(
        documents.migration_leaves,
        {
            MIGRATIONS.format("0001_start"): "",
            MIGRATIONS.format("0002_a"): MIGRATION.format(after="0001_start"),
            MIGRATIONS.format("0002_b"): MIGRATION.format(after="0001_start"),
        },
        "['0002_a', '0002_b']",
    ),
    Plant(dependencies.missing_reasons, {"pyproject.toml": project('    "six>=1",')}, '"six>=1"'),
    Plant(
        dependencies.stale_locks,
        {"pyproject.toml": project('    "six>=2", # words'), **locks(LOCKED)},
        "requirements.lock does not meet six>=2",
    ),
    Plant(
        dependencies.stale_locks,
        {"pyproject.toml": project('    "sixty", # words'), **locks(LOCKED)},
        "requirements-dev.lock does not meet sixty",
    ),
    Plant(dependencies.unsafe_locks, locks("six==1.16.0\n"), "no hash for six"),
    Plant(dependencies.unsafe_locks, locks("--index-url https" + "://x\n" + LOCKED), "address"),
]
CHECKS = list(dict.fromkeys(plant.check for plant in PLANTS))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps(check: Check):
    problems = check(ROOT)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.check.__name__}-{plant.says}")
def test_a_planted_fault_is_caught(plant: Plant, tmp_path: Path):
    for name, text in plant.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = plant.check(tmp_path)
    assert any(plant.says in problem for problem in found), found


def test_every_check_there_is_has_a_planted_fault():
    modules = (clock, dependencies, documents, sizes, tracked, words)
    public = {
        function
        for module in modules
        for name, function in vars(module).items()
        if getattr(function, "__module__", "") == module.__name__
        and getattr(function, "__annotations__", {}).get("return") == list[str]
        and not name.startswith("_")
    }
    assert public == set(CHECKS)


def test_views_and_the_demo_may_read_the_clock(tmp_path: Path):
    for name in ("areas/crisis/views.py", "areas/crisis/views/board.py", "config/command/a.py"):
        path = tmp_path / "src/alongside" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("now = timezone.now()\n")
    assert clock.clock_reads(tmp_path) == []


def test_the_outermost_loop_may_catch_everything(tmp_path: Path):
    path = tmp_path / RULES
    path.parent.mkdir(parents=True)
    path.write_text(f"try: ...\nexcept Exception: {words.OUTERMOST}\n    ...\n")
    assert words.wide_catches(tmp_path) == []
