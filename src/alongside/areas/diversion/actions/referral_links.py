"""The signed link: made for one referral, opened with a code, answered, and closed."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from alongside.areas.diversion.actions.referral_writing import (
    Speaker,
    Statement,
    locked_referral,
    say,
)
from alongside.areas.diversion.actions.referring import side_of
from alongside.areas.diversion.models import Referral, ReferralEvent, ReferralLink
from alongside.areas.diversion.queries.referral_links import METHOD, SHUT, SIGNER, open_link
from alongside.areas.diversion.queries.referrals import CARE
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_links import (
    LINK_LASTS,
    hashed_word,
    locks,
    new_link_code,
    plain_code,
)
from alongside.areas.diversion.rules.referral_states import Side
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

WRONG_CODE: Final = Refused(
    "link.wrong_code",
    "That code is not right.",
    next_step="Check the six numbers you were given by phone. After 5 wrong tries the link closes.",
    field="code",
)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as it is shown once.

    Attributes:
        word: What stands in its address, signed.
        code: What is told by phone.
        expires_at: Until when it opens.
    """

    word: str
    code: str
    expires_at: datetime


def make_link(actor: Actor, referral_id: UUID, *, now: datetime) -> MadeLink:
    """Make a link for the service; one made before is closed.

    Raises:
        NotPermitted: The role may not, or the referral is another's.
        Refused: ``referral.ended``.
    """
    require(actor, PERMISSIONS, "referral.record")
    with transaction.atomic():
        referral = locked_referral(referral_id)
        side_of(actor, referral)
        if referral.ended_at is not None:
            raise Refused("referral.ended", "This referral has ended, so there is nothing to ask.")
        _close_open(referral, "replaced", now)
        word, code = secrets.token_urlsafe(24), new_link_code(secrets.choice)
        link = ReferralLink.objects.create(
            referral=referral,
            hashed=hashed_word(word),
            code_hashed=make_password(code),
            made_by_id=actor.user_id,
            made_at=now,
            expires_at=now + LINK_LASTS,
        )
        _record(actor, Op.CONFIGURATION, "make_referral_link", link, now=now)
    return MadeLink(SIGNER.sign(word), code, link.expires_at)


def close_link(actor: Actor, referral_id: UUID, *, now: datetime) -> None:
    """Close the link of a referral, so that it opens nothing from now on.

    Raises:
        NotPermitted: The role may not, or the referral is another's.
    """
    require(actor, PERMISSIONS, "referral.record")
    with transaction.atomic():
        referral = locked_referral(referral_id)
        side_of(actor, referral)
        for link in _close_open(referral, "closed", now):
            _record(actor, Op.CONFIGURATION, "close_referral_link", link, now=now)


def _close_open(referral: Referral, why: str, now: datetime) -> list[ReferralLink]:
    links = list(referral.links.select_for_update().filter(closed_at=None))
    for link in links:
        link.closed_at, link.closed_why = now, why
        link.save(update_fields=["closed_at", "closed_why"])
    return links


def try_link_code(signed: str, typed: str, *, now: datetime) -> UUID:
    """Answer which link somebody opens with the code they were told.

    A wrong try is counted and kept; after five the link closes.

    Raises:
        Refused: ``link.shut`` or ``link.wrong_code``.
    """
    with transaction.atomic():
        link = open_link(signed, now=now, lock=True)
        right = check_password(plain_code(typed), link.code_hashed)
        if right:
            link.opened_at = link.opened_at or now
            link.save(update_fields=["opened_at"])
        else:
            link.wrong_tries += 1
            if locks(link.wrong_tries):
                link.closed_at, link.closed_why = now, "locked"
            link.save(update_fields=["wrong_tries", "closed_at", "closed_why"])
        outcome = "done" if right else "refused"
        _record(None, Op.LOGIN, "try_referral_code", link, now=now, outcome=outcome)
    if not right:
        raise SHUT if link.closed_at else WRONG_CODE
    return link.id


def answer_by_link(
    signed: str,
    said: Statement,
    *,
    name: str,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Take a service's answer by its link, once however often it is sent.

    Args:
        signed: The word in the address; whoever calls has checked the code.
        said: What is said.
        name: Who says it, with their post.
        now: The server's instant.
        request_key: The form's own key.

    Raises:
        Refused: ``link.shut``, ``link.nameless``, or what does not fit where it stands.
    """
    if not name.strip():
        raise Refused("link.nameless", "Give your name and your post.", field="name")
    try:
        with transaction.atomic():
            referral = locked_referral(open_link(signed, now=now).referral_id)
            link = open_link(signed, now=now)  # it may have been closed while others wrote
            if _sent_before(link, request_key):
                return
            speaker = Speaker(Side.SERVICE, name.strip(), link_id=link.id)
            say(referral, speaker, said, now=now, request_key=request_key)
            fields = (said.kind, *sorted(said.facts))
            _record(None, Op.ALTERATION, "answer_by_link", link, now=now, fields=fields)
    except IntegrityError:
        if not ReferralEvent.objects.filter(request_key=request_key).exists():
            raise


def _sent_before(link: ReferralLink, request_key: UUID | None) -> bool:
    sent = ReferralEvent.objects.filter(link=link, request_key=request_key)
    return request_key is not None and sent.exists()


def _record(
    actor: Actor | None,
    op: Op,
    what: str,
    link: ReferralLink,
    *,
    now: datetime,
    outcome: str = "done",
    fields: tuple[str, ...] = (),
) -> None:
    entry = Entry(
        op,
        f"diversion.{what}",
        Ref("referral_link", link.id),
        also=(Ref("referral", link.referral_id),),
        fields=fields,
        why=Why(purpose=CARE, method=METHOD),
        outcome=outcome,
    )
    record(actor, entry, now=now)
