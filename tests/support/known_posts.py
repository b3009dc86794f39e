"""What addresses of posts name: a post somebody holds, what it owes, and its handover."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.liaison.actions.agreeing import NewAgreed, agree_action
from alongside.areas.liaison.actions.handovers import Prepared, prepare_handover, start_handover
from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.rules.agreed import Origin
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date

if TYPE_CHECKING:
    from tests.support.known import Known

WEEK: Final = timedelta(days=7)


def _post(known: "Known") -> UUID:
    lead, now = known.county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    post = open_post(lead, lead.organisation_id, PostEntry("Liaison lead"), now=now - WEEK)
    hold_post(lead, post, lead.user_id, from_at=now - WEEK, now=now - WEEK)
    return post


def _action(known: "Known") -> UUID:
    lead, now = known.county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    new = NewAgreed(
        "Put the side door on the map.",
        UUID(str(known["post"])),
        local_date(now) + WEEK,
        Origin.PROMISE,
        why="Two crews stood at the front door.",
    )
    return agree_action(lead, new, now=now - WEEK)


def _handover(known: "Known") -> UUID:
    lead, now = known.county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    made = start_handover(lead, UUID(str(known["post"])), now=now)
    successor = known.county.actor("imogen_speight").user_id
    prepare_handover(lead, made, Prepared(successor, now + WEEK, "Keep the tea."), now=now)
    return made


POSTS: Final[Mapping[str, Callable[["Known"], object]]] = {
    "post": _post,
    "action": _action,
    "handover": _handover,
}
