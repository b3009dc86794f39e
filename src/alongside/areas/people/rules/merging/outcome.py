"""What a join would do, in words, for whoever is about to decide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from alongside.areas.people.rules.merging.shapes import Change, Clash, Settle

GIVEN_UP: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "plans.SharingChoice",
        "A choice about sharing is set aside, because the person made it before both records were "
        "joined. Ask them again.",
        "{} choices about sharing are set aside, because the person made them before both records "
        "were joined. Ask them again.",
    ),
    (
        "plans.Door",
        "The way in to their own page is closed, so that nobody reads what is not theirs. Open it "
        "again once you have asked the person.",
        "{} ways in to their own page are closed, so that nobody reads what is not theirs. Open "
        "them again once you have asked the person.",
    ),
    (
        "picture.Opening",
        "What was opened to somebody on one record ends. They ask again if they still need it.",
        "What was opened to {} people on one record ends. They ask again if they still need it.",
    ),
)
PERSON_COLUMNS: Final = ("person_id", "merged_into_id")


def stands_before(recorded_at: datetime, key: object, *, known: bool) -> tuple[bool, datetime, str]:
    """Answer what decides which of two records stands: the lesser of the two does.

    One with a name stands before one without, then the older. It does not matter to anybody:
    both keys lead to the same page for ever.
    """
    return not known, recorded_at, str(key)


def refusals(found: Iterable[Clash]) -> tuple[str, ...]:
    """Answer why two records cannot be joined now, in words."""
    said = [clash.place.refusal for clash in found if clash.place.settle is Settle.REFUSE]
    return tuple(dict.fromkeys(said))


def consequences(changes: Mapping[str, Sequence[Change]]) -> tuple[str, ...]:
    """Answer what a join sets aside or closes, in words."""
    said = []
    for label, one, many in GIVEN_UP:
        count = sum(1 for change in changes.get(label, ()) if _gave_way(change))
        if count:
            said.append(one if count == 1 else many.format(count))
    return tuple(said)


def _gave_way(change: Change) -> bool:
    return any(
        value != change.before[name]
        for name, value in change.after.items()
        if name not in PERSON_COLUMNS
    )
