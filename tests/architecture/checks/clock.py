"""Who may read the clock: nobody below the views."""

import ast
from pathlib import Path, PurePath

from tests.architecture.checks.source import dotted, imported, trees

READS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "timezone.now",
    "timezone.localdate",
}
MAY_READ = {"views", "middleware", "demo", "config"}


def clock_reads(root: Path) -> list[str]:
    """Places that read the clock and should be given ``now``."""
    found = []
    for path, tree in trees(root):
        if MAY_READ & set(PurePath(path).with_suffix("").parts):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and _last_two(dotted(node)) in READS:
                found.append(f"{path}:{node.lineno} reads the clock: {dotted(node)}")
        for line, name in imported(tree):
            if _last_two(name) in READS:
                found.append(f"{path}:{line} imports a clock: {name}")
    return found


def _last_two(name: str) -> str:
    return ".".join(name.split(".")[-2:])
