"""Records that were joined, for the person's page and for whoever parts them again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.areas.people.models import Person, PersonMerge, PersonName
from alongside.areas.people.queries.labels import labels
from alongside.areas.people.queries.lines import PersonLabel
from alongside.areas.people.queries.merging_rows import ledger_of, recorded, rows_since
from alongside.areas.people.rules.facts import NewName
from alongside.areas.people.rules.merging.shapes import Row
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.compose import looked_at
from alongside.foundation.picture.deciding import ABOUT_A_PERSON, require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Refused

HIDDEN = "Something that is not shown to you"
NAMES = "people.PersonName"


@dataclass(frozen=True, slots=True)
class JoinLine:
    """One join on a person's page.

    Attributes:
        id: The join.
        called: What the joined record was called.
        at: When.
        by: Who joined them, and for which service.
        reason: How they knew.
        parted_at: When they were parted; ``None`` while they are joined.
        parted_by: Who parted them.
        parted_reason: How they knew.
    """

    id: UUID
    called: str
    at: datetime
    by: str
    reason: str
    parted_at: datetime | None
    parted_by: str
    parted_reason: str


@dataclass(frozen=True, slots=True)
class SinceLine:
    """One thing recorded since a join.

    Attributes:
        name: Table and key, with a colon between.
        words: What it is, when it was recorded and by whom.
    """

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PartPage:
    """What parting two records would do.

    Attributes:
        join: The join.
        person_id: The record that stands.
        label: How the person is named.
        since: What was recorded since, oldest first.
        seen: Names of all of it, to be sent back with the decision.
    """

    join: JoinLine
    person_id: UUID
    label: PersonLabel
    since: tuple[SinceLine, ...]

    @property
    def seen(self) -> str:
        """Names of what was recorded since."""
        return " ".join(line.name for line in self.since)


def joins_of(person_id: UUID) -> tuple[JoinLine, ...]:
    """Answer the joins a person's record has been through, newest first.

    A parted record says so on both pages; what it is called now is not said on the other's.
    """
    chain = {person_id, *Person.objects.filter(merged_into=person_id).values_list("pk", flat=True)}
    rows = PersonMerge.objects.filter(Q(kept_id__in=chain) | Q(other_id__in=chain))
    rows = rows.select_related("merged_by", "parted_by", "controller")
    return tuple(_join(row) for row in rows.order_by("-merged_at", "-pk"))


def part_page(viewer: Actor, merge_id: UUID, *, purpose: Purpose, now: datetime) -> PartPage:
    """Answer what was recorded since two records were joined, and log the look.

    Raises:
        NotPermitted: Only a liaison lead parts records.
        Refused: ``unmerge.not_here`` or ``unmerge.parted_already``.
    """
    require(viewer, PERMISSIONS, "person.part")
    rows = PersonMerge.objects.filter(pk=merge_id)
    merge = rows.select_related("merged_by", "parted_by", "controller").first()
    if merge is None:
        raise Refused("unmerge.not_here", "There is no such join.", next_step="Open the person.")
    if merge.parted_at is not None:
        raise Refused("unmerge.parted_already", "These records were parted already.")
    standing = merge.kept.merged_into_id or merge.kept_id
    require_category(viewer, purpose, Category.IDENTITY, now=now, person_id=standing)
    shown = looked_at(viewer, standing, ABOUT_A_PERSON, purpose=purpose, now=now)
    ledger = ledger_of(merge)
    return PartPage(
        join=_join(merge),
        person_id=standing,
        label=labels(viewer, [standing], now=now)[standing],
        since=_since(rows_since(merge, ledger), shown),
    )


def _since(rows: Mapping[str, Sequence[Row]], shown: Collection[Category]) -> tuple[SinceLine, ...]:
    lines: list[tuple[datetime, SinceLine]] = []
    for label, of in rows.items():
        table = BY_MODEL[label]
        if table.follows:
            continue
        told = recorded(table, of)
        what = table.what if table.category in shown else HIDDEN
        for row in of:
            at, by = told[row.key]
            words = f"{what}, {say(at)}{f', by {by}' if by else ''}"
            lines.append((at, SinceLine(f"{label}:{row.key}", words)))
    return tuple(line for _, line in sorted(lines, key=lambda found: (found[0], found[1].name)))


def _join(row: PersonMerge) -> JoinLine:
    return JoinLine(
        id=row.pk,
        called="" if row.parted_at else _called(row),
        at=row.merged_at,
        by=f"{row.merged_by.display_name}, {row.controller.short_name}",
        reason=row.reason,
        parted_at=row.parted_at,
        parted_by=row.parted_by.display_name if row.parted_by else "",
        parted_reason=row.parted_reason,
    )


def _called(row: PersonMerge) -> str:
    """What the joined record was called: its legal name, or how the person looked."""
    moved = row.rows.filter(table=NAMES, side="other").values_list("row_key", flat=True)
    name = PersonName.objects.filter(pk__in=list(moved), kind="legal").order_by("-recorded_at")
    found = name.values_list("given", "family").first()
    if found:
        return NewName(*found).full
    return Person.objects.values_list("description", flat=True).get(pk=row.other_id)
