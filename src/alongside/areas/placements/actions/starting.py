"""The coordinator confirms vetting, and decides who does not start yet."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.own_writing import keep_trace
from alongside.areas.placements.models import Learner, StartHeld
from alongside.areas.placements.queries.before_day_one import cohort_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

HELD: Final = "placements.start_held"
LIFTED: Final = "placements.start_lifted"


def confirm_vetting(actor: Actor, learner_id: UUID, on: date, *, now: datetime) -> None:
    """Confirm that vetting or a DBS check came through.

    Args:
        actor: The coordinator.
        learner_id: Of whom.
        on: The day it is dated.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found`` or ``vetting.in_the_future``.
    """
    check_has_come(on, now)
    _set_vetted(actor, learner_id, on, now=now)


def check_has_come(on: date, now: datetime) -> None:
    """Refuse a day on a paper that is still to come.

    Raises:
        Refused: ``vetting.in_the_future``.
    """
    if on > local_date(now):
        raise Refused(
            "vetting.in_the_future",
            "That day has not come yet.",
            next_step="Give the day on the paper.",
            field="on",
        )


def take_back_vetting(actor: Actor, learner_id: UUID, *, now: datetime) -> None:
    """Take back that vetting came through.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``.
    """
    _set_vetted(actor, learner_id, None, now=now)


def _set_vetted(actor: Actor, learner_id: UUID, on: date | None, *, now: datetime) -> None:
    def work(row: Learner) -> None:
        if row.vetted_on == on:
            return
        row.vetted_on = on
        row.version += 1
        row.save(update_fields=["vetted_on", "version"])
        action = "confirm_vetting" if on else "take_back_vetting"
        subject = Ref("learner", row.id)
        keep_trace(
            actor,
            Op.ALTERATION,
            action,
            subject=subject,
            learner_id=row.id,
            now=now,
            fields=("vetted_on",),
        )

    of_learner(actor, learner_id, "checklist.confirm", work=work)


def hold_start(actor: Actor, learner_id: UUID, why: str, *, now: datetime) -> None:
    """Decide that somebody does not start yet, and tell them why.

    It keeps them from day one of a placement and from nothing else.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``, ``start.no_reason`` or ``start.held_already``.
    """
    if not why.strip():
        raise Refused("start.no_reason", "Say why they do not start yet.", field="why")

    def work(row: Learner) -> None:
        if row.starts_held.filter(lifted_at=None).exists():
            raise Refused("start.held_already", "It is decided already that they wait.")
        held = StartHeld.objects.create(
            learner=row, why=why.strip(), held_by_id=actor.user_id, held_at=now
        )
        subject = Ref("start_held", held.id)
        keep_trace(actor, Op.COLLECTION, "hold_start", subject=subject, learner_id=row.id, now=now)
        send(HELD, {"learner": str(row.id)}, now=now)

    of_learner(actor, learner_id, "start.decide", work=work)


def lift_start(actor: Actor, learner_id: UUID, *, now: datetime) -> None:
    """Decide that somebody may start after all; nothing happens where nothing held them.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``.
    """

    def work(row: Learner) -> None:
        held = row.starts_held.filter(lifted_at=None).first()
        if held is None:
            return
        held.lifted_by_id, held.lifted_at = actor.user_id, now
        held.save(update_fields=["lifted_by", "lifted_at"])
        subject = Ref("start_held", held.id)
        keep_trace(actor, Op.ALTERATION, "lift_start", subject=subject, learner_id=row.id, now=now)
        send(LIFTED, {"learner": str(row.id)}, now=now)

    of_learner(actor, learner_id, "start.decide", work=work)


def of_learner(
    actor: Actor, learner_id: UUID, permission: str, *, work: Callable[[Learner], None]
) -> None:
    """Do something with one of a cohort that the actor works with, in a transaction.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``, also for one of other organisations.
    """
    require(actor, PERMISSIONS, permission)
    with transaction.atomic():
        row = (
            Learner.objects.select_for_update(of=("self",))
            .select_related("cohort")
            .filter(pk=learner_id, withdrawn_at=None)
            .first()
        )
        if row is None:
            raise _not_found()
        try:
            cohort_for(actor, row.cohort_id, permission=permission)
        except Refused as refused:
            raise (_not_found() if refused.code == "cohort.not_found" else refused) from None
        work(row)


def _not_found() -> Refused:
    return Refused(
        "learner.not_found",
        "They are not in this cohort now.",
        next_step="Go back to the checklist and open it again.",
    )
