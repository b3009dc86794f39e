"""What every template may call: filters that say times, and what forms and links need."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

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
from alongside.kernel.local_time import say


def utc_stamp(instant: datetime) -> str:
    """Write an instant for a machine, such as a ``datetime`` attribute."""
    return instant.isoformat(timespec="seconds")


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
    "idle_minutes": lambda: settings.IDLE_MINUTES,
    "field_shape": field_shape,
    "error_list": error_list,
    "whole_form_errors": whole_form_errors,
}
"""Jinja globals."""
