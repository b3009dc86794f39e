"""Which prepared columns a file's roles give, and the SQL that makes each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from alongside.engines.matching.batch.preparing import expressions as made
from alongside.engines.matching.batch.preparing.letters import ENDING, LETTERED, letters
from alongside.engines.matching.batch.reading import present, quoted
from alongside.engines.matching.batch.roles.role import PARTS_OF_A_BIRTH, Assigned, Role

NAMED: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.GIVEN_NAME: ("given_name", "middle_name"),
    Role.MIDDLE_NAME: ("middle_name",),
    Role.SURNAME: ("surname", "surname_2"),
    Role.ORGANISATION: ("organisation",),
    Role.AGE: ("age",),
    Role.SEX: ("sex",),
    Role.HOUSE_NUMBER: ("house_number",),
    Role.ADDRESS: ("address", "address_2", "address_3", "address_4"),
    Role.TOWN: ("town",),
    Role.REGION: ("region",),
    Role.POSTCODE: ("postcode",),
    Role.PHONE: ("phone", "phone_2", "phone_3"),
    Role.EMAIL: ("email", "email_2"),
    Role.IDENTIFIER: ("identifier", "identifier_2", "identifier_3", "identifier_4"),
}
"""What a role's columns are called once prepared, in the order they stand in the file."""

_MADE: Final[Mapping[Role, Callable[[str], str]]] = {
    Role.GIVEN_NAME: made.name,
    Role.MIDDLE_NAME: made.name,
    Role.SURNAME: made.name,
    Role.AGE: made.whole_number,
    Role.SEX: made.sex,
    Role.POSTCODE: made.letters_and_figures,
    Role.PHONE: made.phone,
    Role.EMAIL: made.email,
    Role.IDENTIFIER: made.letters_and_figures,
}


def columns_of(assigned: Sequence[Assigned], *, month_first: bool) -> dict[str, str]:
    """The SQL of each prepared column, by its name.

    Args:
        assigned: Each column of the file and its role.
        month_first: Whether the file writes dates month first.
    """
    found = _full_name(assigned)
    found.update(_plain_columns(assigned))
    found.update(_birth(assigned, month_first=month_first))
    return found


def derived_from(columns: Mapping[str, str]) -> dict[str, str]:
    """The SQL of columns worked out from prepared ones, by their names."""
    lines = [one for one in NAMED[Role.ADDRESS] if one in columns]
    mails = [one for one in NAMED[Role.EMAIL] if one in columns]
    found = {f"{line}_number": f"nullif(regexp_extract({line}, '\\d+'), '')" for line in lines}
    found |= {f"{mail}_user": f"nullif(split_part({mail}, '@', 1), '')" for mail in mails}
    if "postcode" in columns:
        found["postcode_district"] = made.postcode_district("postcode")
    if "organisation" in columns:
        words = "list_sort(string_split(organisation, ' '))"
        found["organisation_sorted"] = f"array_to_string({words}, ' ')"
    if "born" in columns:
        found["born_days"] = made.days("born")
    lettered = [one for one in columns if one in LETTERED or one.startswith("other_")]
    return found | {f"{column}{ENDING}": letters(column) for column in lettered}


def _full_name(assigned: Sequence[Assigned]) -> dict[str, str]:
    column = _first(assigned, Role.FULL_NAME)
    if column is None:
        return {}
    words = made.name_words(present(quoted(column)))
    many = f"len({words}) > 1"
    return {
        "given_name": f"CASE WHEN {many} THEN ({words})[1] END",
        "surname": f"({words})[-1]",
        "middle_name": f"CASE WHEN len({words}) > 2 THEN ({words})[2] END",
    }


def _plain_columns(assigned: Sequence[Assigned]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: dict[Role, int] = {}
    others = 0
    for one in assigned:
        cell = present(quoted(one.column))
        if one.role is Role.OTHER:
            others += 1
            found[f"other_{others}"] = made.plain(cell)
        names = NAMED.get(one.role, ())
        place = taken.get(one.role, 0)
        taken[one.role] = place + 1
        if place < len(names):
            found.setdefault(names[place], _MADE.get(one.role, made.plain)(cell))
    return found


def _birth(assigned: Sequence[Assigned], *, month_first: bool) -> dict[str, str]:
    whole = _first(assigned, Role.DATE_OF_BIRTH)
    if whole is not None:
        return {"born": made.birth(present(quoted(whole)), month_first=month_first)}
    parts = [_first(assigned, role) for role in PARTS_OF_A_BIRTH]
    if parts[0] is None:
        return {}
    cells = ["NULL" if part is None else present(quoted(part)) for part in parts]
    return {"born": made.birth_of_parts(*cells)}


def _first(assigned: Sequence[Assigned], role: Role) -> str | None:
    return next((one.column for one in assigned if one.role is role), None)
