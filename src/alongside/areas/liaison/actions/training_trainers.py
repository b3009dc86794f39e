"""Put down who teaches a session, where they agreed to be named, and what they are owed after."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.training_writing import TRAINER_PUT_DOWN, change, keep
from alongside.areas.liaison.models import SessionTrainer
from alongside.areas.liaison.queries.training_accounts import known_accounts
from alongside.areas.liaison.queries.training_rows import session_locked
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_sessions import check_unchanged
from alongside.areas.liaison.rules.training_trainers import (
    Naming,
    TrainerFacts,
    check_naming,
    check_paid,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


def add_trainer(
    actor: Actor,
    session_id: UUID,
    facts: TrainerFacts,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put down somebody who teaches a session.

    Raises:
        NotPermitted: Not a liaison lead.
        Refused: ``training.not_found`` or ``trainer.…``.
    """
    require(actor, PERMISSIONS, "training.trainers")
    _check(facts, local_date(now))

    def work() -> UUID:
        session = session_locked(session_id)
        if session.trainers.filter(name=facts.name.strip()).exists():
            raise _there_already()
        row = SessionTrainer.objects.create(
            session=session, added_by_id=actor.user_id, added_at=now, **_columns(facts)
        )
        also = (Ref("training_session", session.id),)
        keep(
            actor,
            row,
            "add_trainer",
            op=Op.COLLECTION,
            now=now,
            also=also,
            request_key=request_key,
        )
        if facts.user_id is not None and session.starts_at > now:
            send(TRAINER_PUT_DOWN, {"trainer": str(row.id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def change_trainer(
    actor: Actor, trainer_id: UUID, facts: TrainerFacts, *, version: int | None, now: datetime
) -> UUID:
    """Change how somebody is named, what they are paid, and how far the call afterwards is.

    Naming them anew where they had withdrawn needs a day on which they agreed since.

    Returns:
        The session.

    Raises:
        NotPermitted: Not a liaison lead.
        Conflict: ``training.changed``.
        Refused: ``trainer.…``.
    """
    require(actor, PERMISSIONS, "training.trainers")
    _check(facts, local_date(now))
    with transaction.atomic():
        row = _locked(trainer_id)
        check_unchanged(version=row.version, read_at=version)
        if row.session.trainers.exclude(pk=row.pk).filter(name=facts.name.strip()).exists():
            raise _there_already()
        columns = _columns(facts)
        if row.withdrawn_at is not None and _named(facts):
            _check_agreed_since(facts.agreed_on, local_date(row.withdrawn_at))
            columns["withdrawn_at"] = None
        change(row, columns)
        keep(actor, row, "change_trainer", now=now, fields=tuple(columns))
    return row.session_id


def withdraw_naming(actor: Actor, trainer_id: UUID, *, now: datetime) -> UUID:
    """Take somebody's name off every page, at once.

    A liaison lead does it on their word; whoever has an account does it for themselves.

    Returns:
        The session.

    Raises:
        NotPermitted: The role may not, and it is not the actor's own name.
        Refused: ``trainer.not_found``.
    """
    require(actor, PERMISSIONS, "training.see")
    with transaction.atomic():
        row = _locked(trainer_id)
        if row.user_id != actor.user_id:
            require(actor, PERMISSIONS, "training.trainers")
        unnamed = {"on_catalogue", "on_session", "on_screen"}
        columns: dict[str, Any] = dict.fromkeys(unnamed, Naming.UNNAMED.value)
        change(row, columns | {"withdrawn_at": now})
        keep(actor, row, "withdraw_naming", now=now, fields=tuple(sorted(unnamed)))
    return row.session_id


def _locked(trainer_id: UUID) -> SessionTrainer:
    rows = SessionTrainer.objects.select_for_update(of=("self",)).select_related("session")
    row = rows.filter(pk=trainer_id).first()
    if row is None:
        raise Refused(
            "trainer.not_found",
            "That trainer is not here.",
            next_step="Open the session again.",
        )
    return row


def _check(facts: TrainerFacts, today: date) -> None:
    if not facts.name.strip():
        raise Refused("trainer.no_name", "Say what they like to be called.", field="name")
    check_naming(facts.namings, facts.agreed_on, today=today)
    check_paid(facts.payment, facts.paid_on, today=today)
    accounts = {one.user_id for one in known_accounts()}
    if facts.user_id is not None and facts.user_id not in accounts:
        raise Refused("trainer.no_account", "That account is not here now.", field="user_id")
    if facts.rung_by_id is not None and facts.rung_by_id not in accounts:
        raise Refused("trainer.no_account", "That account is not here now.", field="rung_by_id")


def _check_agreed_since(agreed_on: date | None, withdrawn_on: date) -> None:
    if agreed_on is None or agreed_on < withdrawn_on:
        raise Refused(
            "trainer.withdrew",
            "They withdrew on a later day than that.",
            next_step="Leave them unnamed, or give the day they agreed again.",
            field="agreed_on",
        )


def _there_already() -> Refused:
    return Refused("trainer.there_already", "They are down for this session already.", field="name")


def _named(facts: TrainerFacts) -> bool:
    return any(one is not Naming.UNNAMED for one in facts.namings)


def _columns(facts: TrainerFacts) -> dict[str, Any]:
    tidy = replace(facts, name=facts.name.strip(), payment=facts.payment.strip())
    return {name: getattr(tidy, name) for name in TrainerFacts.__slots__}
