"""Tell people of the guide: what waits for review, what came of it, and what has gone stale."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.liaison.actions.guide_review import PUBLISHED, SENT_BACK, stands
from alongside.areas.liaison.actions.guide_writing import SENT
from alongside.areas.liaison.models import GuideVersion
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.guide_states import CHASE_EVERY, VersionState, is_stale
from alongside.areas.liaison.rules.law_quotes import quoted
from alongside.areas.liaison.rules.roles import LEADS
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message, send
from alongside.kernel.local_time import local_date

STALE: Final = "liaison.guide_stale"
LAW_CHANGED: Final = "liaison.guide_law_changed"
LOOKED_EVERY: Final = timedelta(hours=6)


def chase_guide(now: datetime) -> int:
    """Send word of each page that is past its day, or quotes law that says something else now.

    Returns:
        How many there are.
    """
    today = local_date(now)
    rows = GuideVersion.objects.filter(state=VersionState.PUBLISHED).prefetch_related("quotes")
    chased = 0
    with transaction.atomic():
        for row in rows:
            if is_stale(row.review_again_on, today=today) and row.review_again_on is not None:
                weeks = (today - row.review_again_on) // CHASE_EVERY
                _chase(STALE, row, f"{row.review_again_on}:{weeks}", now=now)
                chased += 1
            for quote in row.quotes.all():
                law = quoted(quote.name, on=today)
                if law is not None and law.words[:120] != quote.said:
                    _chase(LAW_CHANGED, row, f"{quote.name}:{law.since}", now=now)
                    chased += 1
    return chased


def _chase(topic: str, row: GuideVersion, turn: str, *, now: datetime) -> None:
    send(topic, {"version": str(row.id)}, now=now, once_key=f"{topic}:{row.id}:{turn}")


def tell_of_stale(message: Message) -> None:
    """Tell who holds the post that owns a page, while it still stands."""
    row = _version(message)
    if not stands(row):
        return
    words = (
        "is past the day to look at it again"
        if message.topic == STALE
        else "quotes law that has changed"
    )
    _tell(message, row, [row.page.owner_id], f"{row.page.title} {words}")


def tell_of_review(message: Message) -> None:
    """Tell who holds the post asked that a version waits for them."""
    row = _version(message)
    if row.state == VersionState.IN_REVIEW and row.asked_id:
        _tell(message, row, [row.asked_id], f"To review for the guide: {row.page.title}")


def tell_of_outcome(message: Message) -> None:
    """Tell the author what came of their version, unless they did it themselves."""
    row = _version(message)
    back = message.topic == SENT_BACK
    words = "Sent back with comments" if back else "Published in the guide"
    if str(row.author_id) != message.payload["by"]:
        tell([row.author_id], message, title=f"{words}: {row.page.title}", link=_link(row))


def _tell(message: Message, row: GuideVersion, posts: list[UUID], title: str) -> None:
    # A post that nobody holds does not swallow the word: the leads hear it in its place.
    holders = list(holders_of(posts, now=message.now).values()) or holders_at(LEADS)
    tell(holders, message, title=title, link=_link(row))


def _link(row: GuideVersion) -> str:
    if stands(row):
        return reverse("liaison:guide_page", args=[row.page.slug])
    return reverse("liaison:guide_version", args=[row.page.slug, row.number])


def _version(message: Message) -> GuideVersion:
    return GuideVersion.objects.select_related("page").get(pk=UUID(message.payload["version"]))


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    SENT: tell_of_review,
    SENT_BACK: tell_of_outcome,
    PUBLISHED: tell_of_outcome,
    STALE: tell_of_stale,
    LAW_CHANGED: tell_of_stale,
}
"""Who delivers which topic."""
