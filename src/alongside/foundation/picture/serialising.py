"""The shared picture as JSON, for another system: the same composition, written out.

The shape, which ``docs/reference/picture-json.md`` describes::

    {"person": id, "purpose": "P3", "at": instant, "why": {…}, "panels": [{…}],
     "held_back": [{…}], "duties": [words], "glass": [{…}]}

What a panel holds is its frozen dataclass by the names of its fields: instants and days in ISO
8601, codes and identifiers as text, tuples and sets as lists. Anything else is a bug, so that
nothing is ever written by accident.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from alongside.foundation.picture.pictures import Picture, ShownPanel


def picture_json(picture: Picture) -> dict[str, Any]:
    """Write a composed picture as what JSON can hold.

    Raises:
        TypeError: A panel holds something that has no such form, which is a bug.
    """
    return {
        "person": str(picture.person_id),
        "purpose": picture.why.purpose.value,
        "at": picture.why.at.isoformat(),
        "why": plain(picture.why),
        "panels": [_panel(panel) for panel in picture.shown],
        "held_back": plain(picture.withheld),
        "duties": list(picture.duties),
        "glass": plain(picture.glass),
    }


def plain(value: object) -> Any:
    """Write frozen dataclasses and what they hold as what JSON can hold.

    Raises:
        TypeError: It is of a type that has no such form.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return _gathered(value)


def _gathered(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(held) for held in value), key=str)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _panel(panel: ShownPanel) -> dict[str, Any]:
    return {
        "name": panel.name,
        "title": panel.title,
        "place": panel.place.name.lower(),
        "category": panel.category.value,
        "why": panel.sentence,
        "newest_at": plain(panel.body.newest_at),
        "content": plain(panel.body.content),
    }
