"""How large the words are and whether they are easy read: kept on the device, nobody's record."""

from typing import Any, Final

COOKIE: Final = "alongside_words"
SIZES: Final = {"1": "Large", "2": "Larger", "3": "Largest"}
"""Sizes by the word on the button; ``Large`` is what everybody starts with."""
EASY: Final = "e"


def chosen_size(request: Any) -> str:
    """Answer the size chosen on this device: ``1``, ``2`` or ``3``."""
    kept = str(getattr(request, "COOKIES", {}).get(COOKIE, ""))
    return next((size for size in SIZES if size in kept), "1")


def is_easy(request: Any) -> bool:
    """Say whether easy read was chosen on this device."""
    return EASY in str(getattr(request, "COOKIES", {}).get(COOKIE, ""))


def changed(request: Any, posted: Any) -> str:
    """Answer what to keep after somebody tapped a size, or easy read on or off."""
    size = posted.get("size") if posted.get("size") in SIZES else chosen_size(request)
    easy = posted["easy"] == "on" if "easy" in posted else is_easy(request)
    return f"{size}{EASY if easy else ''}"
