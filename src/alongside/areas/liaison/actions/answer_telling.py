"""Tells who has to know of an answer: to look it over, that it was, or that its day has come."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.liaison.actions.answer_reviewing import LOOKED_OVER
from alongside.areas.liaison.actions.proposing import PROPOSED
from alongside.areas.liaison.models import AnswerVersion, KnowledgeAnswer
from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.rules.answer_states import VersionState
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message, send
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date

STALE: Final = "liaison.answer_stale"
EVERY: Final = timedelta(hours=6)
READERS: Final = (Role.LIAISON_LEAD, Role.INFORMATION_GOVERNANCE)
"""Asked first to look something over; others who may can find it on the list."""


def tell_of_proposal(message: Message) -> None:
    """Ask a second person to look over what was written."""
    row = KnowledgeAnswer.objects.get(pk=UUID(message.payload["answer"]))
    if not row.versions.filter(state=VersionState.PROPOSED).exists():
        return
    others = [user for user in holders_at(READERS) if str(user) != message.payload["by"]]
    link = reverse("liaison:answer_review", args=[row.id])
    tell(others, message, title="An answer for others to find waits to be looked over", link=link)


def tell_of_review(message: Message) -> None:
    """Tell who wrote it what became of it."""
    version = AnswerVersion.objects.get(pk=UUID(message.payload["version"]))
    out = version.state != VersionState.RETURNED
    said = "An answer you wrote can be found now" if out else "An answer you wrote was sent back"
    link = reverse("liaison:answer", args=[version.answer_of_id])
    tell([version.written_by_id], message, title=said, link=link)


def tell_of_stale(message: Message) -> None:
    """Ask whoever answers for its post now whether an answer is still right."""
    row = KnowledgeAnswer.objects.get(pk=UUID(message.payload["answer"]))
    if str(row.look_again_on) != message.payload["on"]:
        return
    answers = answers_now([row.owner_id], now=message.now)[row.owner_id]
    link = reverse("liaison:answer", args=[row.id])
    tell(answers.user_ids, message, title="Is this answer still right? Its day has come", link=link)


def chase_answers(now: datetime) -> int:
    """Ask once about each published answer whose day to be looked at again has come.

    Returns:
        How many are due.
    """
    due = KnowledgeAnswer.objects.filter(look_again_on__lte=local_date(now))
    with transaction.atomic():
        rows = list(due.order_by("pk").values_list("pk", "look_again_on"))
        for answer_id, on in rows:
            told = {"answer": str(answer_id), "on": str(on)}
            send(STALE, told, now=now, once_key=f"{STALE}:{answer_id}:{on}")
    return len(rows)


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    PROPOSED: tell_of_proposal,
    LOOKED_OVER: tell_of_review,
    STALE: tell_of_stale,
}
"""Who delivers which topic."""
