"""Asking for something to be put right, and answering in words the person can read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.plans.models import CorrectionRequest, Door
from alongside.areas.plans.queries.doors import door_of
from alongside.areas.plans.rules.corrections import (
    REMINDERS,
    About,
    Outcome,
    check_answer,
    check_words,
)
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message, send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

ASKED = "plans.correction_asked"
TITLES = {
    "asked": "Somebody asks for something to be put right",
    "waiting": "Somebody still waits for something to be put right",
    "overdue": "A month is nearly up: somebody waits for something to be put right",
}


def ask_to_put_right(
    actor: Actor, *, about: About, words: str, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Ask for something about the person to be put right.

    Whoever made the door and the liaison leads of that service are told, and told again while
    it waits.

    Raises:
        NotPermitted: They came by no open door, or were not let ask.
        Refused: ``correction.empty``.

    Source: UK GDPR articles 12(3) and 16: an answer within a month.
    """

    def work() -> UUID:
        door = door_of(actor, now=now)
        check_allowed(door.facts, Allowance.ASK_TO_PUT_RIGHT)
        row = CorrectionRequest.objects.create(
            person_id=door.person_id,
            door_id=door.id,
            about=about.value,
            words=check_words(words),
            asked_at=now,
            controller_id=actor.organisation_id,
        )
        for kind, later in REMINDERS.items():
            payload = {"correction": str(row.id), "kind": kind}
            send(ASKED, payload, now=now, due_at=now + later)
        entry = Entry(
            Op.COLLECTION,
            "plans.ask_to_put_right",
            Ref("correction_request", row.id),
            also=(Ref("person", door.person_id),),
            fields=(about.value,),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def answer_correction(
    actor: Actor, correction_id: UUID, *, outcome: Outcome, answer: str, now: datetime
) -> None:
    """Answer in words that the person reads on their own pages.

    Raises:
        NotPermitted: The role may not.
        Refused: ``correction.not_here``, ``correction.answered`` or ``correction.no_answer``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "correction.answer")
        row = (
            CorrectionRequest.objects.select_for_update(of=("self",))
            .filter(pk=correction_id, controller_id=actor.organisation_id)
            .first()
        )
        if row is None:
            raise Refused("correction.not_here", "There is no such request here.")
        if row.answered_at is not None:
            raise Refused("correction.answered", "Somebody has answered this already.")
        row.answer, row.outcome = check_answer(answer), outcome.value
        row.answered_at, row.answered_by_id = now, actor.user_id
        row.save(update_fields=["answer", "outcome", "answered_at", "answered_by"])
        entry = Entry(
            Op.ALTERATION,
            "plans.answer_correction",
            Ref("correction_request", row.id),
            also=(Ref("person", row.person_id),),
            fields=(outcome.value,),
        )
        record(actor, entry, now=now)


def tell_of_correction(message: Message) -> None:
    """Tell those who answer, unless it is answered, in words that say nothing of anybody."""
    row = CorrectionRequest.objects.get(pk=UUID(message.payload["correction"]))
    if row.answered_at is not None:
        return
    kind = message.payload["kind"]
    tell(
        _who_answers(row),
        message,
        title=TITLES[kind],
        link=reverse("plans:correction", args=[row.pk]),
        urgent=kind == "overdue",
    )


def _who_answers(row: CorrectionRequest) -> set[UUID]:
    """Answer whoever made the door, where they may answer, and the liaison leads there."""
    may = User.objects.filter(
        is_active=True,
        organisation_id=row.controller_id,
        roles_held__role__in=PERMISSIONS["correction.answer"],
    )
    made_by = Door.objects.values_list("made_by_id", flat=True).get(pk=row.door_id)
    leads = set(may.filter(roles_held__role="liaison_lead").values_list("pk", flat=True))
    near = leads | set(may.filter(pk=made_by).values_list("pk", flat=True))
    return near or set(may.values_list("pk", flat=True))
