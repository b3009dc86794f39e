"""Keep counts somebody else published, as they published them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from alongside.areas.crisis.models import PublishedCount
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, content_hash, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

IDENTITY: Final = ("source", "year", "measure", "breakdown", "organisation_code")
TOLD: Final = ("definition", "organisation_name", "count", "rounding")
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class NewCount:
    """One published count.

    Attributes:
        source: Who published it, in which series.
        year: April to March, as ``2023/24``.
        measure: What is counted, in the publisher's words.
        definition: What that means, in ours.
        breakdown: Which part of it; the publisher's words.
        organisation_code: Of which organisation, by code.
        organisation_name: Its name.
        count: The number; ``None`` where the publisher gives none, which is not 0.
        rounding: How the publisher rounded or suppressed it.
    """

    source: str
    year: str
    measure: str
    definition: str
    breakdown: str
    organisation_code: str
    organisation_name: str
    count: int | None
    rounding: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What importing counts did: how many were new, changed by the publisher, or the same."""

    new: int
    changed: int
    same: int


def import_published_counts(actor: Actor, counts: Sequence[NewCount], *, now: datetime) -> Kept:
    """Keep published counts; those here already are left alone, or follow the publisher.

    Raises:
        NotPermitted: The role does not import.
        Refused: ``counts.twice``: the same count is given twice.
    """
    require(actor, PERMISSIONS, "history.import")
    wanted = {tuple(asdict(count)[name] for name in IDENTITY): count for count in counts}
    if len(wanted) != len(counts):
        raise Refused(
            "counts.twice",
            "The same count is in the file twice.",
            next_step="Check it with its publisher before it is kept.",
        )
    with transaction.atomic():
        years = {count.year for count in counts}
        here = {
            tuple(getattr(row, name) for name in IDENTITY): row
            for row in PublishedCount.objects.select_for_update().filter(year__in=years)
        }
        new = [count for key, count in wanted.items() if key not in here]
        changed = [
            _follow(here[key], count, now)
            for key, count in wanted.items()
            if key in here and _differs(here[key], count)
        ]
        PublishedCount.objects.bulk_create(
            (PublishedCount(**asdict(count), imported_at=now) for count in new), batch_size=BATCH
        )
        PublishedCount.objects.bulk_update(changed, [*TOLD, "imported_at"], batch_size=BATCH)
        if new or changed:
            entry = Entry(
                Op.ALTERATION if changed else Op.COLLECTION,
                "crisis.import_published_counts",
                fields=("published_count",),
                changed=("", content_hash([asdict(count) for count in counts])),
            )
            record(actor, entry, now=now)
    return Kept(len(new), len(changed), len(counts) - len(new) - len(changed))


def _differs(row: PublishedCount, count: NewCount) -> bool:
    return any(getattr(row, name) != getattr(count, name) for name in TOLD)


def _follow(row: PublishedCount, count: NewCount, now: datetime) -> PublishedCount:
    for name in TOLD:
        setattr(row, name, getattr(count, name))
    row.imported_at = now
    return row
