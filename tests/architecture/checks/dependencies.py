"""Every dependency has its reason beside it, and is pinned in the locks."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def missing_reasons(root: Path) -> list[str]:
    """Dependencies with no comment that says why they are here."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(
        r"^[\w-]+ = \[\n(.*?)^\]", _dependency_tables(text), re.DOTALL | re.MULTILINE
    )
    lines = [line.strip() for block in lists for line in block.splitlines()]
    return [
        f"pyproject.toml gives no reason for {line}"
        for line in lines
        if line.startswith('"') and not re.search(r"#\s*\w+", line)
    ]


def _dependency_tables(text: str) -> str:
    """The [project], its optional dependencies and the dependency groups, as text."""
    tables = re.split(r"^(?=\[[^\]\n\"]+\]$)", text, flags=re.MULTILINE)
    return "".join(table for table in tables if re.match(r"\[(project|dependency-groups)", table))


def stale_locks(root: Path) -> list[str]:
    """Requirements that the locks lack, or pin outside what pyproject.toml asks for."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    needed = list(project["project"].get("dependencies", []))
    for_tests = list(project.get("dependency-groups", {}).get("dev", []))
    installed = demo_extras(root)
    for name, extra in project["project"].get("optional-dependencies", {}).items():
        (needed if name in installed else for_tests).extend(extra)
    runtime, dev = pins(root / RUNTIME), pins(root / DEV)
    found = [*_unmet(needed, runtime, RUNTIME), *_unmet(needed + for_tests, dev, DEV)]
    found += [
        f"{RUNTIME} and {DEV} disagree on {name}"
        for name, version in runtime.items()
        if dev.get(name) != version
    ]
    return [f"{problem}: run ./run lock" for problem in found]


def demo_extras(root: Path) -> set[str]:
    """Read which extras a first start installs, as ``run`` names them."""
    script = root / "run"
    text = script.read_text(encoding="utf-8") if script.exists() else ""
    named = re.search(r"^DEMO_EXTRAS = \(([^)]*)\)", text, re.MULTILINE)
    return set(re.findall(r'"(\w+)"', named[1])) if named else set()


def pins(lock: Path) -> dict[str, str]:
    """Read the version of each package a lock names."""
    return dict(PIN.findall(lock.read_text(encoding="utf-8")))


def _unmet(needed: list[str], lock: dict[str, str], name: str) -> list[str]:
    requirements = [Requirement(text) for text in needed]
    return [
        f"{name} does not meet {requirement}"
        for requirement in requirements
        if lock.get(canonicalize_name(requirement.name)) is None
        or lock[canonicalize_name(requirement.name)] not in requirement.specifier
    ]


def unsafe_locks(root: Path) -> list[str]:
    """Pins without a hash, and addresses, in the locks."""
    found = []
    for name in (RUNTIME, DEV):
        text = (root / name).read_text(encoding="utf-8")
        if re.search(r"\b(https?|file|ftp):", text):
            found.append(f"{name} holds an address")
        for entry in re.split(r"\n(?=[a-z0-9])", text):
            if PIN.match(entry) and "--hash=sha256:" not in entry:
                found.append(f"{name} has no hash for {entry.splitlines()[0]}")
    return found
