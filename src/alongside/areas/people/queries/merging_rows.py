"""Reads what hangs on a person, table by table, for joining two records and for parting them."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from alongside.areas.people.models import MergedRow, Person, PersonMerge
from alongside.areas.people.rules.merging.outcome import stands_before
from alongside.areas.people.rules.merging.shapes import PERSON, Change, Row, Side, Table, Values
from alongside.areas.people.rules.merging.spans import Join, spans_of
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.foundation.audit.keys import KeySpan

PERSON_COLUMNS = ("sex", "ethnicity_self", "ethnicity_officer", "description")
"""What a person's own row says that may be chosen from either record."""


def standing_key(person_id: UUID) -> UUID:
    """Answer the key that stands for a person now: their own, unless it was joined to another."""
    into = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
    return into or person_id


def keys_of(person_id: UUID) -> tuple[KeySpan, ...]:
    """Answer every key, with its time, under which a person has been written about."""
    spans = spans_of(person_id, _joins_around(person_id))
    return tuple(KeySpan(span.key, span.since, span.until) for span in spans)


def _joins_around(person_id: UUID) -> list[Join]:
    """Read every join that leads to or from a person, however far."""
    joins: dict[UUID, Join] = {}
    edge = {person_id}
    while edge:
        rows = PersonMerge.objects.filter(Q(kept__in=edge) | Q(other__in=edge)).order_by(
            "merged_at"
        )
        found = rows.values_list("pk", "kept_id", "other_id", "merged_at", "parted_at")
        fresh = {row[0]: Join(*row[1:]) for row in found if row[0] not in joins}
        joins |= fresh
        edge = {key for join in fresh.values() for key in (join.kept, join.other)} - edge
    return list(joins.values())


def standing_first(first: Person, second: Person) -> tuple[Person, Person]:
    """Answer the record that stands and the one joined to it."""
    kept, other = sorted(
        (first, second), key=lambda one: stands_before(one.recorded_at, one.pk, known=one.known)
    )
    return kept, other


def model_of(label: str) -> type[models.Model]:
    """Answer the table of a label such as ``people.PersonName``."""
    model: type[models.Model] = apps.get_model(label)
    return model


def rows_of(table: Table, key: UUID, side: Side) -> list[Row]:
    """Read what one record holds of a table."""
    rows = model_of(table.model)._default_manager.filter(**{table.person: key}).order_by("pk")
    return [Row(str(row.pop("pk")), side, row) for row in rows.values("pk", *table.read)]


def both_rows(kept: UUID, other: UUID) -> dict[str, list[Row]]:
    """Read what two records hold, by table."""
    return {
        label: rows_of(table, kept, Side.KEPT) + rows_of(table, other, Side.OTHER)
        for label, table in BY_MODEL.items()
    }


def seen_mark(rows: Mapping[str, Sequence[Row]], people: Iterable[Person]) -> str:
    """Answer a mark that changes when anything on either record that a join would move does."""
    said: list[list[object]] = [
        [label, row.key, kept_form(row.values)] for label, of in rows.items() for row in of
    ]
    said += [[PERSON, str(person.pk), person.version] for person in people]
    text = json.dumps(sorted(said, key=str), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def kept_form(values: Values) -> dict[str, Any]:
    """Answer values as the ledger keeps them."""
    return {
        name: value.isoformat()
        if hasattr(value, "isoformat")
        else str(value)
        if isinstance(value, UUID)
        else value
        for name, value in values.items()
    }


def read_form(label: str, kept: Mapping[str, Any]) -> dict[str, object]:
    """Answer values of the ledger as the table holds them."""
    fields = model_of(label)._meta
    return {name: _field(fields, name).to_python(value) for name, value in kept.items()}


def _field(fields: Any, name: str) -> Any:
    field = fields.get_field(name)
    return field.target_field if isinstance(field, models.ForeignKey) else field


def ledger_of(merge: PersonMerge) -> dict[str, list[Change]]:
    """Read what a join did, by table."""
    ledger: dict[str, list[Change]] = {}
    for line in merge.rows.order_by("pk"):
        before, after = (read_form(line.table, kept) for kept in (line.before, line.after))
        change = Change(line.row_key, Side(line.side), before, after)
        ledger.setdefault(line.table, []).append(change)
    return ledger


def rows_since(merge: PersonMerge, ledger: Mapping[str, Sequence[Change]]) -> dict[str, list[Row]]:
    """Read what was recorded on the standing record since a join, by table.

    What another join still in force has brought is that record's, and is left out.
    """
    came = set(
        MergedRow.objects.filter(side=Side.OTHER, merge__parted_at=None, changed=True)
        .exclude(merge=merge)
        .filter(merge__kept_id=merge.kept_id)
        .values_list("table", "row_key")
    )
    since = {}
    for label, table in BY_MODEL.items():
        if table.stays:
            continue
        known = {change.key for change in ledger.get(label, ())}
        rows = rows_of(table, merge.kept_id, Side.KEPT)
        fresh = [row for row in rows if row.key not in known and (label, row.key) not in came]
        if fresh:
            since[label] = fresh
    return since


def recorded(table: Table, rows: Sequence[Row]) -> dict[str, tuple[datetime, str]]:
    """Answer when each row was recorded and by whom, by its key."""
    named = f"{table.by}__display_name"
    columns = ("pk", table.at, *((named,) if table.by else ()))
    found = model_of(table.model)._default_manager.filter(pk__in=[row.key for row in rows])
    return {str(row["pk"]): (row[table.at], row.get(named, "")) for row in found.values(*columns)}
