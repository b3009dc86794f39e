"""Somebody on placement says what of the checklist they have done, or takes that back."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions import starting
from alongside.areas.placements.actions.own_writing import keep_trace, locked_own
from alongside.areas.placements.models import ChecklistTick, Learner
from alongside.areas.placements.rules.checklist import (
    Item,
    check_agreed,
    check_may_tick,
    item_named,
)
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


def tick_item(
    actor: Actor, learner_id: UUID, code: str, *, version: str = "", now: datetime
) -> UUID:
    """Say that an item is done. Said twice, it is kept once.

    Args:
        actor: Somebody on placement.
        learner_id: Their own placement.
        code: The item.
        version: Of the words agreed to, for what is read and agreed.
        now: The server's instant.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``, ``checklist.unknown``, ``checklist.coordinator_only``,
            ``agreement.not_read`` or ``agreement.older_words``.
    """
    item = item_named(code)
    with transaction.atomic():
        row = locked_own(actor, learner_id, now=now)
        check_may_tick(item, coordinator=False)
        check_agreed(item, version)
        standing = row.ticks.filter(item=code, taken_back_at=None).first()
        if standing is not None:
            if standing.agreed_version == version:
                return standing.id
            _take_back(standing, actor, now)
        tick = ChecklistTick.objects.create(
            learner=row,
            item=code,
            done_on=local_date(now),
            agreed_version=version,
            ticked_by_id=actor.user_id,
            ticked_at=now,
        )
        subject = Ref("checklist_tick", tick.id)
        keep_trace(
            actor,
            Op.COLLECTION,
            "tick_item",
            subject=subject,
            learner_id=row.id,
            now=now,
            fields=(code,),
        )
    return tick.id


def untick_item(actor: Actor, learner_id: UUID, code: str, *, now: datetime) -> None:
    """Take back that an item is done; nothing happens where it was not.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``, ``checklist.unknown`` or ``checklist.coordinator_only``.
    """
    item = item_named(code)
    with transaction.atomic():
        row = locked_own(actor, learner_id, now=now)
        check_may_tick(item, coordinator=False)
        standing = row.ticks.filter(item=code, taken_back_at=None).first()
        if standing is None:
            return
        _take_back(standing, actor, now)
        subject = Ref("checklist_tick", standing.id)
        keep_trace(
            actor,
            Op.ALTERATION,
            "untick_item",
            subject=subject,
            learner_id=row.id,
            now=now,
            fields=(code,),
        )


def keep_paper(
    actor: Actor, learner_id: UUID, codes: Collection[str], *, on: date, now: datetime
) -> None:
    """Keep what somebody without an account did and signed on paper.

    Args:
        actor: The coordinator.
        learner_id: Of whom.
        codes: The items; one kept before is kept once.
        on: The day on the paper.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``, ``checklist.unknown``, ``checklist.learner_only`` where
            they have an account, or ``vetting.in_the_future``.
    """
    chosen = [item_named(code) for code in codes]
    starting.check_has_come(on, now)

    def work(row: Learner) -> None:
        for item in chosen:
            check_may_tick(item, coordinator=True, has_account=row.user_id is not None)
            _keep_one(actor, row, item, on=on, now=now)

    starting.of_learner(actor, learner_id, "checklist.confirm", work=work)


def _keep_one(actor: Actor, row: Learner, item: Item, *, on: date, now: datetime) -> None:
    version = item.agreement.version if item.agreement else ""
    standing = row.ticks.filter(item=item.code, taken_back_at=None).first()
    if standing is not None and standing.agreed_version == version:
        return
    if standing is not None:
        _take_back(standing, actor, now)
    tick = ChecklistTick.objects.create(
        learner=row,
        item=item.code,
        done_on=on,
        agreed_version=version,
        ticked_by_id=actor.user_id,
        ticked_at=now,
    )
    subject = Ref("checklist_tick", tick.id)
    keep_trace(
        actor,
        Op.COLLECTION,
        "keep_paper",
        subject=subject,
        learner_id=row.id,
        now=now,
        fields=(item.code,),
    )


def _take_back(tick: ChecklistTick, actor: Actor, now: datetime) -> None:
    tick.taken_back_at, tick.taken_back_by_id = now, actor.user_id
    tick.save(update_fields=["taken_back_at", "taken_back_by"])
