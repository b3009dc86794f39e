"""Publish a monthly report: keep its numbers, so that a later one cannot give a small one away."""

from datetime import datetime
from uuid import UUID

from alongside.areas.insight.models import Publication, PublishedFigure
from alongside.areas.insight.queries.leave import leave_to_count
from alongside.areas.insight.queries.report import Report, report
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.months import Month
from alongside.kernel.refusal import Refused


def publish_report(
    actor: Actor,
    area_id: UUID,
    month: Month,
    *,
    keep_earlier: bool,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Publish the report of an area and a month.

    Args:
        actor: Who publishes it.
        area_id: Whose record.
        month: Of which month.
        keep_earlier: Whether numbers that clash with an earlier publication stay as they were.
        now: The server's instant.
        request_key: Of the form, so that it is published once.

    Raises:
        NotPermitted: The role publishes none, or may not count this area.
        Refused: ``report.differs`` when numbers clash and are not kept.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "report.publish")
        Organisation.objects.select_for_update().filter(pk=area_id).first()
        leave = leave_to_count(actor, now=now)
        made = report(actor, area_id, month, leave=leave, now=now)
        _check_clashes(made, keep_earlier=keep_earlier)
        row = _write(actor, made, now)
        entry = Entry(
            Op.DISCLOSURE,
            "insight.publish_report",
            Ref("publication", row.id),
            also=(Ref("organisation", area_id),),
            fields=("counts",),
            why=Why(purpose="P13", gateway="anonymised"),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def _write(actor: Actor, made: Report, now: datetime) -> Publication:
    row = Publication.objects.create(
        area_id=made.area_id,
        month=str(made.month),
        profile=made.profile.code,
        published_at=now,
        published_by_id=actor.user_id,
        published_by_name=actor.name,
        kept_earlier=len(made.clashes),
    )
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            publication=row,
            geography=one.geography,
            month=one.month,
            measure=one.measure,
            count=one.count,
            text=one.text,
        )
        for one in made.figures
    )
    return row


def _check_clashes(made: Report, *, keep_earlier: bool) -> None:
    if not made.clashes or keep_earlier:
        return
    told = "; ".join(clash.words for clash in made.clashes)
    raise Refused(
        "report.differs",
        f"Somebody could work out a small number from what was published before. {told}.",
        next_step="Publish it with the earlier numbers kept.",
    )
