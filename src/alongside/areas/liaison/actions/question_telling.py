"""Tells whoever answers of a question, and whoever asked of what was said. Names nobody."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.models import HubQuestion
from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.rules.promises import is_late
from alongside.areas.liaison.rules.question_states import Channel, QuestionState
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message

PUT: Final = "liaison.question_put"
SAID_BACK: Final = "liaison.question_said_back"
LATE: Final = "liaison.question_late"

TO_WHO_ANSWERS: Final[Mapping[str, str]] = {
    "asked": "Question {} waits for an answer",
    "replied": "Question {}: a reply came",
    "reopened": "Question {} was opened again",
    "handed_on": "Question {} was handed on to you",
}
TO_WHO_ASKED: Final[Mapping[str, str]] = {
    "answered": "Your question {} is answered",
    "asked_back": "Question {}: we need to know more from you",
}


def tell_who_answers(message: Message) -> None:
    """Tell whoever answers for the post now, but for the one who did it."""
    row = _question(message)
    words = TO_WHO_ANSWERS[message.payload["kind"]]
    users = [user for user in _answer(row, message) if str(user) != message.payload["by"]]
    tell(users, message, title=words.format(row.number), link=_link(row), urgent=row.urgent)


def tell_who_asked(message: Message) -> None:
    """Tell whoever asked, where they have an account; by e-mail too where they asked by e-mail."""
    row = _question(message)
    if row.asker_id is None or str(row.asker_id) == message.payload["by"]:
        return
    title = TO_WHO_ASKED[message.payload["kind"]].format(row.number)
    mailed = row.urgent or row.channel == Channel.MAIL
    tell([row.asker_id], message, title=title, link=_link(row), urgent=mailed)


def tell_it_is_late(message: Message) -> None:
    """Tell whoever answers that a promise is broken, if it still is."""
    row = _question(message)
    if row.state == QuestionState.OPEN and is_late(row.promised_by, now=message.now):
        title = f"Question {row.number} is past its promise"
        tell(_answer(row, message), message, title=title, link=_link(row))


def _question(message: Message) -> HubQuestion:
    return HubQuestion.objects.get(pk=UUID(message.payload["question"]))


def _answer(row: HubQuestion, message: Message) -> tuple[UUID, ...]:
    return answers_now([row.post_id], now=message.now)[row.post_id].user_ids


def _link(row: HubQuestion) -> str:
    return reverse("liaison:question", args=[row.id])


DELIVERIES: Final[Mapping[str, Deliver]] = {
    PUT: tell_who_answers,
    SAID_BACK: tell_who_asked,
    LATE: tell_it_is_late,
}
