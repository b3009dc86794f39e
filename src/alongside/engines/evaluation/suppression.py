"""When a count is too small to show, and what is shown in its place.

A hidden count is a star. Every other is rounded. A percentage is made of the rounded numbers, so
that nobody can work back, and is hidden where either is. A total is rounded from the true total.

Source: DOMAIN 7.2.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from alongside.kernel.refusal import Refused

STAR: Final = "*"
NO_DATA: Final = "no data"


@dataclass(frozen=True, slots=True)
class Profile:
    """One publisher's rule.

    Attributes:
        code: Such as ``HES_ECDS``.
        title: Its name in words.
        hide_from: Smallest count that is hidden.
        hide_to: Largest count that is hidden.
        round_to: Every other count is rounded to the nearest multiple of this.
        valid_from: First day in force.
        source: Where it is written.
    """

    code: str
    title: str
    hide_from: int
    hide_to: int
    round_to: int
    valid_from: date
    source: str

    def hides(self, count: int) -> bool:
        """Say whether a count is too small to show."""
        return self.hide_from <= count <= self.hide_to

    @property
    def words(self) -> str:
        """Say the rule as a page does."""
        least = "Counts" if self.hide_from == 0 else f"Counts from {self.hide_from}"
        return (
            f"{least} to {self.hide_to} are shown as {STAR}. Others are rounded to the nearest "
            f"{self.round_to}."
            if self.hide_from
            else f"Counts below {self.hide_to + 1} are shown as {STAR}. Others are rounded to the "
            f"nearest {self.round_to}."
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown.

    Attributes:
        value: The rounded count; ``None`` where it is hidden.
    """

    value: int | None

    @property
    def text(self) -> str:
        """The count in figures, or a star."""
        return STAR if self.value is None else f"{self.value:,}"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row with their total, as they may be shown together."""

    cells: tuple[Shown, ...]
    total: Shown


@cache
def profiles() -> tuple[Profile, ...]:
    """Answer every profile there is data for."""
    text = files(__package__).joinpath("suppression.toml").read_text("utf-8")
    return tuple(Profile(**row) for row in tomllib.loads(text)["profiles"])


def profile_named(code: str, day: date) -> Profile:
    """Answer a profile in force on a day.

    Raises:
        Refused: ``suppression.no_such_profile``.
    """
    held = [one for one in profiles() if one.code == code and one.valid_from <= day]
    if not held:
        raise Refused("suppression.no_such_profile", f"No rule called {code} is in force.")
    return max(held, key=lambda one: one.valid_from)


def stricter(day: date) -> Profile:
    """Answer the profile in force that hides the most counts; the one used by default."""
    held = [one for one in profiles() if one.valid_from <= day]
    return max(held, key=lambda one: (one.hide_to - one.hide_from, one.code))


def shown(count: int, profile: Profile) -> Shown:
    """Answer a count as it may be shown."""
    if profile.hides(count):
        return Shown(None)
    step = profile.round_to
    return Shown((2 * count + step) // (2 * step) * step)


def share_of(count: int, whole: int, profile: Profile) -> float | None:
    """Answer a part of one, from rounded numbers; ``None`` where it is hidden or there is none."""
    top, under = shown(count, profile).value, shown(whole, profile).value
    if top is None or not under:
        return None
    return min(1.0, top / under)


def share_words(count: int, whole: int, profile: Profile) -> str:
    """Say a percentage; where nothing was counted it says so, and never 0 %."""
    if whole == 0:
        return NO_DATA
    part = share_of(count, whole, profile)
    return STAR if part is None else f"{100 * part:.0f} %"


def rounded_row(cells: Sequence[int], profile: Profile, *, total: int | None = None) -> Row:
    """Answer a row with every cell and its total rounded, the total from the true total."""
    true_total = sum(cells) if total is None else total
    return Row(tuple(shown(one, profile) for one in cells), shown(true_total, profile))


def exact_row(cells: Sequence[int], profile: Profile) -> Row:
    """Answer a row with an exact total: where one cell is hidden, the next smallest is too."""
    hidden = {at for at, one in enumerate(cells) if profile.hides(one)}
    if len(hidden) == 1 and len(cells) > 1:
        rest = [at for at in range(len(cells)) if at not in hidden]
        hidden.add(min(rest, key=lambda at: (cells[at] == 0, cells[at])))
    row = Row(
        tuple(Shown(None if at in hidden else one) for at, one in enumerate(cells)),
        Shown(sum(cells)),
    )
    check_not_recoverable(row, cells)
    return row


def check_not_recoverable(row: Row, cells: Sequence[int]) -> None:
    """Refuse a row whose hidden cell follows from what is shown.

    Args:
        row: As it would be shown.
        cells: The true counts.

    Raises:
        Refused: ``suppression.recoverable``.
    """
    hidden = [at for at, one in enumerate(row.cells) if one.value is None]
    if len(hidden) != 1 or row.total.value is None:
        return
    left = row.total.value - sum(one.value or 0 for one in row.cells)
    if left == cells[hidden[0]]:
        raise Refused(
            "suppression.recoverable",
            "A hidden number could be worked out: the total less the others.",
            next_step="Hide a second number, or round the numbers and their total.",
        )
