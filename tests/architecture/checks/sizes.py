"""The hard stops on size."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.checks.source import python_files, trees

FUNCTION_LINES = 50
MODULE_LINES = 400
TEST_MODULE_LINES = 500  # a table of cases is one thought, however many rows it has
POSITIONAL = 3
JOURNEYS = "tests/journeys/"
EVERYWHERE = ("src/alongside", "tests", "benchmarks")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_functions(root: Path) -> list[str]:
    """Functions of more than 50 lines. A journey is one story, read from top to bottom."""
    found = []
    for path, tree in trees(root, *EVERYWHERE):
        if str(path).startswith(JOURNEYS):
            continue
        for node in ast.walk(tree):
            if isinstance(node, Function):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{path}:{node.lineno} {node.name} has {lines} lines")
    return found


def long_modules(root: Path) -> list[str]:
    """Modules of more than 400 lines, tests of more than 500, and the one script."""
    files = [*python_files(root, *EVERYWHERE), root / "run"]
    sizes = {path: len(path.read_text().splitlines()) for path in files if path.exists()}
    return [
        f"{path.relative_to(root)} has {size} lines"
        for path, size in sizes.items()
        if size > _most(path.relative_to(root))
    ]


def _most(path: Path) -> int:
    return TEST_MODULE_LINES if path.parts[0] == "tests" else MODULE_LINES


def crowded_calls(root: Path) -> list[str]:
    """Public functions that take more than three arguments by position.

    A command's arguments are words typed by people, so commands are left out.
    """
    found = []
    for path, tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, Function) and not _is_exempt(path, node):
                taken = _positional(node)
                if len(taken) > POSITIONAL:
                    found.append(f"{path}:{node.lineno} {node.name} takes {', '.join(taken)}")
    return found


def _is_exempt(path: str, node: Function) -> bool:
    return node.name.startswith("_") or bool(node.decorator_list) or "/command/" in path


def _positional(node: Function) -> list[str]:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return [name for name in names if name not in ("self", "cls", "request")]


def tangled_functions(root: Path) -> list[str]:
    """Functions of a cyclomatic complexity above 8, as ruff counts it."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet"]
    command += ["--select=C901", "--config=lint.mccabe.max-complexity=8", "--output-format=concise"]
    done = subprocess.run([*command, "src"], cwd=root, capture_output=True, text=True)
    return done.stdout.splitlines()
