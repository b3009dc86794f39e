"""What addresses of questions to the hub name: a post that is asked, and two questions."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.liaison.actions.covering import NewCover, record_cover
from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.actions.questions import AboutPerson, NewQuestion, ask_question
from alongside.areas.liaison.models import PostHolding
from alongside.engines.sharing import Purpose
from alongside.kernel.actor import Role

if TYPE_CHECKING:
    from tests.support.known import Known


def _asked_post(known: "Known") -> UUID:
    """A post that the lead holds: one that is there, or a new one."""
    lead, now = known.county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    held = PostHolding.objects.filter(user_id=lead.user_id, until_at=None).first()
    if held is not None:
        return held.post_id
    post = open_post(lead, lead.organisation_id, PostEntry("Asked first"), now=now)
    hold_post(lead, post, lead.user_id, from_at=now, now=now)
    return post


def _hub_question(known: "Known") -> UUID:
    """A question of a constable about the canary, which waits for the lead."""
    known["asked_post"]
    about = AboutPerson(known.person, Purpose.S136_TO_POLICE)
    asked = NewQuestion("May somebody keep their phone?", "They ask for it.", about=about)
    return ask_question(known.county.actor("ade_okafor"), asked, now=timezone.now())


def _hub_process(known: "Known") -> UUID:
    """A question about nobody, with a cover set meanwhile."""
    lead, now = known.county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    cover = NewCover(
        known["asked_post"],  # type: ignore[arg-type]
        now,
        now.replace(year=now.year + 1),
        by_user_id=known.county.actor("leila_farouk").user_id,
    )
    record_cover(lead, cover, now=now)
    asked = NewQuestion("Which door is open at night?", "All were locked.")
    return ask_question(known.county.actor("ade_okafor"), asked, now=now)


HUB_QUESTIONS: Final[Mapping[str, Callable[["Known"], object]]] = {
    "asked_post": _asked_post,
    "hub_question": _hub_question,
    "hub_process": _hub_process,
}
