"""Which colours a page wears: the viewer's choice, or dark at night on a phone."""

from datetime import datetime
from typing import Any, Final

from alongside.kernel.local_time import to_local

COOKIE: Final = "alongside_theme"
THEMES: Final = {
    "auto": "Same as this device",
    "light": "Light",
    "dark": "Dark",
    "night": "Night (dimmest)",
}
DUSK_HOUR: Final = 19
DAWN_HOUR: Final = 7


def is_dark_outside(now: datetime) -> bool:
    """Say whether it is between 19:00 and 07:00 in England: a plain rule, not the real sunset."""
    hour = to_local(now).hour
    return hour >= DUSK_HOUR or hour < DAWN_HOUR


def theme_of(request: Any, on_phone: bool = False) -> str:
    """Answer the theme a page wears.

    Args:
        request: The request, for its cookie and its ``now``. May lack both.
        on_phone: Whether this is the one-question-a-screen flow used in the street.
    """
    chosen = chosen_theme(request)
    now = getattr(request, "now", None)
    if chosen == "auto" and on_phone and now is not None and is_dark_outside(now):
        return "dark"
    return chosen


def chosen_theme(request: Any) -> str:
    """Answer what somebody chose on this device; ``auto`` when they have not."""
    chosen = str(getattr(request, "COOKIES", {}).get(COOKIE, "auto"))
    return chosen if chosen in THEMES else "auto"
