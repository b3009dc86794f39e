"""Says what a column holds, to somebody who compares two versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.areas.placements.rules.patterns import part_words
from alongside.areas.placements.rules.stretches import stretch_words
from alongside.kernel.local_time import say_date


def said(value: Any) -> str:
    """Answer words for a value of a row of a scheme; empty where it says nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, list | tuple):
        return "\n".join(_item(one) for one in value)
    return "" if value is None else str(value)


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        return part_words(value)
    if isinstance(value, list):
        return stretch_words(value)
    return " ".join(value) if isinstance(value, tuple) else str(value)
