"""What is asked of senior people, to those who asked and those who may decide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.queries import SeatFilled
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.keys import standing_key
from alongside.foundation.picture.deciding import policy_at
from alongside.foundation.picture.models import SeniorDecision, SeniorRequest
from alongside.foundation.picture.reviewers import check_may_decide, seniors_on_duty
from alongside.foundation.picture.rules import HARMS, PERMISSIONS, TELLING
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class SeniorPage:
    """What is asked of a senior person, and what was decided.

    Attributes:
        may_decide: Whether the viewer may decide on it now.
        seniors: The senior people on duty, to ring.
        allowed: ``None`` until somebody has decided.
        next_step: Where to turn after a no.
    """

    id: UUID
    person_id: UUID
    purpose: Purpose
    purpose_words: str
    category: Category
    category_title: str
    need: str
    asked_by: str
    role: str
    organisation: str
    asked_at: datetime
    mine: bool
    may_decide: bool
    seniors: tuple[SeatFilled, ...]
    allowed: bool | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    ends_at: datetime | None = None
    harm: str = ""
    harm_words: str = ""
    telling: str = ""
    note: str = ""
    next_step: str = ""


def senior_request(viewer: Actor, request_id: UUID, *, now: datetime) -> SeniorPage:
    """Answer what is asked of a senior person: to whoever asked, and to those who may decide.

    Raises:
        NotPermitted: Neither.
        Refused: ``senior.not_found``.
    """
    require(viewer, PERMISSIONS, "senior.decide")
    rows = SeniorRequest.objects.select_related(
        "asked_by", "organisation", "decision__decided_by", "decision__opening"
    )
    asked = rows.filter(pk=request_id).first()
    if asked is None:
        raise Refused("senior.not_found", "That is not here.", next_step="Open it from Messages.")
    mine = asked.asked_by_id == viewer.user_id
    if not mine:
        check_may_decide(viewer, asked, now)
    decided = getattr(asked, "decision", None)
    page = _asked(asked, mine=mine, now=now)
    if decided is None:
        return SeniorPage(**page, may_decide=not mine)
    return SeniorPage(**page, may_decide=False, **_decided(decided, page["category"], now))


def open_request(
    viewer: Actor, person_id: UUID, *, purpose: Purpose, category: Category
) -> UUID | None:
    """Answer the viewer's own request that nobody has answered yet."""
    waiting = SeniorRequest.objects.filter(
        person_id=person_id,
        asked_by_id=viewer.user_id,
        purpose=purpose,
        category=category,
        decision=None,
    )
    return waiting.values_list("pk", flat=True).first()


def _asked(asked: SeniorRequest, *, mine: bool, now: datetime) -> dict[str, Any]:
    policy = policy_at(now)
    category, purpose = Category(asked.category), Purpose(asked.purpose)
    seniors = seniors_on_duty(category, now=now, but=asked.asked_by_id) if mine else []
    return {
        "id": asked.id,
        "person_id": standing_key(asked.person_id),
        "purpose": purpose,
        "purpose_words": policy.purposes[purpose].words,
        "category": category,
        "category_title": policy.categories[category].title,
        "need": asked.need,
        "asked_by": asked.asked_by.display_name,
        "role": ROLE_LABELS[Role(asked.asked_as)],
        "organisation": asked.organisation.short_name,
        "asked_at": asked.asked_at,
        "mine": mine,
        "seniors": tuple(seniors),
    }


def _decided(decided: SeniorDecision, category: Category, now: datetime) -> dict[str, Any]:
    whom = policy_at(now).categories[category].ask
    return {
        "allowed": decided.opening is not None,
        "decided_by": decided.decided_by.display_name,
        "decided_at": decided.decided_at,
        "ends_at": decided.opening.ends_at if decided.opening else None,
        "harm": HARMS[decided.harm],
        "harm_words": decided.harm_words,
        "telling": TELLING.get(decided.telling, ""),
        "note": decided.note,
        "next_step": f"Ask {whom}. If you cannot agree, the information governance leads of both "
        "organisations decide.",
    }
