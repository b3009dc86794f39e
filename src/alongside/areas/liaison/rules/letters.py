"""Reads one e-mail as a question: who sent it, what it asks, and what is left out of it.

Standard library only. Whatever a message holds, it is read or refused, never half taken.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any, Final

from alongside.areas.liaison.rules.question_words import LONGEST_SUBJECT, LONGEST_WORDS
from alongside.foundation.reference.who_somebody_is import tells_who
from alongside.kernel.local_time import to_utc
from alongside.kernel.refusal import Refused

MOST_BYTES: Final = 256 * 1024
MOST_NAMED: Final = 20
OLDEST: Final = timedelta(days=30)
QUOTE: Final = re.compile(
    r"^\s*(>|-{2,}\s*(original|forwarded) message|on\b.{4,200}\bwrote:\s*$|from:\s.+@|_{10,}\s*$)",
    re.IGNORECASE,
)
SIGNATURE: Final = re.compile(r"^-- ?$")
ADDRESS: Final = re.compile(r"[^@\s<>\"',;:]{1,64}@[^@\s<>\"',;:]{1,190}")
BREAKS: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
UNSEEN: Final = frozenset({"script", "style", "head", "title"})
UNREADABLE: Final = (LookupError, ValueError, TypeError, AttributeError)
"""What the standard library raises for messages that break the rules of mail."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, read.

    Attributes:
        key: Stands for its Message-ID, so that it is taken once.
        sender: The address to answer to.
        subject: In one line.
        words: What it asks, without quotes and signature; empty where held back.
        attachments: Names of what came with it; none is kept.
        sent_at: When it says it was sent; ``None`` where that cannot be so.
        held_for: Kinds of what could tell who somebody is; its words are held back where any is.
    """

    key: str
    sender: str
    subject: str
    words: str
    attachments: tuple[str, ...]
    sent_at: datetime | None
    held_for: tuple[str, ...] = ()


def read_letter(raw: bytes, *, now: datetime) -> Letter:
    """Read one message.

    Args:
        raw: The message as it lies in the mailbox.
        now: A date after this, or long before it, is not believed.

    Raises:
        Refused: ``letter.large``, ``letter.unreadable``, ``letter.automatic``, ``letter.no_id``,
            ``letter.no_sender``, ``letter.no_words`` or ``letter.long``.
    """
    if len(raw) > MOST_BYTES:
        raise Refused("letter.large", f"It is larger than {MOST_BYTES // 1024} KB.")
    try:
        message = message_from_bytes(raw, policy=policy.default)
        return _read(message, now=now)
    except UNREADABLE:
        raise Refused("letter.unreadable", "It could not be read as an e-mail.") from None


def _read(message: EmailMessage, *, now: datetime) -> Letter:
    if str(message.get("Auto-Submitted", "no")).strip().lower() != "no":
        raise Refused("letter.automatic", "It is an automatic reply.")
    message_id = str(message.get("Message-ID", "")).strip()
    if not message_id:
        raise Refused("letter.no_id", "It has no Message-ID, so it could be taken twice.")
    words = own_words(_body(message))
    subject = " ".join(str(message.get("Subject", "")).split()) or words.partition("\n")[0]
    if not words:
        raise Refused("letter.no_words", "It has no words of its own.")
    if len(words) > LONGEST_WORDS:
        raise Refused("letter.long", f"It has more than {LONGEST_WORDS} letters.")
    names = tuple(_names(message))
    letter = Letter(
        key=sha256(message_id.encode()).hexdigest(),
        sender=_sender(message),
        subject=_one_line(subject),
        words=words,
        attachments=names,
        sent_at=_sent_at(message, now=now),
    )
    held_for = tells_who("\n".join([subject, words, *names]))
    return _held_back(letter, held_for) if held_for else letter


def _held_back(letter: Letter, held_for: tuple[str, ...]) -> Letter:
    """Keep that it came and from whom, and nothing of what it said."""
    listed = " and ".join(held_for)
    words = (
        f"Held back: it looked as if it had {listed} in it, and e-mail is no place for that. "
        "Write to whoever sent it: ask again without saying who it is about."
    )
    return Letter(
        key=letter.key,
        sender=letter.sender,
        subject="Question by e-mail, held back",
        words=words,
        attachments=(),
        sent_at=letter.sent_at,
        held_for=held_for,
    )


def own_words(body: str) -> str:
    """Answer the words of a message up to its first quote or its signature."""
    kept: list[str] = []
    for line in body.splitlines():
        if QUOTE.match(line) or SIGNATURE.match(line):
            break
        kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def words_of_html(html: str) -> str:
    """Answer the words of a page, a line for each paragraph; nothing of how it looks."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(lines).strip()


class _Words(HTMLParser):
    """Collects words, and breaks lines where a page does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line, begin a quote as text does, or stop listening."""
        if tag in UNSEEN:
            self._unseen += 1
        if tag in BREAKS:
            self.parts.append("\n> " if tag == "blockquote" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """Listen again."""
        if tag in UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._unseen:
            self.parts.append(" ".join(data.split("\n")))


def _body(message: EmailMessage) -> str:
    part: Any = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    return words_of_html(content) if part.get_content_subtype() == "html" else content


def _names(message: EmailMessage) -> list[str]:
    """Answer what came with a message by name, each once."""
    parts = list(message.iter_attachments()) if message.is_multipart() else []
    named = (_one_line(part.get_filename() or "a part without a name") for part in parts)
    return list(dict.fromkeys(named))[:MOST_NAMED]


def _sender(message: EmailMessage) -> str:
    _, address = parseaddr(str(message.get("Reply-To") or message.get("From") or ""))
    if not ADDRESS.fullmatch(address):
        raise Refused("letter.no_sender", "It does not say who sent it.")
    return address.lower()


def _sent_at(message: EmailMessage, *, now: datetime) -> datetime | None:
    said: Any = getattr(message.get("Date"), "datetime", None)
    if said is None or said.tzinfo is None:
        return None
    sent = to_utc(said)
    return sent if now - OLDEST <= sent <= now else None


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
