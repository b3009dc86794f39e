"""Send the minimum data set out, and keep that every episode in it was."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from alongside.areas.diversion.queries.mds import EpisodeRow, check_own_record, rows_of
from alongside.areas.diversion.rules.mds import Item, Value, mds
from alongside.areas.diversion.rules.mds_columns import Leaving, cells_of, items_leaving
from alongside.areas.diversion.rules.mds_quality import Quality, QualityLine
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.months import Month, check_span

AUDITED_AT_ONCE: Final = 1000
SALT: Final = "diversion.mds"


@dataclass(frozen=True, slots=True)
class MdsFile:
    """What leaves.

    Attributes:
        version: Of the specification.
        provider: Whose record.
        first: First month.
        last: Last month.
        leaving: What of it leaves.
        items: The columns.
        rows: The values, in the order of the columns.
        quality: What ought to be put right.
        made_at: When it was made.
    """

    version: str
    provider: str
    first: Month
    last: Month
    leaving: Leaving
    items: tuple[Item, ...]
    rows: tuple[tuple[Value, ...], ...]
    quality: tuple[QualityLine, ...]
    made_at: datetime


def export_mds(
    actor: Actor, first: Month, last: Month, *, leaving: Leaving, method: str, now: datetime
) -> MdsFile:
    """Answer the data set to be written to a file, and record every episode in it as exported.

    Without who people are, identifiers are replaced by stand-ins: the same each time, made with
    this server's own secret, so that nobody without it can undo or make them.

    Args:
        actor: Who sends it out.
        first: First month.
        last: Last month.
        leaving: What of it leaves.
        method: ``csv`` or ``json``.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not, or the record is another organisation's.
        Refused: Months that cannot be shown.
    """
    check_own_record(actor)
    if leaving.named:
        require(actor, PERMISSIONS, "mds.export_named")
    check_span(first, last, now)
    spec = mds()
    items, quality = items_leaving(spec, leaving), Quality(spec)
    rows: list[tuple[Value, ...]] = []
    with transaction.atomic():
        found = rows_of(actor.organisation_id, first, last, now=now)
        while batch := list(islice(found, AUDITED_AT_ONCE)):
            for one in batch:
                quality.add(one.row)
                rows.append(tuple(cells_of(one.row, items, leaving=leaving, pseudonym=_stand_in)))
            _record(actor, batch, items, method, now=now)
    return MdsFile(
        version=spec.version,
        provider=actor.organisation_name,
        first=first,
        last=last,
        leaving=leaving,
        items=items,
        rows=tuple(rows),
        quality=quality.lines(),
        made_at=now,
    )


def _stand_in(identifier: str) -> str:
    return salted_hmac(SALT, identifier, algorithm="sha256").hexdigest()[:20]


def _record(
    actor: Actor,
    batch: list[EpisodeRow],
    items: tuple[Item, ...],
    method: str,
    *,
    now: datetime,
) -> None:
    refs = [Ref("episode", one.episode_id) for one in batch]
    refs += [Ref("person", one.person_id) for one in batch]
    entry = Entry(
        Op.EXPORT,
        "diversion.export_mds",
        Ref("organisation", actor.organisation_id),
        also=tuple(dict.fromkeys(refs)),
        fields=tuple(item.name for item in items),
        why=Why(purpose="statutory_return", method=method),
    )
    record(actor, entry, now=now)
