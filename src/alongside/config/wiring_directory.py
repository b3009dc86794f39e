"""Joins the directory to files of the form other directories write."""

from alongside.areas.directory.actions.sending_out import exchange_with
from alongside.areas.directory.rules.whole import Whole


def join_directory_files() -> None:
    """Register who writes and reads them. Each is imported when it is wanted: few ever are."""
    exchange_with({"json": _as_json, "csv": _as_csv}, _read)


def _as_json(whole: Whole) -> bytes:
    from alongside.exchange.open_referral import as_json

    return as_json(whole)


def _as_csv(whole: Whole) -> bytes:
    from alongside.exchange.open_referral import as_csv

    return as_csv(whole)


def _read(name: str, content: bytes) -> tuple[Whole, tuple[str, ...]]:
    from alongside.exchange.open_referral import read_directory

    return read_directory(name, content)
