"""Which items leave with a file, and what stands in for those that tell who somebody is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.areas.diversion.rules.mds import (
    Identifying,
    Item,
    Mds,
    Row,
    Shape,
    Value,
)

Pseudonym = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave.

    Attributes:
        named: Whether people are to be known: their identifiers, NHS numbers and dates of birth.
        police: Whether restricted references of police leave too.
    """

    named: bool = False
    police: bool = False

    @property
    def words(self) -> str:
        """Say it as a page does."""
        if not self.named:
            return "without who they are"
        return "with who they are" + (" and references of police" if self.police else "")


def items_leaving(spec: Mds, leaving: Leaving) -> tuple[Item, ...]:
    """Answer the items a file holds."""
    left_out = set()
    if not leaving.named:
        left_out.add(Identifying.DIRECT)
    if not (leaving.named and leaving.police):
        left_out.add(Identifying.POLICE)
    return tuple(one for one in spec.items if one.identifying not in left_out)


def cells_of(
    row: Row, items: Sequence[Item], *, leaving: Leaving, pseudonym: Pseudonym
) -> list[Value]:
    """Answer a row's values in the order of the items.

    Args:
        row: Every item by name.
        items: From ``items_leaving``.
        leaving: What may leave.
        pseudonym: Answers the same stand-in for the same identifier, which nobody can undo.
    """
    return [
        pseudonym(str(row[one.name]))
        if one.identifying is Identifying.KEY and not leaving.named
        else row[one.name]
        for one in items
    ]


def schema_of(spec: Mds) -> dict[str, object]:
    """Answer the JSON schema of a file of the whole data set.

    Items that did not leave are missing from its rows, so none but the episode is required.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Liaison and Diversion minimum data set (proposed)",
        "version": spec.version,
        "type": "object",
        "required": ["version", "made_at", "pseudonymised", "rows"],
        "properties": {
            "version": {"const": spec.version},
            "made_at": {"type": "string", "format": "date-time"},
            "provider": {"type": "string"},
            "first": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "last": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "pseudonymised": {"type": "boolean"},
            "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        },
        "$defs": {
            "row": {
                "type": "object",
                "additionalProperties": False,
                "required": ["episode_id"],
                "properties": {one.name: _property(one) for one in spec.items},
            }
        },
    }


def _property(item: Item) -> dict[str, object]:
    shapes: dict[Shape, dict[str, object]] = {
        Shape.TEXT: {"type": "string"},
        Shape.CODE: {"enum": [*item.codes, None]},
        Shape.CODES: {"type": "array", "items": {"enum": list(item.codes)}},
        Shape.DATE: {"type": ["string", "null"], "format": "date"},
        Shape.INSTANT: {"type": ["string", "null"], "format": "date-time"},
        Shape.NUMBER: {"type": ["integer", "null"]},
        Shape.YES_NO: {"enum": ["yes", "no", None]},
    }
    about = {"title": item.title}
    if item.mhsds:
        about["description"] = f"Stands nearest to {item.mhsds} of MHSDS."
    return {**about, **shapes[item.shape]}
