"""Says why two records are, or are not, one person: field by field, in words, as SQL."""

from collections.abc import Sequence

from alongside.engines.matching.batch.reading import text
from alongside.engines.matching.batch.settings.level import Compared


def reasons_sql(compared: Sequence[Compared]) -> str:
    """SQL that tells the reasons of one scored pair; missing fields are not spoken of."""
    said = [_reason(one) for one in compared]
    home = (
        "CASE WHEN home >= 0.05 THEN 'people of one household share these ' || "
        f"{_signed('-home')} END"
    )
    return f"concat_ws('; ', {', '.join([*said, home])})"


def _reason(one: Compared) -> str:
    weight = _signed(f"weight_{one.name}")
    cases = " ".join(
        f"WHEN {place} THEN {text(f'{one.title} {level.words} ')} || {weight}"
        for place, level in enumerate(one.levels)
    )
    return f"CASE level_{one.name} {cases} END"


def _signed(number: str) -> str:
    return f"printf('(%+.1f)', {number})"
