"""The reference page of settings, drawn from what ``config.env`` reads."""

import inspect
import re
from typing import Final

from alongside.config.env import Environment

HEAD: Final = """# Settings

Made by `alongside document settings` from `src/alongside/config/env.py`; a test fails when this
page is out of date.

Settings are environment variables, read once at the start. A wrong one stops the command with
one line that says how to mend it. Nothing else is read: there is no settings file.

| Variable | What it sets | When left out |
|---|---|---|
"""
VARIABLES: Final = {
    "demo": ("ALONGSIDE_DEMO", "`no`"),
    "var": ("ALONGSIDE_VAR", "`var` in the project's folder"),
    "database_url": ("DATABASE_URL", "SQLite in `ALONGSIDE_VAR`"),
    "secret_key": ("ALONGSIDE_SECRET_KEY", "needed, 32 characters or more; the demo makes one"),
    "hosts": ("ALONGSIDE_HOSTS", "`localhost,127.0.0.1`"),
    "secure": ("ALONGSIDE_SECURE", "`yes`; `no` in the demo"),
    "email_url": ("ALONGSIDE_EMAIL_URL", "`console:`, which prints messages"),
    "idle_minutes": ("ALONGSIDE_IDLE_MINUTES", "`20`"),
    "audit_lanes": ("ALONGSIDE_AUDIT_LANES", "`8` on PostgreSQL, `1` on SQLite"),
    "glass_review_hours": ("ALONGSIDE_GLASS_REVIEW_HOURS", "`72`"),
    "pathway": ("ALONGSIDE_PATHWAY", "only ours are used"),
}
"""The variable that sets each attribute of ``Environment``, and what holds without it."""
TAIL: Final = """
`DATABASE_URL` for PostgreSQL reads `postgres://NAME:PASSWORD@HOST:PORT/DATABASE`.
`ALONGSIDE_HOSTS` is a list with commas. A yes or no is written `yes`, `true` or `1`, or `no`,
`false` or `0`. Never set `ALONGSIDE_DEMO` where real people are recorded: it lets anybody open
an account that has no password.
"""


def settings_page() -> str:
    """Write the page: each variable, what it sets and what holds without it."""
    says = _said()
    rows = [
        f"| `{variable}` | {says[attribute]} | {default} |"
        for attribute, (variable, default) in VARIABLES.items()
    ]
    return HEAD + "\n".join(rows) + "\n" + TAIL


def _said() -> dict[str, str]:
    """What the docstring of ``Environment`` says of each attribute."""
    found = re.findall(r"^ {4}(\w+): (.+)$", inspect.getdoc(Environment) or "", re.MULTILINE)
    return {name: words.replace("``", "`") for name, words in found}
