"""One question with its story, for whoever asked and whoever answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import HubQuestion, QuestionFeedback, SearchEntry
from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.queries.promises import promise_at
from alongside.areas.liaison.queries.question_rows import (
    QuestionLine,
    line_of,
    may_answer,
    question_for,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import (
    BY_ANSWERER,
    CHANNEL_WORDS,
    EVENT_WORDS,
    OPEN_STATES,
    Channel,
    QuestionState,
    may_be_said,
)
from alongside.areas.people.queries import PersonLabel, labels
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.addresses import person_page
from alongside.foundation.picture.compose import look_at, purposes_for
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One entry of a question's story.

    Attributes:
        words: Empty where they are held back.
        post: To which post it was handed on; otherwise empty.
    """

    kind: str
    kind_words: str
    words: str
    by: str
    at: datetime
    post: str


@dataclass(frozen=True, slots=True)
class AboutLine:
    """Whom a question is about.

    Attributes:
        name: How they are named; empty where that may not be shown to this viewer.
        href: Their page for this purpose; empty where ``name`` is.
        purpose_words: Why it was told.
    """

    name: str
    href: str
    purpose_words: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What whoever asked said of the answer."""

    helped: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question.

    Attributes:
        words: All that was asked; empty where held back, or closed by what was found.
        held_back: Whether words are held back, as the person's name is.
        about: Whom it is about, or ``None``.
        found_title: Title of what was found that answered it; empty otherwise.
        may_say: Codes of what this viewer may say of it now.
        may_link: Whether this viewer may say whom it is about.
        asks_feedback: Whether to ask this viewer if it helped.
        mine: Whether this viewer asked it.
        answered_here: Whether this viewer may answer it.
    """

    line: QuestionLine
    version: int
    words: str
    held_back: bool
    about: AboutLine | None
    channel_words: str
    reply_to: str
    attachments: tuple[str, ...]
    promise_words: str
    answers_words: str
    found_title: str
    story: tuple[SaidLine, ...]
    may_say: tuple[str, ...]
    may_link: bool
    asks_feedback: bool
    feedback: Feedback | None
    mine: bool
    answered_here: bool
    may_propose: bool


def question_page(viewer: Actor, question_id: UUID, *, now: datetime) -> QuestionPage:
    """Answer one question, and log the look where it is about somebody.

    Where the sharing decision does not show the viewer who it is about, neither the name nor any
    words are shown.

    Raises:
        NotPermitted: The role asks and answers none.
        Refused: ``question.not_found``.
    """
    require(viewer, PERMISSIONS, "query.see_own")
    row = question_for(viewer, question_id, now=now)
    about = _about(viewer, row, now=now)
    held_back = about is not None and not about.name
    answers = may_answer(viewer, row, now=now)
    feedback = QuestionFeedback.objects.filter(question=row).first()
    mine = row.asker_id == viewer.user_id and row.channel != Channel.CALLER
    open_now = row.state in OPEN_STATES
    return QuestionPage(
        line=line_of(row, now=now),
        version=row.version,
        words="" if held_back else row.words,
        held_back=held_back,
        about=about,
        channel_words=CHANNEL_WORDS[Channel(row.channel)],
        reply_to=_reply_to(row) if answers else "",
        attachments=tuple(row.attachments.splitlines()),
        promise_words=promise_at(row.asked_at).words(urgent=row.urgent),
        answers_words=answers_now([row.post_id], now=now)[row.post_id].words,
        found_title=_found_title(row),
        story=_story(row, held_back=held_back, answers=answers),
        may_say=() if held_back else _may_say(row, answers=answers),
        may_link=open_now
        and row.person_id is None
        and holds(viewer, PERMISSIONS, "query.ask_about_person"),
        asks_feedback=mine and not open_now and feedback is None,
        feedback=Feedback(feedback.helped, feedback.words) if feedback else None,
        mine=row.asker_id == viewer.user_id,
        answered_here=answers,
        may_propose=row.person_id is None and holds(viewer, PERMISSIONS, "knowledge.write"),
    )


def _about(viewer: Actor, row: HubQuestion, *, now: datetime) -> AboutLine | None:
    """Ask the sharing decision whether this viewer may know who it is, and log the look."""
    person_id: UUID | None = row.person_id
    if person_id is None:
        return None
    asked_for = Purpose(row.purpose)
    given = dict(purposes_for(viewer, now))
    # A lead looks for what the question was put for; where their role gives no such purpose, for
    # their own most usual one.
    purpose = asked_for if asked_for in given or not given else next(iter(given))
    shown: PersonLabel | None = look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: labels(viewer, [person_id], now=now).get(person_id),
        purpose=purpose,
        now=now,
    )
    return AboutLine(
        shown.full if shown else "",
        person_page(person_id, purpose) if shown else "",
        given.get(purpose, ""),
    )


def _reply_to(row: HubQuestion) -> str:
    """Say how to reach whoever asked, where the answer does not reach them here."""
    if row.channel == Channel.CALLER:
        return str(row.caller_phone)
    return str(row.mail_from) if row.asker_id is None else ""


def _found_title(row: HubQuestion) -> str:
    if row.found_id is None:
        return ""
    found = SearchEntry.objects.filter(kind=row.found_kind, entry_id=row.found_id).first()
    return found.title if found else "an answer that has been taken out since"


def _story(row: HubQuestion, *, held_back: bool, answers: bool) -> tuple[SaidLine, ...]:
    """Answer what was said; notes are among those who answer."""
    said = row.events.select_related("by", "post").order_by("sequence")
    return tuple(
        SaidLine(
            one.kind,
            EVENT_WORDS[one.kind],
            "" if held_back else one.words,
            one.by.display_name,
            one.at,
            one.post.title if one.post else "",
        )
        for one in (said if answers else said.exclude(kind="noted"))
    )


def _may_say(row: HubQuestion, *, answers: bool) -> tuple[str, ...]:
    said = may_be_said(QuestionState(row.state))
    return tuple(kind for kind in said if answers or kind not in BY_ANSWERER)


@dataclass(frozen=True, slots=True)
class Linking:
    """What saying whom a question is about needs: the question, and why one may."""

    number: int
    subject: str
    purposes: tuple[tuple[Purpose, str], ...]


def may_link_person(viewer: Actor, question_id: UUID, *, now: datetime) -> Linking:
    """Answer what somebody needs who is about to say whom a question is about.

    Raises:
        NotPermitted: The role asks about nobody.
        Refused: ``question.not_found`` or ``question.about_already``.
    """
    require(viewer, PERMISSIONS, "query.ask_about_person")
    row = question_for(viewer, question_id, now=now)
    if row.person_id is not None:
        raise Refused("question.about_already", "This question is about somebody already.")
    purposes = tuple(purposes_for(viewer, now))
    if not purposes:
        raise NotPermitted("not_permitted.no_purpose", "Your role does not look at people.")
    return Linking(row.number, row.subject, purposes)
