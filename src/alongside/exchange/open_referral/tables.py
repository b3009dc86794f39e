"""The nested object as the tables of the standard, and back.

A table's rows stand in the order they were met, so that lists come back in their own order. Every
column that holds words is left as it is; nothing is guarded for a spreadsheet, because this is
data for a program, and a number such as ``+44 1632 960201`` has to arrive as it was.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from alongside.exchange.open_referral.names import OURS, PROFILE, VERSION, Object

Row = dict[str, str]
Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """A property that is a row, or rows, of another table.

    Attributes:
        name: The property.
        table: Where its rows are.
        many: Whether it is a list; then each row points at its owner, else the owner at it.
        key: The column that points, or ``""`` for ``<owner>_id`` or ``<table>_id``.
    """

    name: str
    table: str
    many: bool = True
    key: str = ""


PARTS: Final[dict[str, tuple[Part, ...]]] = {
    "organization": (Part("contacts", "contact"),),
    "service": (
        Part("organization", "organization", many=False),
        Part("schedules", "schedule"),
        Part("service_areas", "service_area"),
        Part("service_at_locations", "service_at_location"),
        Part("languages", "language"),
        Part("contacts", "contact"),
        Part("attributes", "attribute", key="link_id"),
    ),
    "service_at_location": (Part("location", "location", many=False),),
    "location": (Part("addresses", "address"),),
    "contact": (Part("phones", "phone"),),
    "attribute": (Part("taxonomy_term", "taxonomy_term", many=False),),
    "taxonomy_term": (Part("taxonomy_detail", "taxonomy", many=False, key="taxonomy_id"),),
}
FILES: Final = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "address": "addresses.csv",
    "service_at_location": "services_at_location.csv",
    "contact": "contacts.csv",
    "phone": "phones.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "language": "languages.csv",
    "attribute": "attributes.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "taxonomy": "taxonomies.csv",
    OURS: "alongside.csv",
}
NUMBERS: Final = frozenset({"latitude", "longitude", "interval", "minimum_age", "maximum_age"})


def tables_of(document: Object) -> Tables:
    """Answer the rows of every table that has any."""
    tables: Tables = defaultdict(list)
    for row in document["organizations"]:
        _flatten("organization", row, {}, tables)
    for row in document["services"]:
        _flatten("service", row, {}, tables)
    return dict(tables)


def document_from(tables: Tables) -> Object:
    """Answer the object that these tables are of.

    Raises:
        ValueError: A number or an object of ours cannot be read; the words name it.
    """
    nest = _Nest(tables)
    return {
        "profile": PROFILE,
        "version": VERSION,
        "organizations": [
            nest.whole("organization", row) for row in tables.get("organization", [])
        ],
        "services": [nest.whole("service", row) for row in tables.get("service", [])],
    }


def _flatten(table: str, fields: Object, points: Row, tables: Tables) -> None:
    parts = {part.name: part for part in PARTS.get(table, ())}
    row = {"id": str(fields["id"])} | points
    tables[table].append(row)
    for name, value in fields.items():
        if name == OURS:
            tables[OURS].append({"link_id": row["id"], "value": _told(value)})
        elif name not in parts:
            row[name] = value if isinstance(value, str) else _told(value)
        elif parts[name].many:
            key = parts[name].key or f"{table}_id"
            for part in value:
                _flatten(parts[name].table, part, {key: row["id"]}, tables)
        else:
            part = parts[name]
            row[part.key or f"{part.table}_id"] = str(value["id"])
            if not any(known["id"] == value["id"] for known in tables.get(part.table, [])):
                _flatten(part.table, value, {}, tables)


def _told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Nest:
    """Puts rows back where they hang."""

    def __init__(self, tables: Tables) -> None:
        self._by_id = {
            table: {row["id"]: row for row in rows}
            for table, rows in tables.items()
            if table != OURS
        }
        self._ours = {row["link_id"]: row["value"] for row in tables.get(OURS, [])}
        self._of: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for table, rows in tables.items():
            for row in rows:
                for column, value in row.items():
                    if column.endswith("_id") and value:
                        self._of[table, column, value].append(row)

    def whole(self, table: str, row: Row) -> Object:
        """Answer a row with all that hangs on it."""
        parts = PARTS.get(table, ())
        points = {part.key or f"{part.table}_id" for part in parts if not part.many}
        fields: Object = {
            name: _value(table, row, name)
            for name, value in row.items()
            if value and name not in points and not self._points_up(name)
        }
        for part in parts:
            found = self._part(table, row, part)
            if found:
                fields[part.name] = found
        if row["id"] in self._ours:
            fields[OURS] = _ours(row["id"], self._ours[row["id"]])
        return fields

    def _part(self, table: str, row: Row, part: Part) -> object:
        if part.many:
            mine = self._of[part.table, part.key or f"{table}_id", row["id"]]
            return [self.whole(part.table, one) for one in mine]
        to = row.get(part.key or f"{part.table}_id", "")
        found = self._by_id.get(part.table, {}).get(to)
        if found is None:
            return {"id": to} if to else None
        if part.table == "organization":
            return {"id": found["id"], "name": found.get("name", "")}
        return self.whole(part.table, found)

    def _points_up(self, name: str) -> bool:
        return name in UP


UP: Final = frozenset(
    {"link_id", *(f"{table}_id" for table, parts in PARTS.items() for p in parts if p.many)}
)
"""Columns that point at an owner; nested, the place says it."""


def _value(table: str, row: Row, name: str) -> object:
    if name not in NUMBERS:
        return row[name]
    try:
        return json.loads(row[name])
    except ValueError:
        raise ValueError(f"{FILES[table]}, {row['id']}, {name}: this is not a number.") from None


def _ours(owner: str, value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError(f"{FILES[OURS]}, {owner}: value is not JSON.") from None
