"""What a ward says: that it is too busy, its notice, and that somebody there said no."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.models import TooBusy, WardNo, WardNotice
from alongside.areas.placements.queries.wards import ward_for, wards_for
from alongside.areas.placements.rules.busy import Days, check_days, this_week
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

TOO_BUSY: Final = "placements.too_busy"
NOT_BUSY: Final = "placements.not_too_busy"
SERVICE: Final = "placement_service"


def say_too_busy(
    actor: Actor,
    service_id: UUID,
    *,
    days: Days | None = None,
    why: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say that a ward can take nobody for a while, and tell the coordinators at once.

    Saying the same days twice is one word.

    Args:
        actor: Who says it.
        service_id: Where.
        days: Which; from today to Friday when ``None``.
        why: In a few words; may be empty.
        now: The server's instant.
        request_key: The form's key.

    Returns:
        The word that stands.

    Raises:
        NotPermitted: The role may not.
        Refused: ``ward.not_found`` or ``busy.…``.
    """
    require(actor, PERMISSIONS, "ward.say_busy")
    today = local_date(now)
    meant = days or this_week(today)
    check_days(meant, today=today)

    def work() -> UUID:
        service = ward_for(actor, service_id, lock=True)
        spell = {"service": service, "first_on": meant.first_on, "last_on": meant.last_on}
        waiting = TooBusy.objects.filter(taken_back_at=None, answered_at=None, **spell)
        standing = waiting.first()
        if standing is not None:
            return standing.id
        by = {"said_by_id": actor.user_id, "said_at": now}
        row = TooBusy.objects.create(why=why, **spell, **by)
        also = (Ref(SERVICE, service.id),)
        entry = Entry(Op.COLLECTION, "placements.say_too_busy", Ref("too_busy", row.id), also=also)
        record(actor, entry, now=now, request_key=request_key)
        send(TOO_BUSY, {"busy": str(row.id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def take_back_too_busy(actor: Actor, busy_id: UUID, *, now: datetime) -> UUID:
    """Take back that a ward is too busy, and tell the coordinators.

    Returns:
        The ward.

    Raises:
        NotPermitted: The role may not.
        Refused: ``busy.not_found``, or ``busy.answered`` once a plan or a reason has answered it.
    """
    require(actor, PERMISSIONS, "ward.say_busy")
    with transaction.atomic():
        row = locked_busy(actor, busy_id)
        TooBusy.objects.filter(pk=row.pk).update(taken_back_at=now, taken_back_by_id=actor.user_id)
        entry = Entry(
            Op.ALTERATION,
            "placements.take_back_too_busy",
            Ref("too_busy", row.id),
            also=(Ref(SERVICE, row.service_id),),
        )
        record(actor, entry, now=now)
        send(NOT_BUSY, {"busy": str(row.id)}, now=now)
    return row.service_id


def locked_busy(actor: Actor, busy_id: UUID) -> TooBusy:
    """Lock a word "too busy" that still waits, in the caller's transaction.

    Raises:
        NotPermitted: The role sees no wards.
        Refused: ``busy.not_found`` or ``busy.answered``.
    """
    rows = TooBusy.objects.select_for_update().filter(
        pk=busy_id, taken_back_at=None, service__in=wards_for(actor).values("pk")
    )
    row = rows.first()
    if row is None:
        raise Refused("busy.not_found", "That was taken back, or is not of one of your wards.")
    if row.answered_at is not None:
        raise Refused(
            "busy.answered",
            "The coordinator has answered that.",
            next_step="Open the ward again to see what was decided.",
        )
    return row


def put_up_notice(
    actor: Actor,
    service_id: UUID,
    *,
    days: Days,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that the notice to people on the ward is up. One that was up comes down.

    Raises:
        NotPermitted: The role may not.
        Refused: ``ward.not_found`` or ``busy.…`` of the days.
    """
    require(actor, PERMISSIONS, "ward.keep_notice")
    check_days(days, today=local_date(now))

    def work() -> UUID:
        service = ward_for(actor, service_id, lock=True)
        WardNotice.objects.filter(service=service, taken_down_at=None).update(
            taken_down_at=now, taken_down_by_id=actor.user_id
        )
        row = WardNotice.objects.create(
            service=service,
            first_on=days.first_on,
            last_on=days.last_on,
            put_up_by_id=actor.user_id,
            put_up_at=now,
        )
        entry = Entry(
            Op.COLLECTION,
            "placements.put_up_notice",
            Ref("ward_notice", row.id),
            also=(Ref(SERVICE, service.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def take_down_notice(actor: Actor, service_id: UUID, *, now: datetime) -> None:
    """Record that the notice was taken down.

    Raises:
        NotPermitted: The role may not.
        Refused: ``ward.not_found``, or ``notice.not_up``.
    """
    require(actor, PERMISSIONS, "ward.keep_notice")
    with transaction.atomic():
        service = ward_for(actor, service_id, lock=True)
        row = WardNotice.objects.filter(service=service, taken_down_at=None).first()
        if row is None:
            raise Refused("notice.not_up", "No notice is up on this ward.")
        WardNotice.objects.filter(pk=row.pk).update(
            taken_down_at=now, taken_down_by_id=actor.user_id
        )
        entry = Entry(
            Op.ALTERATION,
            "placements.take_down_notice",
            Ref("ward_notice", row.id),
            also=(Ref(SERVICE, service.id),),
        )
        record(actor, entry, now=now)


@dataclass(frozen=True, slots=True)
class NewNo:
    """That somebody on the ward said no, without who.

    Attributes:
        keep_away_from: What those on placement keep away from, such as ``the art group``.
        first_on: From which day.
        last_on: Until which day.
    """

    keep_away_from: str
    first_on: date
    last_on: date


def record_no(
    actor: Actor,
    service_id: UUID,
    said: NewNo,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what those on placement keep away from because somebody said no. It names nobody.

    Raises:
        NotPermitted: The role may not.
        Refused: ``ward.not_found``, ``no.no_words`` or ``busy.…`` of the days.
    """
    require(actor, PERMISSIONS, "ward.keep_notice")
    check_days(Days(said.first_on, said.last_on), today=local_date(now))
    if not said.keep_away_from.strip():
        raise Refused("no.no_words", "Say what to keep away from.", field="keep_away_from")

    def work() -> UUID:
        service = ward_for(actor, service_id)
        row = WardNo.objects.create(
            service=service,
            first_on=said.first_on,
            last_on=said.last_on,
            keep_away_from=said.keep_away_from.strip(),
            said_to_id=actor.user_id,
            said_at=now,
        )
        entry = Entry(
            Op.COLLECTION,
            "placements.record_no",
            Ref("ward_no", row.id),
            also=(Ref(SERVICE, service.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def end_no(actor: Actor, no_id: UUID, *, now: datetime) -> UUID:
    """Record that a no does not stand any more.

    Returns:
        The ward.

    Raises:
        NotPermitted: The role may not.
        Refused: ``no.not_found``.
    """
    require(actor, PERMISSIONS, "ward.keep_notice")
    with transaction.atomic():
        rows = WardNo.objects.select_for_update().filter(
            pk=no_id, ended_at=None, service__in=wards_for(actor).values("pk")
        )
        row = rows.first()
        if row is None:
            raise Refused("no.not_found", "That is not on the ward's list any more.")
        WardNo.objects.filter(pk=row.pk).update(ended_at=now, ended_by_id=actor.user_id)
        entry = Entry(
            Op.ALTERATION,
            "placements.end_no",
            Ref("ward_no", row.id),
            also=(Ref(SERVICE, row.service_id),),
        )
        record(actor, entry, now=now)
    return row.service_id
