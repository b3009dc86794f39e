"""What two ledgers differ in: whose each difference is, and how old."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.areas.crisis.models import LedgerComparison, LedgerDifference
from alongside.areas.crisis.rules.ledgers import KINDS, REASONS, STEPS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import RoleHolder, people_holding
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused

MOST = 200


@dataclass(frozen=True, slots=True)
class LedgerSide:
    """The newest comparison of a period.

    Attributes:
        police_rows, health_rows, matched, agreeing: As counted then.
        open: Differences that still need somebody.
    """

    period: str
    compared_at: datetime
    compared_by: str
    police_ledger: str
    health_ledger: str
    police_rows: int
    health_rows: int
    matched: int
    agreeing: int
    open: int


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One difference, in a list or by itself.

    Attributes:
        gone: Whether the newest ledgers of its period no longer show it.
        mine: Whether it is the viewer's.
    """

    id: UUID
    version: int
    period: str
    kind: str
    title: str
    words: str
    police_record: str
    health_record: str
    found_at: datetime
    owner: str
    owner_at: str
    mine: bool
    settled_at: datetime | None
    settled_words: str
    gone: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a difference's story."""

    words: str
    note: str
    by: str
    taken_as: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A list of differences.

    Attributes:
        sides: The newest comparison of each period, newest first.
        kinds: How many open differences there are of each kind that has any.
        lines: Those asked for, oldest first.
        left: How many more there are than are shown.
    """

    sides: tuple[LedgerSide, ...]
    kinds: tuple[tuple[str, str, int], ...]
    lines: tuple[DifferenceLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """One difference with its story, and whose it could be."""

    line: DifferenceLine
    steps: tuple[StepLine, ...]
    owners: tuple[RoleHolder, ...]


def ledger_differences(
    viewer: Actor, *, shown: str = "open", kind: str = "", now: datetime
) -> LedgerPage:
    """Answer what the ledgers differ in.

    Args:
        viewer: Who looks.
        shown: A key of ``rules.ledgers.SHOWN``; anything else shows what is open.
        kind: Of one kind only; of all when empty or unknown.
        now: When.

    Raises:
        NotPermitted: The role does not settle differences.
    """
    require(viewer, PERMISSIONS, "ledgers.settle")
    sides, newest = _sides()
    rows = _shown(viewer, shown)
    rows = rows.filter(kind=kind) if kind in KINDS else rows
    found = rows.select_related("owner__organisation").order_by("found_at", "period", "id")
    listed = list(found[: MOST + 1])
    left = rows.count() - MOST if len(listed) > MOST else 0
    counted = dict(
        LedgerDifference.objects.filter(settled_at=None)
        .values_list("kind")
        .annotate(count=Count("id"))
    )
    record_look(viewer, Entry(Op.CONSULTATION, "crisis.ledger_differences"), now=now)
    return LedgerPage(
        sides=tuple(sides),
        kinds=tuple((one, title, counted[one]) for one, title in KINDS.items() if one in counted),
        lines=tuple(_line(row, viewer, newest) for row in listed[:MOST]),
        left=left,
    )


def ledger_difference(viewer: Actor, difference_id: UUID, *, now: datetime) -> DifferencePage:
    """Answer one difference with its story, oldest step first.

    Raises:
        NotPermitted: The role does not settle differences.
        Refused: ``difference.not_found``.
    """
    require(viewer, PERMISSIONS, "ledgers.settle")
    row = (
        LedgerDifference.objects.select_related("owner__organisation")
        .filter(pk=difference_id)
        .first()
    )
    if row is None:
        raise Refused("difference.not_found", "That difference is not here.")
    look = Entry(Op.CONSULTATION, "crisis.ledger_difference", Ref("ledger_difference", row.id))
    record_look(viewer, look, now=now)
    steps = row.steps.select_related("taken_by", "owner").order_by("number")
    return DifferencePage(
        line=_line(row, viewer, _sides()[1]),
        steps=tuple(
            StepLine(
                words=_step_words(step.kind, step.owner.display_name if step.owner else ""),
                note=". ".join(part for part in (REASONS.get(step.reason, ""), step.note) if part),
                by=step.taken_by.display_name,
                taken_as=ROLE_LABELS[Role(step.taken_as)],
                taken_at=step.taken_at,
            )
            for step in steps
        ),
        owners=tuple(people_holding(PERMISSIONS["ledgers.settle"])),
    )


def open_difference_count(viewer: Actor) -> int:
    """Answer how many differences are the viewer's and open, for the link in the navigation."""
    return LedgerDifference.objects.filter(settled_at=None, owner_id=viewer.user_id).count()


def _shown(viewer: Actor, shown: str) -> QuerySet[LedgerDifference]:
    rows = LedgerDifference.objects.filter(settled_at__isnull=shown != "settled")
    if shown == "mine":
        return rows.filter(owner_id=viewer.user_id)
    return rows.filter(owner=None) if shown == "nobody" else rows


def _sides() -> tuple[list[LedgerSide], dict[str, UUID]]:
    """The newest comparison of each period, and which that is."""
    counted = dict(
        LedgerDifference.objects.values_list("period").annotate(
            count=Count("id", filter=Q(settled_at=None))
        )
    )
    newest: dict[str, UUID] = {}
    sides = []
    for row in LedgerComparison.objects.select_related("compared_by").order_by("-compared_at"):
        if row.period in newest:
            continue
        newest[row.period] = row.id
        sides.append(
            LedgerSide(
                period=row.period,
                compared_at=row.compared_at,
                compared_by=row.compared_by.display_name,
                police_ledger=row.police_ledger,
                health_ledger=row.health_ledger,
                police_rows=row.police_rows,
                health_rows=row.health_rows,
                matched=row.matched,
                agreeing=row.agreeing,
                open=counted.get(row.period, 0),
            )
        )
    return sides, newest


def _line(row: LedgerDifference, viewer: Actor, newest: dict[str, UUID]) -> DifferenceLine:
    return DifferenceLine(
        id=row.id,
        version=row.version,
        period=row.period,
        kind=row.kind,
        title=KINDS[row.kind],
        words=row.words[:1].upper() + row.words[1:],
        police_record=row.police_record,
        health_record=row.health_record,
        found_at=row.found_at,
        owner=row.owner.display_name if row.owner else "",
        owner_at=row.owner.organisation.short_name if row.owner else "",
        mine=row.owner_id == viewer.user_id,
        settled_at=row.settled_at,
        settled_words=REASONS.get(row.settled_reason, ""),
        gone=row.last_seen_id != newest.get(row.period),
    )


def _step_words(kind: str, owner: str) -> str:
    return f"{STEPS[kind]} {owner}".strip()
