"""The ``alongside`` command."""

import os
import sys

from alongside.config.env import BadSetting


def main() -> None:
    """Run the command; a bad setting is one clear line and exit 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    from alongside.config.command.tree import app

    try:
        app()
    except BadSetting as bad:
        sys.stderr.write(f"alongside: {bad}\n")
        raise SystemExit(2) from None
