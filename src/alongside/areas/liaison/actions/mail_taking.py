"""Take questions that came by e-mail: each message once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.question_writing import write_question
from alongside.areas.liaison.models import HubQuestion
from alongside.areas.liaison.rules.letters import Letter, read_letter
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import Channel
from alongside.areas.liaison.rules.roles import STAFF
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class MailTaken:
    """What became of the messages of a mailbox.

    Attributes:
        taken: How many became questions, those held back with them.
        held_back: How many of those were held back, for what could tell who somebody is.
        before: How many had been taken before.
        left: Why a message was left where it is, by the name of its file.
    """

    taken: int
    held_back: int
    before: int
    left: Mapping[str, str]


def take_mail(actor: Actor, messages: Mapping[str, bytes], *, now: datetime) -> MailTaken:
    """Make a question of each message that is new; what cannot be read is left and named.

    Each message is a transaction of its own: one that cannot be taken keeps back no other.

    Args:
        actor: Whose act it is.
        messages: By the name of the file they lie in.
        now: The server's instant.

    Raises:
        NotPermitted: The role takes no mail.
        Refused: ``question.no_post``.
    """
    require(actor, PERMISSIONS, "query.take_mail")
    taken = held_back = before = 0
    left: dict[str, str] = {}
    for name, raw in messages.items():
        try:
            letter = read_letter(raw, now=now)
        except Refused as refused:
            left[name] = refused.message
            continue
        if take_letter(actor, letter, now=now) is None:
            before += 1
            continue
        taken += 1
        held_back += bool(letter.held_for)
    return MailTaken(taken, held_back, before, left)


def take_letter(actor: Actor, letter: Letter, *, now: datetime) -> UUID | None:
    """Make a question of one message.

    Returns:
        The question; ``None`` where the message was taken before.

    Raises:
        NotPermitted: The role takes no mail.
        Refused: ``question.no_post``.
    """
    require(actor, PERMISSIONS, "query.take_mail")
    with transaction.atomic():
        if HubQuestion.objects.filter(mail_key=letter.key).exists():
            return None
        columns = {
            "subject": letter.subject,
            "words": letter.words,
            "channel": Channel.MAIL,
            "mail_from": letter.sender,
            "mail_key": letter.key,
            "attachments": "\n".join(letter.attachments),
            "asker_id": _known(letter.sender),
        }
        return write_question(
            actor, columns, begins="asked", asked_at=letter.sent_at or now, now=now
        )


def _known(address: str) -> UUID | None:
    """Answer whose address it is; ``None`` where it is nobody's here, or of more than one."""
    rows = User.objects.filter(email__iexact=address, is_active=True, roles_held__role__in=STAFF)
    found = list(rows.distinct().values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None
