"""Finds what the tests need beside Python, and installs it where it can."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import postgres

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
NO_CHROMIUM = (
    "Chromium is not installed: on Debian and Ubuntu, apt-get install chromium; "
    "elsewhere, .venv/bin/playwright install chromium"
)


def find_chromium() -> Path | None:
    """Return a Chromium to drive: the one named, the system's, or Playwright's own."""
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    if named:
        return Path(named)
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    if CHROMIUM_ON_A_MAC.exists():
        return CHROMIUM_ON_A_MAC
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    found = sorted(Path(kept).glob("chromium-*/chrome-linux*/chrome"))
    return found[-1] if found else None


def ensure_chromium() -> str:
    """Install Chromium if it is missing. Return why not, or nothing."""
    if find_chromium():
        return ""
    if not apt_install("chromium"):
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    return "" if find_chromium() else NO_CHROMIUM


def ensure_postgres() -> str:
    """Install PostgreSQL if it is missing. Return why not, or nothing."""
    if not postgres.find_binaries():
        apt_install("postgresql")
    return "" if postgres.find_binaries() else postgres.HOW_TO_INSTALL


def apt_install(package: str) -> bool:
    """Install a Debian package, as root only. Say whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"run: installing {package} with apt-get", file=sys.stderr, flush=True)
    return _run(["apt-get", "update", "-qq"]) and _run(["apt-get", "install", "-y", "-qq", package])


def _run(command: list[str]) -> bool:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        done = subprocess.run(
            command, env=environment, timeout=900, capture_output=True, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
