"""Lets several panels of one composition share one reading of the same rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

Read = TypeVar("Read")
_KEPT: ContextVar[dict[object, object] | None] = ContextVar("kept_readings", default=None)


@contextmanager
def one_composition() -> Iterator[None]:
    """Keep readings until the composition ends; each composition begins with none."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def read_once(key: object, read: Callable[[], Read]) -> Read:
    """Answer what was read for a key in this composition, or read it now.

    Outside a composition it always reads.

    Args:
        key: Names what is read and of whom.
        read: Reads it.
    """
    kept = _KEPT.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return cast(Read, kept[key])
