"""Documents and migrations in step with the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.checks.source import PACKAGE, dotted, trees

NOT_MODELS = {"TextChoices", "IntegerChoices", "QuerySet"}


def architecture_tree(root: Path) -> list[str]:
    """Folders that ARCHITECTURE.md draws and the source lacks, or the other way about."""
    drawn, real = _drawn(root), _real(root)
    return [f"ARCHITECTURE.md does not draw {name}/" for name in sorted(real - drawn)] + [
        f"ARCHITECTURE.md draws {name}/, which is not there" for name in sorted(drawn - real)
    ]


def _drawn(root: Path) -> set[str]:
    """Names with a slash between ``src/alongside/`` and ``tests/`` in the drawing."""
    document = root / "ARCHITECTURE.md"
    text = document.read_text(encoding="utf-8") if document.exists() else ""
    drawing = re.search(r"src/alongside/(.*?)(?=\btests/|```)", text, re.DOTALL)
    return set(re.findall(r"\b([a-z_]+)/", drawing.group(1))) if drawing else set()


def _real(root: Path) -> set[str]:
    """Packages and sub-packages, down to each engine, foundation part and area."""
    packages = {path.parent for path in (root / PACKAGE).rglob("__init__.py")}
    depths = {path: len(path.relative_to(root / PACKAGE).parts) for path in packages}
    groups = {"engines", "foundation", "areas", "exchange"}
    return {
        path.name
        for path, depth in depths.items()
        if depth == 1 or (depth == 2 and path.parent.name in groups)
    }


def glossary_nouns(root: Path) -> list[str]:
    """Models of the areas whose noun has no entry in GLOSSARY.md."""
    document = root / "GLOSSARY.md"
    glossary = document.read_text(encoding="utf-8").lower() if document.exists() else ""
    return [
        f"GLOSSARY.md lacks '{noun}' ({path})"
        for path, noun in _nouns(root)
        if not re.search(rf"\b{noun}s?\b", glossary)
    ]


def _nouns(root: Path) -> Iterator[tuple[str, str]]:
    for path, tree in trees(root, "src/alongside/areas"):
        if "models" not in Path(path).with_suffix("").parts:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and _is_model(node):
                yield path, re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", node.name).lower()


def _is_model(node: ast.ClassDef) -> bool:
    bases = {dotted(base).rpartition(".")[2] for base in node.bases}
    return bool(bases) and not bases & NOT_MODELS and node.name != "Meta" and not _abstract(node)


def _abstract(node: ast.ClassDef) -> bool:
    return any(
        isinstance(part, ast.Assign) and dotted(part.targets[0]) == "abstract"
        for inner in node.body
        if isinstance(inner, ast.ClassDef)
        for part in inner.body
    )


def migration_names(root: Path) -> list[str]:
    """Migrations that nobody named."""
    return [
        f"{path.relative_to(root)} is not named for what it does"
        for path in _migrations(root)
        if not re.fullmatch(r"\d{4}_[a-z]\w+", path.stem) or "_auto_" in path.stem
    ]


def migration_leaves(root: Path) -> list[str]:
    """Apps whose migrations end in more than one leaf."""
    followed: dict[Path, set[str]] = {}
    names: dict[Path, set[str]] = {}
    for path in _migrations(root):
        names.setdefault(path.parent, set()).add(path.stem)
        followed.setdefault(path.parent, set()).update(_depends_on(path))
    return [
        f"{folder.relative_to(root)} ends in {sorted(names[folder] - followed[folder])}"
        for folder in names
        if len(names[folder] - followed[folder]) != 1
    ]


def _migrations(root: Path) -> list[Path]:
    found = (root / PACKAGE).rglob("migrations/*.py")
    return sorted(path for path in found if path.name != "__init__.py")


def _depends_on(path: Path) -> set[str]:
    """Names of migrations of the same app that this one follows."""
    app = path.parent.parent.name
    pairs = (
        node.elts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple) and len(node.elts) == 2
    )
    texts = [[getattr(part, "value", None) for part in pair] for pair in pairs]
    return {name for owner, name in texts if owner == app and isinstance(name, str)}
