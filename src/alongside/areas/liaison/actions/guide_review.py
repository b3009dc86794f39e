"""Look over a version of the guide, and let it stand, or take it down."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.guide_filing import file_page, take_out_page
from alongside.areas.liaison.actions.guide_rows import (
    audit_version,
    check_tells_nobody_to_ring,
    check_text,
    keep_quotes,
    locked_version,
    move,
    tell,
)
from alongside.areas.liaison.models import GuideVersion
from alongside.areas.liaison.rules.guide_states import (
    VersionState,
    check_other_eyes,
    check_review_day,
    next_state,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

SENT_BACK: Final = "liaison.guide_sent_back"
PUBLISHED: Final = "liaison.guide_published"


def comment(
    actor: Actor,
    version_id: UUID,
    words: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Say something of a version in review, to whoever wrote it and whoever reviews it.

    Raises:
        NotPermitted: The role neither writes nor publishes the guide.
        Refused: ``guide.state``, ``guide.no_comment`` or ``guide.tells_who``.
    """
    if not holds(actor, PERMISSIONS, "guide.write"):
        require(actor, PERMISSIONS, "guide.publish")
    _check_said(words)

    def work() -> UUID:
        row = locked_version(version_id)
        move(row, "comment", by=actor, now=now, words=words)
        audit_version(actor, "comment_on_guide", row, now=now, request_key=request_key)
        return row.id

    once(actor, request_key, work)


def send_back(actor: Actor, version_id: UUID, words: str, *, now: datetime) -> None:
    """Send a version back to be written further, and say why; its author is told.

    Raises:
        NotPermitted: The role does not publish the guide.
        Refused: ``guide.state``, ``guide.no_comment`` or ``guide.tells_who``.
    """
    require(actor, PERMISSIONS, "guide.publish")
    _check_said(words)
    with transaction.atomic():
        row = locked_version(version_id)
        move(row, "send_back", by=actor, now=now, words=words)
        audit_version(actor, "send_back_guide_draft", row, now=now)
        tell(SENT_BACK, row, actor, now=now)


def publish(actor: Actor, version_id: UUID, *, review_again_on: date, now: datetime) -> None:
    """Let a version stand in place of the one before, and be found.

    Raises:
        NotPermitted: The role does not publish the guide.
        Refused: ``guide.state``, ``guide.own_words``, ``guide.review_day``, or what
            ``check_text`` declines.
    """
    require(actor, PERMISSIONS, "guide.publish")
    with transaction.atomic():
        row = locked_version(version_id)
        next_state(row.state, "publish")
        check_other_eyes(row.author_id, actor.user_id)
        check_review_day(review_again_on, today=local_date(now))
        check_text(row.markdown)
        before = row.page.versions.filter(state=VersionState.PUBLISHED).first()
        if before is not None:
            before.ended_at = now
            move(before, "supersede", by=actor, now=now)
        row.reviewer_id, row.published_at = actor.user_id, now
        row.review_again_on = review_again_on
        move(row, "publish", by=actor, now=now)
        keep_quotes(row, now=now)
        file_page(row, now=now)
        audit_version(actor, "publish_guide_version", row, now=now)
        tell(PUBLISHED, row, actor, now=now)


def confirm(actor: Actor, version_id: UUID, *, review_again_on: date, now: datetime) -> None:
    """Say that a version still holds, law and all, and when to look at it again.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.state`` or ``guide.review_day``.
    """
    require(actor, PERMISSIONS, "guide.write")
    with transaction.atomic():
        row = locked_version(version_id)
        check_review_day(review_again_on, today=local_date(now))
        row.review_again_on = review_again_on
        move(row, "confirm", by=actor, now=now)
        keep_quotes(row, now=now)
        file_page(row, now=now)
        audit_version(actor, "confirm_guide_version", row, now=now)


def withdraw(actor: Actor, version_id: UUID, why: str, *, now: datetime) -> None:
    """Take down a page that holds no more; its versions stay to be read.

    Raises:
        NotPermitted: The role does not publish the guide.
        Refused: ``guide.state`` or ``guide.no_comment``.
    """
    require(actor, PERMISSIONS, "guide.publish")
    _check_said(why)
    with transaction.atomic():
        row = locked_version(version_id)
        row.ended_at = now
        move(row, "withdraw", by=actor, now=now, words=why)
        take_out_page(row.page)
        audit_version(actor, "withdraw_guide_version", row, now=now)


def stands(row: GuideVersion) -> bool:
    """Say whether a version is the one that holds."""
    return row.state == VersionState.PUBLISHED


def _check_said(words: str) -> None:
    if not words.strip():
        raise Refused("guide.no_comment", "Say what you mean in a line or two.", field="words")
    check_tells_nobody_to_ring(words, field="words")
