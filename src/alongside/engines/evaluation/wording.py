"""Numbers in words: no more figures than they can carry."""

import math
from typing import Final

MINUS: Final = "−"
SMALLEST_P: Final = 0.0001
SMALLEST_SHOWN: Final = 0.000001


def number_words(value: float, *, figures: int = 3) -> str:
    """A number with enough figures to read and no more.

    Whole numbers are given in full; others to so many significant figures.
    """
    if math.isnan(value):
        return "not known"
    if math.isinf(value):
        return "no limit" if value > 0 else "no lower limit"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}".replace("-", MINUS)
    if abs(value) < SMALLEST_SHOWN:
        return f"nearer 0 than {SMALLEST_SHOWN:.6f}"
    places = max(0, figures - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(places, 6)}f}".replace("-", MINUS)


def range_words(low: float, high: float, *, unit: str = "") -> str:
    """A range in words: ``0.482 to 0.786``."""
    return f"{number_words(low)}{unit} to {number_words(high)}{unit}"


def p_words(p_value: float) -> str:
    """A P value in words, never nought."""
    if p_value < SMALLEST_P:
        return f"less than {SMALLEST_P:.4f}"
    return f"{p_value:.2f}" if p_value >= 0.095 else f"{p_value:.2g}"


def percent_words(part: float) -> str:
    """A part of one as a percentage: 0.385 is ``38.5%``; whole when it needs no more."""
    if not math.isfinite(part):
        return number_words(part)
    hundred = 100 * part
    places = 0 if abs(hundred) >= 100 or abs(hundred - round(hundred)) < 0.05 else 1
    return f"{hundred:.{places}f}%".replace("-", MINUS)


def change_words(ratio: float) -> str:
    """A ratio as a change: 0.615 is ``38.5% lower``."""
    if math.isnan(ratio):
        return "not known to be different"
    if math.isinf(ratio):
        return "higher, from nothing,"
    if abs(ratio - 1) < 0.0005:
        return "no different"
    return f"{percent_words(abs(ratio - 1))} {'lower' if ratio < 1 else 'higher'}"


def list_words(words: list[str], *, most: int = 6) -> str:
    """Words joined as a sentence joins them; past so many, the rest are counted."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
