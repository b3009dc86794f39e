"""What the pages that ask need to know: the promise, who answers, and about whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.queries.answers import quoted
from alongside.areas.liaison.queries.promises import first_asked, promise_at
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.promises import Promise
from alongside.areas.people.queries import labels
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.addresses import person_page
from alongside.foundation.picture.compose import look_at, purposes_for
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import NotPermitted


@dataclass(frozen=True, slots=True)
class AskingPage:
    """What the page that asks shows.

    Attributes:
        answers_words: Who answers now.
        for_caller: Whether the viewer may ask for somebody who rang.
        may_name: Whether the viewer may say afterwards whom it is about.
        quoted: Words to begin with, where it is about an answer that was found.
    """

    promise: Promise
    answers_words: str
    for_caller: bool
    may_name: bool
    quoted: str


@dataclass(frozen=True, slots=True)
class AskingAbout:
    """What the page that asks about somebody shows.

    Attributes:
        name: Who it is about.
        purpose: Why the viewer looks.
        purposes: Those they may choose from, with words.
        back: Their page.
    """

    promise: Promise
    name: str
    purpose: Purpose
    purposes: Sequence[tuple[Purpose, str]]
    back: str


def asking_page(viewer: Actor, *, answer_id: UUID | None, now: datetime) -> AskingPage:
    """Answer what somebody about to ask needs to know.

    Raises:
        NotPermitted: The role asks nothing here.
        Refused: ``question.no_post``.
    """
    require(viewer, PERMISSIONS, "query.ask")
    post = first_asked(now)
    return AskingPage(
        promise=promise_at(now),
        answers_words=answers_now([post], now=now)[post].words,
        for_caller=holds(viewer, PERMISSIONS, "query.ask_for_caller"),
        may_name=holds(viewer, PERMISSIONS, "query.ask_about_person"),
        quoted=quoted(viewer, answer_id) if answer_id else "",
    )


def asking_about(
    viewer: Actor, person_id: UUID, *, purpose: Purpose | None, now: datetime
) -> AskingAbout:
    """Answer what somebody about to ask about a person needs to know, and log the look.

    Args:
        viewer: Who asks.
        person_id: About whom.
        purpose: Why; their most usual purpose for ``None`` or one they may not give.
        now: The server's instant.

    Raises:
        NotPermitted: The role asks about nobody, or who it is may not be shown.
    """
    require(viewer, PERMISSIONS, "query.ask_about_person")
    purposes = purposes_for(viewer, now)
    given = [one for one, _ in purposes]
    if not given:
        raise NotPermitted("not_permitted.no_purpose", "Your role does not look at people.")
    chosen = purpose if purpose in given else given[0]
    label = look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: labels(viewer, [person_id], now=now).get(person_id),
        purpose=chosen,
        now=now,
    )
    if label is None:
        raise NotPermitted(
            "sharing.withheld",
            "Who this is may not be shown for this purpose.",
            next_step="Ask about the process instead, without saying who it is.",
        )
    return AskingAbout(
        promise_at(now), label.full, chosen, purposes, person_page(person_id, chosen)
    )
