"""Runs every check that is not a test of behaviour, and lists those that failed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
BIN = str(Path(PYTHON).parent)
CHECKS = {
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "lint": [f"{BIN}/ruff", "check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "contracts": [f"{BIN}/lint-imports"],
    "migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "templates": [f"{BIN}/djlint", "src", "--lint", "--quiet"],
    "security": [PYTHON, "-m", "bandit", "-c", "pyproject.toml", "-q", "-r", "src"],
    "architecture and docs in step": [PYTHON, "-m", "pytest", "-q", "tests/architecture"],
}


def main() -> int:
    """Run each check and show what a failing one said; return 1 if any failed."""
    failed = []
    with tempfile.TemporaryDirectory() as var:
        environment = dict(os.environ, ALONGSIDE_DEMO="yes", ALONGSIDE_VAR=var)
        environment["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
        for name, command in CHECKS.items():
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True
            )
            print(f"{name}: {'failed' if done.returncode else 'ok'}", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout + done.stderr, flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
