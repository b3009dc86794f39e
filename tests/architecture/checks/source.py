"""Reads our source as syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path("src/alongside")


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Give every Python file under the folders, but for migrations."""
    for folder in folders or (str(PACKAGE),):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def trees(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each file's path from the root, and its syntax tree."""
    for path in python_files(root, *folders):
        yield str(path.relative_to(root)), ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """Write ``datetime.datetime.now`` as it was written; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the line and full name of everything a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
