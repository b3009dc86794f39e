"""Who looked at a person, when, for which service and why: a service, never a member of staff.

Whoever asks must have been let through first: the person's own door, or an oversight page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from alongside.engines.sharing import Category, Purpose, policy_on
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.audit.keys import about_person, keys_of
from alongside.foundation.audit.models import AuditEntry, LooksHeldBack
from alongside.foundation.audit.queries import LAWFUL_PURPOSES
from alongside.foundation.audit.record import Op
from alongside.foundation.audit.rules import Hold, categories_shown, held_until, same_visit
from alongside.kernel.actor import Role, Sector
from alongside.kernel.local_time import local_date

LOOKS: Final = (
    Op.CONSULTATION,
    Op.DISCLOSURE,
    Op.PRINT,
    Op.EXPORT,
    Op.BREAK_GLASS,
    Op.SEARCH,
)
VISITS: Final = frozenset({Op.CONSULTATION, Op.SEARCH})
"""Looks that belong to one visit together; a print, an export, a disclosure stands by itself."""
READ_FOR_EACH_LINE: Final = 5
FIELDS: Final = (
    "id",
    "at",
    "op",
    "actor_id",
    "actor_role",
    "organisation_id",
    "details",
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """One visit to a person's record, or one thing passed on from it.

    Attributes:
        entry_id: The log entry it began with.
        at: When it began.
        op: ``CONSULTATION`` for a visit, ``SEARCH`` when they only came up in a look-up.
        role: In what role somebody looked; ``None`` for the system itself.
        organisation: The service they looked for; empty for the system itself.
        sector: What kind of service that is.
        purpose: Purpose code, such as ``P3``; may be empty.
        purpose_words: The purpose in words; may be empty.
        gateway: Legal gateway code relied on; may be empty.
        categories: Kinds of information shown.
        break_glass: Whether it was opened in an emergency against the ordinary rules.
        regime: ``general`` or ``law_enforcement``.
        recipient: Who received it, where it was passed on.
        agreement: Id of the sharing agreement relied on; may be empty.
        until: When the visit last showed something.
        times: How many entries of the log it stands for.
        kept_back_until: Until when the person is not or was not told; ``None`` if never.
    """

    entry_id: int
    at: datetime
    op: Op
    role: Role | None
    organisation: str
    sector: Sector | None
    purpose: str
    purpose_words: str
    gateway: str
    categories: tuple[Category, ...]
    break_glass: bool
    regime: str
    recipient: str
    agreement: str
    until: datetime
    times: int
    kept_back_until: datetime | None = None


def looks_about(
    person_id: UUID,
    *,
    now: datetime,
    since: datetime | None = None,
    limit: int = 200,
    include_held: bool = False,
) -> list[Look]:
    """Answer who looked at a person, newest first; one visit is one line.

    The person's own visits, and looks that were refused and so showed nothing, are left out.

    Args:
        person_id: At whom.
        now: The server's instant.
        since: Only looks from this instant on.
        limit: At most this many lines.
        include_held: Whether looks that the person is not told of yet are answered too; for
            oversight, never for the person's own door.

    Source: DOMAIN 5.4 (Caldicott principle 8) and 5.5.
    """
    rows = (
        AuditEntry.objects.filter(about_person(person_id), op__in=LOOKS)
        .exclude(actor_role=Role.PERSON)
        .order_by("-at", "-id")
    )
    if since is not None:
        rows = rows.filter(at__gte=since)
    holds = holds_on(person_id)
    found: list[tuple[Row, datetime | None]] = []
    for row in rows.values(*FIELDS)[: limit * READ_FOR_EACH_LINE]:
        kept = held_until(row["at"], holds)
        told = include_held or kept is None or kept <= now
        if told and row["details"].get("outcome") != "refused":
            found.append((row, kept))
    services = _services(row["organisation_id"] for row, _ in found)
    purposes = _purpose_words(now)
    visits = _visits(found)
    return [_look(visit, services, purposes) for visit in visits[:limit]]


def holds_on(person_id: UUID) -> tuple[Hold, ...]:
    """Answer every decision to keep looks at a person back, past ones too."""
    keys = [span.key for span in keys_of(person_id)]
    rows = LooksHeldBack.objects.filter(person_id__in=keys)
    return tuple(Hold(*row) for row in rows.values_list("from_at", "until_at", "released_at"))


def _visits(rows: Sequence[tuple[Row, datetime | None]]) -> list[list[tuple[Row, datetime | None]]]:
    """Gather rows, newest first, into visits, newest first by their latest row."""
    visits: list[list[tuple[Row, datetime | None]]] = []
    open_visits: dict[tuple[object, ...], list[tuple[Row, datetime | None]]] = {}
    for row, kept in rows:
        if Op(row["op"]) not in VISITS:
            visits.append([(row, kept)])
            continue
        key = (row["actor_id"], row["actor_role"], row["details"].get("purpose"), kept)
        visit = open_visits.get(key)
        if visit is not None and same_visit(row["at"], visit[-1][0]["at"]):
            visit.append((row, kept))
        else:
            open_visits[key] = visit = [(row, kept)]
            visits.append(visit)
    return visits


def _look(
    visit: Sequence[tuple[Row, datetime | None]],
    services: Mapping[UUID, tuple[str, str]],
    purposes: Mapping[str, str],
) -> Look:
    looks = [_one(row, kept, services, purposes) for row, kept in reversed(visit)]
    first = looks[0]
    shown = {category for look in looks for category in look.categories}
    only_found = all(look.op is Op.SEARCH for look in looks)
    return replace(
        first,
        op=first.op if first.op not in VISITS or only_found else Op.CONSULTATION,
        gateway=next((look.gateway for look in looks if look.gateway), ""),
        agreement=next((look.agreement for look in looks if look.agreement), ""),
        categories=tuple(category for category in Category if category in shown),
        break_glass=any(look.break_glass for look in looks),
        until=looks[-1].at,
        times=len(looks),
    )


def _one(
    row: Row,
    kept: datetime | None,
    services: Mapping[UUID, tuple[str, str]],
    purposes: Mapping[str, str],
) -> Look:
    details = row["details"]
    fields = [str(field) for field in details.get("fields", ())]
    name, sector = services.get(row["organisation_id"], ("", ""))
    purpose = str(details.get("purpose", ""))
    op = Op(row["op"])
    return Look(
        entry_id=row["id"],
        at=row["at"],
        op=op,
        role=Role(row["actor_role"]) if row["actor_role"] else None,
        organisation=name,
        sector=Sector(sector) if sector else None,
        purpose=purpose,
        purpose_words=purposes.get(purpose, ""),
        gateway=str(details.get("gateway", "")),
        categories=categories_shown(fields),
        break_glass=op is Op.BREAK_GLASS or details.get("method") == "break_glass",
        regime=str(details.get("regime", "general")),
        recipient=str(details.get("recipient", "")),
        agreement=str(details.get("agreement", "")),
        until=row["at"],
        times=1,
        kept_back_until=kept,
    )


def _services(ids: Iterable[UUID | None]) -> dict[UUID, tuple[str, str]]:
    rows = Organisation.objects.filter(pk__in={one for one in ids if one is not None})
    return {pk: (name, sector) for pk, name, sector in rows.values_list("pk", "name", "sector")}


def _purpose_words(now: datetime) -> dict[str, str]:
    """Answer the words of every purpose: of a look, and of reading the log."""
    policy = policy_on(local_date(now))
    return LAWFUL_PURPOSES | {purpose.value: policy.purposes[purpose].words for purpose in Purpose}
