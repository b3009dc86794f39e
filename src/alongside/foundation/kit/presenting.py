"""What every template may call: filters that say times, and what forms and links need."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from alongside.foundation.accounts.middleware import OWN_DOOR_STEP
from alongside.foundation.accounts.queries import idle_minutes
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.kit.daylight import THEMES, chosen_theme, theme_of
from alongside.foundation.kit.fieldshapes import error_list, field_shape, whole_form_errors
from alongside.foundation.kit.navigation import navigation
from alongside.foundation.kit.time_words import (
    age_words,
    ago,
    clock_time,
    counted,
    duration,
    on_date,
)
from alongside.foundation.kit.tokens import csrf_of, typed_by_of
from alongside.kernel.actor import OWN_DOOR, Actor
from alongside.kernel.local_time import say


def utc_stamp(instant: datetime) -> str:
    """Write an instant for a machine, such as a ``datetime`` attribute."""
    return instant.isoformat(timespec="seconds")


def _came_by_own_door(request: Any) -> bool:
    """Say whether the person themselves, or a carer, is signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor is not None and actor.role in OWN_DOOR


WORDS: dict[str, Callable[..., Any]] = {
    "instant": say,
    "clock_time": clock_time,
    "on_date": on_date,
    "duration": duration,
    "ago": ago,
    "age_words": age_words,
    "counted": counted,
    "stamp": utc_stamp,
}
"""Jinja filters."""

GLOBALS: dict[str, Any] = {
    "navigation": navigation,
    "theme_of": theme_of,
    "typed_by_of": typed_by_of,
    "csrf_of": csrf_of,
    "themes": THEMES,
    "chosen_theme": chosen_theme,
    "role_words": ROLE_LABELS.__getitem__,
    "own_door": _came_by_own_door,
    "own_door_step": OWN_DOOR_STEP,
    "idle_minutes": lambda request: idle_minutes(_came_by_own_door(request)),
    "field_shape": field_shape,
    "error_list": error_list,
    "whole_form_errors": whole_form_errors,
}
"""Jinja globals."""
