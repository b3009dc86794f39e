"""Constructs and names that the house does without."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.checks.source import dotted, imported, python_files, trees

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "handler", "data", "info"}
FIELD_TERMS = ("data_quality",)  # the field's own words, though one of them is empty alone
OUTERMOST = "# outermost loop"


def empty_names(root: Path) -> list[str]:
    """Modules and classes named with a word that says nothing."""
    found = []
    for path in python_files(root):
        relative = path.relative_to(root).with_suffix("")
        found += [f"{relative}.py is named {part}" for part in relative.parts if _is_empty(part)]
    for path, tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and _is_empty(_snake(node.name)):
                found.append(f"{path}:{node.lineno} class {node.name}")
            if isinstance(node, ast.FunctionDef) and node.name in EMPTY_WORDS:
                found.append(f"{path}:{node.lineno} function {node.name}")
    return found


def _is_empty(name: str) -> bool:
    for term in FIELD_TERMS:
        name = name.replace(term, "")
    return bool(EMPTY_WORDS & set(name.split("_")))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def hidden_behaviour(root: Path) -> list[str]:
    """Signals, ``save`` overrides and model forms: behaviour that no action shows."""
    found = []
    for path, tree in trees(root):
        for line, name in imported(tree):
            if name.startswith(("django.db.models.signals", "django.dispatch")):
                found.append(f"{path}:{line} uses signals")
            if name.endswith((".ModelForm", ".modelform_factory", ".modelformset_factory")):
                found.append(f"{path}:{line} imports {name}")
        found += [f"{path}:{line} {what}" for line, what in _hidden_in(tree)]
    return found


def _hidden_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [dotted(base).rpartition(".")[2] for base in node.bases]
        if "ModelForm" in bases:
            yield node.lineno, f"{node.name} is a model form"
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "save":
                yield method.lineno, f"{node.name} overrides save"


def wide_catches(root: Path) -> list[str]:
    """``except Exception`` anywhere but the outermost loop, which says so on that line."""
    found = []
    for path, tree in trees(root):
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree):
            wide = isinstance(node, ast.ExceptHandler) and _is_wide(node.type)
            if wide and OUTERMOST not in lines[node.lineno - 1]:
                found.append(f"{path}:{node.lineno} catches everything")
    return found


def _is_wide(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(dotted(name) in ("Exception", "BaseException") for name in names)


def asserts_in_source(root: Path) -> list[str]:
    """``assert`` in the source: it disappears under ``-O``."""
    return [
        f"{path}:{node.lineno} asserts"
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
    ]


def kernel_imports(root: Path) -> list[str]:
    """Imports of the kernel from outside itself and the standard library."""
    found = []
    for path, tree in trees(root, "src/alongside/kernel"):
        for line, name in imported(tree):
            ours = name.startswith("alongside.kernel.")
            if not ours and name.partition(".")[0] not in sys.stdlib_module_names:
                found.append(f"{path}:{line} imports {name}")
    return found
