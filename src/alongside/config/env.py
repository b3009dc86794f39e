"""Reads each environment variable once, into one typed object."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[3]


class BadSetting(Exception):
    """An environment variable is missing or wrong; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the outside may set, with safe defaults.

    Attributes:
        demo: Whether one-click sign-in and synthetic people are allowed.
        var: Folder for the embedded database and built assets.
        database_url: Where the operational record is.
        secret_key: Signs sessions and forms.
        hosts: Names this server answers to.
        secure: Whether it is served over HTTPS, so cookies are marked so.
        email_url: ``console:`` or ``smtp://user:password@host:port``.
        idle_minutes: How long a session lasts untouched.
        audit_lanes: How many audit chains are written side by side.
        glass_review_hours: Hours until an unreviewed broken glass goes to others too (design).
        pathway: Folder whose `tools` and `doors` are used beside ours in Liaison and Diversion.
    """

    demo: bool
    var: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    secure: bool
    email_url: str
    idle_minutes: int
    audit_lanes: int
    glass_review_hours: int
    pathway: Path | None


def _flag(values: Mapping[str, str], name: str, default: bool) -> bool:
    text = values.get(name, "").strip().lower()
    if text in ("", "1", "true", "yes", "0", "false", "no"):
        return default if text == "" else text in ("1", "true", "yes")
    raise BadSetting(f"{name} is '{text}': set it to yes or no.")


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip() or str(default)
    if not text.isdigit() or int(text) < 1:
        raise BadSetting(f"{name} is '{text}': set it to a whole number of 1 or more.")
    return int(text)


def _folder(values: Mapping[str, str], name: str) -> Path | None:
    text = values.get(name, "").strip()
    if text and not Path(text).is_dir():
        raise BadSetting(f"{name} is '{text}': set it to a folder that is there, or leave it out.")
    return Path(text) if text else None


def _secret(values: Mapping[str, str], var: Path, demo: bool) -> str:
    key = values.get("ALONGSIDE_SECRET_KEY", "")
    if key:
        if len(key) < 32:
            raise BadSetting("ALONGSIDE_SECRET_KEY is too short: use 32 characters or more.")
        return key
    if not demo:
        raise BadSetting(
            "ALONGSIDE_SECRET_KEY is not set: set it to 32 or more random characters, "
            "for example from `python -c 'import secrets; print(secrets.token_urlsafe(48))'`."
        )
    kept = var / "demo-secret-key"
    if not kept.exists():
        var.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text()


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """Read and check the environment.

    Args:
        values: Variables by name; the process's own when ``None``.

    Raises:
        BadSetting: A variable is missing or cannot be used; says which and how to mend it.
    """
    values = os.environ if values is None else values
    demo = _flag(values, "ALONGSIDE_DEMO", default=False)
    var = Path(values.get("ALONGSIDE_VAR", "") or PROJECT_ROOT / "var")
    postgres = values.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://"))
    return Environment(
        demo=demo,
        var=var,
        database_url=values.get("DATABASE_URL", "") or f"sqlite:///{var / 'alongside.sqlite3'}",
        secret_key=_secret(values, var, demo),
        hosts=tuple((values.get("ALONGSIDE_HOSTS", "") or "localhost,127.0.0.1").split(",")),
        secure=_flag(values, "ALONGSIDE_SECURE", default=not demo),
        email_url=values.get("ALONGSIDE_EMAIL_URL", "") or "console:",
        idle_minutes=_number(values, "ALONGSIDE_IDLE_MINUTES", 20),
        audit_lanes=_number(values, "ALONGSIDE_AUDIT_LANES", 8 if postgres else 1),
        glass_review_hours=_number(values, "ALONGSIDE_GLASS_REVIEW_HOURS", 72),
        pathway=_folder(values, "ALONGSIDE_PATHWAY"),
    )
