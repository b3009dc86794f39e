"""Asking a named senior person to let one kind of information go, and their decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.keys import for_standing_person, standing_key
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.picture.deciding import decision_about, policy_at
from alongside.foundation.picture.models import Opening, SeniorDecision, SeniorRequest
from alongside.foundation.picture.reviewers import check_may_decide
from alongside.foundation.picture.rules import (
    PERMISSIONS,
    SENIOR_HOURS,
    USUAL_SENIOR_HOURS,
    HarmTest,
    check_harm,
    check_need,
    check_refusal,
    opened_until,
)
from alongside.foundation.picture.telling import SENIOR_ANSWERED, SENIOR_ASKED
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

GROUND: Final = "overriding_public_interest"
"""What a senior person's decision rests on: serious harm or serious crime (DOMAIN 5.2)."""


@dataclass(frozen=True, slots=True)
class SeniorAnswer:
    """What a senior person decided.

    Attributes:
        allow: Whether the information may go.
        test: What they weighed.
        hours: For how long, one of ``SENIOR_HOURS``; counts only when allowed.
        note: Anything to add; why not, when not allowed.
    """

    allow: bool
    test: HarmTest
    hours: int = USUAL_SENIOR_HOURS
    note: str = ""


@for_standing_person
def ask_senior(
    actor: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    category: Category,
    need: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask the senior people on duty to let one kind of information go to the actor.

    Asking again while nobody has answered answers the first request.

    Returns:
        The request.

    Raises:
        NotPermitted: The role may not.
        Refused: ``senior.need``, or ``senior.not_opened_so`` where asking is not the way.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "senior.ask")
        check_need(need)
        _check_askable(actor, person_id, category, purpose=purpose, now=now)
        same = {"person_id": person_id, "asked_by_id": actor.user_id, "purpose": purpose}
        waiting = SeniorRequest.objects.filter(category=category, decision=None, **same).first()
        if waiting is not None:
            return waiting.id
        asked = SeniorRequest.objects.create(
            category=category,
            need=need.strip(),
            asked_as=actor.role,
            organisation_id=actor.organisation_id,
            asked_at=now,
            **same,
        )
        record(actor, _request(asked), now=now, request_key=request_key)
        send(SENIOR_ASKED, {"request": str(asked.id)}, now=now)
        return asked.id

    return once(actor, request_key, work)


def decide_justification(
    actor: Actor, request_id: UUID, answer: SeniorAnswer, *, now: datetime
) -> None:
    """Let one kind of information go to whoever asked, for some hours, or say no and why.

    Recorded as a disclosure with its recipient.

    Raises:
        NotPermitted: Not a senior person for this, or whoever asked.
        Refused: ``senior.not_found``, ``senior.decided``, ``senior.not_serious``,
            ``senior.unanswered``, ``senior.note`` or ``opening.hours``.

    Source: DOMAIN 5.2 overriding public interest, 5.3 cells J, T5.2 rows 5 and 6.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "senior.decide")
        asked = _locked(request_id)
        check_may_decide(actor, asked, now)
        if SeniorDecision.objects.filter(request=asked).exists():
            raise Refused("senior.decided", "Somebody has answered this already.")
        opening = None
        if answer.allow:
            check_harm(answer.test)
            opening = _open(actor, asked, opened_until(answer.hours, SENIOR_HOURS, now), now)
        else:
            check_refusal(answer.note)
        SeniorDecision.objects.create(
            request=asked,
            decided_by_id=actor.user_id,
            decided_as=actor.role,
            decided_at=now,
            harm=answer.test.harm or "neither",
            harm_words=answer.test.harm_words.strip(),
            to_whom=answer.test.to_whom.strip(),
            how_soon=answer.test.how_soon.strip(),
            other_way=answer.test.other_way.strip(),
            telling=answer.test.telling,
            note=answer.note.strip(),
            opening=opening,
        )
        record(actor, _disclosure(asked, answer, now), now=now)
        send(SENIOR_ANSWERED, {"request": str(asked.id)}, now=now)


def _check_askable(
    actor: Actor, person_id: UUID, category: Category, *, purpose: Purpose, now: datetime
) -> None:
    decision = decision_about(actor, person_id, category, purpose=purpose, now=now)
    if decision.outcome is not Outcome.NEEDS_JUSTIFICATION:
        raise Refused(
            "senior.not_opened_so",
            f"{policy_at(now).categories[category].title} are not opened by a senior person here.",
            next_step=decision.next_step or "You can see them already: go back to the page.",
        )


def _request(asked: SeniorRequest) -> Entry:
    return Entry(
        Op.COLLECTION,
        "picture.ask_senior",
        Ref("senior_request", asked.id),
        also=(Ref("person", asked.person_id),),
        fields=(f"{asked.category}:asked_for",),
        why=Why(purpose=asked.purpose, reason=asked.need),
    )


def _locked(request_id: UUID) -> SeniorRequest:
    asked = SeniorRequest.objects.select_for_update(of=("self",)).filter(pk=request_id)
    found = asked.select_related("organisation").first()
    if found is None:
        raise Refused("senior.not_found", "That is not here.", next_step="Open it from Messages.")
    return found


def _open(actor: Actor, asked: SeniorRequest, ends_at: datetime, now: datetime) -> Opening:
    return Opening.objects.create(
        person_id=standing_key(asked.person_id),
        opened_for_id=asked.asked_by_id,
        organisation_id=asked.organisation_id,
        opened_by="senior",
        decided_by_id=actor.user_id,
        purpose=asked.purpose,
        categories=asked.category,
        starts_at=now,
        ends_at=ends_at,
    )


def _disclosure(asked: SeniorRequest, answer: SeniorAnswer, now: datetime) -> Entry:
    policy = policy_at(now)
    return Entry(
        Op.DISCLOSURE,
        "picture.decide_justification",
        Ref("person", asked.person_id),
        also=(Ref("senior_request", asked.id),),
        fields=(f"{asked.category}:{Outcome.SHOWN if answer.allow else Outcome.WITHHELD}",),
        why=Why(
            purpose=asked.purpose,
            gateway=GROUND if answer.allow else "",
            reason=answer.note.strip(),
            regime=policy.purposes[Purpose(asked.purpose)].regime,
            recipient=asked.organisation.name,
        ),
        outcome="done" if answer.allow else "refused",
    )
