"""The purpose a page is looked at for, carried in the address."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.picture.compose import purposes_for
from alongside.kernel.refusal import NotPermitted

REASONS = "look_reasons"


def allowed_purposes(request: DeskRequest) -> list[tuple[Purpose, str]]:
    """Answer the purposes the viewer may give, most usual first.

    Raises:
        NotPermitted: The role does not look at people at all.
    """
    every = purposes_for(request.actor, request.now)
    # Learning opens no record, so it is no reason to be asked for one.
    allowed: list[tuple[Purpose, str]] = [
        (purpose, words) for purpose, words in every if purpose is not Purpose.TRAINING
    ]
    if not allowed:
        raise NotPermitted(
            "not_permitted.no_purpose",
            "Your role does not look at people.",
            next_step="Ask somebody at the desk.",
        )
    return allowed


def given_purpose(request: DeskRequest) -> Purpose | None:
    """Answer the purpose in the address, when it is one the viewer may give."""
    given = request.GET.get("purpose", "")
    return next((purpose for purpose, _ in allowed_purposes(request) if purpose == given), None)


def purpose_or_usual(request: DeskRequest) -> Purpose:
    """Answer the purpose in the address, or the role's most usual one."""
    return given_purpose(request) or allowed_purposes(request)[0][0]


def person_address(person_id: UUID, purpose: Purpose, name: str = "people:person") -> str:
    """Answer the address of a page about a person, with the purpose."""
    return f"{reverse(name, args=[person_id])}?{urlencode({'purpose': purpose})}"


def keep_reason(request: Any, person_id: UUID, reason: str) -> None:
    """Keep the viewer's own words for the next look; they never go into an address."""
    request.session[REASONS] = {str(person_id): reason}


def kept_reason(request: Any, person_id: UUID) -> str:
    """Answer, once, the viewer's own words for this look."""
    reasons: dict[str, str] = request.session.get(REASONS, {})
    if str(person_id) not in reasons:
        return ""
    del request.session[REASONS]
    return reasons[str(person_id)]
