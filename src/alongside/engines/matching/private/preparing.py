"""From the columns of a ledger to the records that are encoded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.matching.batch.roles.guessing import mapped_roles
from alongside.engines.matching.batch.roles.headers import role_of_title
from alongside.engines.matching.batch.roles.role import Role
from alongside.kernel.refusal import Refused

ENCODED: Final = {
    Role.GIVEN_NAME: "given",
    Role.SURNAME: "family",
    Role.SEX: "sex",
    Role.DATE_OF_BIRTH: "born_on",
    Role.HOUSE_NUMBER: "address",
    Role.ADDRESS: "address",
    Role.TOWN: "town",
    Role.POSTCODE: "postcode",
    Role.PHONE: "phone",
    Role.IDENTIFIER: "nhs_number",
}
"""What each role of a column is encoded as; several address columns are joined."""
BIRTH: Final = (Role.BIRTH_YEAR, Role.BIRTH_MONTH, Role.BIRTH_DAY)
NOT_SAID: Final = frozenset({"", "na", "n/a", "nan", "none", "null", "unknown", "not known"})


@dataclass(frozen=True)
class Columns:
    """Which column is encoded as what.

    Attributes:
        roles: By column; columns without a role are not encoded.
    """

    roles: dict[str, Role]

    def words(self) -> list[str]:
        """Lines that say so."""
        return [f"{title}: {role.value.replace('_', ' ')}" for title, role in self.roles.items()]


def gives_away(title: str) -> bool:
    """Whether a column of this title would say who somebody is, were it given openly."""
    role = role_of_title(title)
    return role in (*ENCODED, Role.FULL_NAME, Role.EMAIL) and role != Role.TOWN


def choose_columns(titles: Sequence[str], asked: Sequence[str], *, file: str) -> Columns:
    """Say which columns are encoded: those asked for, and those whose titles say what they are.

    Args:
        titles: Of the file.
        asked: ``role=column`` each; ``unused=column`` leaves one out.
        file: For messages.

    Raises:
        Refused: ``map.…``, or ``encode.names``: there is no name or no more than a name.
    """
    said = mapped_roles(asked, titles, file=file)
    roles = {title: said.get(title) or role_of_title(title) for title in titles}
    used = (*ENCODED, *BIRTH, Role.FULL_NAME)
    kept = {title: role for title, role in roles.items() if role in used and role}
    if len(kept) < 2 or not {Role.SURNAME, Role.FULL_NAME} & set(kept.values()):
        raise Refused(
            "encode.names",
            f"{file}: no columns are known for a family name and something more.",
            next_step="Say which they are with --map surname=COLUMN --map date_of_birth=COLUMN.",
        )
    return Columns(kept)


def records_of(
    titles: Sequence[str], rows: Iterable[Sequence[object]], columns: Columns
) -> list[dict[str, str]]:
    """The records of a ledger, each a text by role; what says nothing is left out."""
    places = [(titles.index(title), role) for title, role in columns.roles.items()]
    return [_record(row, places) for row in rows]


def _record(row: Sequence[object], places: list[tuple[int, Role]]) -> dict[str, str]:
    record: dict[str, str] = {}
    birth: dict[Role, str] = {}
    for place, role in places:
        text = _text(row[place])
        if text.casefold() in NOT_SAID:
            continue
        if role in BIRTH:
            birth[role] = text
        elif role == Role.FULL_NAME:
            record["given"], _, record["family"] = text.rpartition(" ")
        else:
            name = ENCODED[role]
            record[name] = f"{record[name]} {text}" if name in record else text
    if len(birth) == len(BIRTH):
        record.setdefault("born_on", "-".join(birth[role] for role in BIRTH))
    return record


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
