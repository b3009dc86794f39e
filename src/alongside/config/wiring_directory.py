"""Joins the directory up: what keeps it true, its links, and files of the form others write."""

from datetime import timedelta

from alongside.areas.directory import chasing
from alongside.areas.directory.actions.sending_out import exchange_with
from alongside.areas.directory.rules.whole import Whole
from alongside.foundation.kit import navigation
from alongside.foundation.outbox import one_tap, worker
from alongside.foundation.outbox.messages import deliver_with
from alongside.kernel.actor import Role


def join_directory(at_work: frozenset[Role]) -> None:
    """Register who is asked whether an entry is still right, their answer, the links, and files.

    Who writes and reads files is imported when it is wanted: few ever are.

    Args:
        at_work: Who has calls to find a number or a place for.
    """
    deliver_with(chasing.CHASE, chasing.chase)
    one_tap.answer_with(chasing.CHASE, chasing.STILL_RIGHT)
    worker.repeat(
        worker.RepeatingJob("directory.chase_again", timedelta(days=1), chasing.chase_again)
    )
    for label, address, order in (
        ("Who to ring", "directory:ring", 29),
        ("Where to go", "directory:find", 30),
        ("Places", "directory:places", 31),
        ("Teams", "directory:teams", 32),
    ):
        navigation.register(navigation.NavItem(label, address, order=order, roles=at_work))
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
