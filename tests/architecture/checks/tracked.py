"""What no tracked file may hold."""

import re
import subprocess
from pathlib import Path

# Written in pieces, so that this file does not find itself.
ELSEWHERE = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    r"/ho" + r"me/(?!you\b|alongside\b)[a-z]",
    "/op" + "t/py",
    "py" + "env",
    "py" + r"pi\.org",
    "pythonhos" + "ted",
    r"registry\.np" + "mjs",
    r"deb\.deb" + "ian",
]
UNFINISHED = [
    r"\bTO" + r"DO\b(?! ?\(?#\d)",
    r"\bFIX" + r"ME\b",
    r"\bX" + r"XX\b",
    r"\bHA" + r"CK\b",
    "[Ll]orem" + " ipsum",
    "[Cc]oming" + " soon",
    "^<" + "<<<<<< ",
    "^>" + ">>>>>> ",
]
NEVER_TRACKED = {"uv.lock", "package-lock.json", "poetry.lock", "yarn.lock", "pdm.lock"}
TEXT = {".py", ".md", ".toml", ".jinja", ".css", ".js", ".txt", ".lock", ".yml", ".yaml", ".json"}


def tracked(root: Path) -> list[Path]:
    """List the files git tracks; every file where there is no git."""
    if not (root / ".git").exists():
        return [path for path in root.rglob("*") if path.is_file()]
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.exists()]


def marks(root: Path) -> list[str]:
    """Machine paths, package hosts and unfinished work in tracked text."""
    found = []
    pattern = re.compile("|".join([*ELSEWHERE, *UNFINISHED]), re.MULTILINE)
    for path in tracked(root):
        if path.suffix in TEXT or path.suffix == "":
            text = path.read_text(encoding="utf-8", errors="replace")
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(root)}:{line} holds {match.group()!r}")
    return found


def foreign_locks(root: Path) -> list[str]:
    """Locks that record where packages were downloaded from."""
    return [str(path) for path in tracked(root) if path.name in NEVER_TRACKED]
