"""Every key one person has been written about under, so that the log is read across them all.

Entries of the log are never edited. When two records turn out to be one person's, entries about
either stay where they are, and whoever asks about the person is answered from both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import Q

from alongside.foundation.audit.models import AuditSubject


@dataclass(frozen=True, slots=True)
class KeySpan:
    """A key, and the time in which what was written under it was about the person.

    Attributes:
        key: The key.
        since: From when; ``None`` for always.
        until: Until when; ``None`` for still.
    """

    key: UUID
    since: datetime | None = None
    until: datetime | None = None


PERSON: Final = "person_id"
"""What an action calls the person it is about."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
KeysOf = Callable[[UUID], tuple[KeySpan, ...]]
Standing = Callable[[UUID], UUID]
_KEYS: list[KeysOf] = []
_STANDING: list[Standing] = []


def learn_keys_from(keys: KeysOf, standing: Standing) -> None:
    """Name who knows which keys are one person's. Called from ``config.wiring`` at start."""
    _KEYS[:], _STANDING[:] = [keys], [standing]


def keys_of(person_id: UUID) -> tuple[KeySpan, ...]:
    """Answer every key a person has been written about under, their own among them."""
    return _KEYS[0](person_id) if _KEYS else (KeySpan(person_id),)


def standing_key(person_id: UUID) -> UUID:
    """Answer the key that stands for a person now: their own, unless it was joined to another."""
    return _STANDING[0](person_id) if _STANDING else person_id


def for_standing_person(action: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Let an action that is given a ``person_id`` act on the record that stands for that person.

    Whoever opened a form, or holds a page open, before two records were joined saves where the
    next reader looks. A join in the very moment between this and the writing is followed up by
    ``people.follow_merges``.
    """
    place = list(signature(action).parameters).index(PERSON)

    @wraps(action)
    def acting(*given: Any, **named: Any) -> Answer:
        if PERSON in named:
            named[PERSON] = standing_key(named[PERSON])
        elif len(given) > place:
            given = (*given[:place], standing_key(given[place]), *given[place + 1 :])
        return action(*given, **named)

    return acting


def about_person(person_id: UUID) -> Q:
    """Answer the condition that finds entries of the log about a person, under any key."""
    spans = keys_of(person_id)
    if len(spans) == 1:
        return Q(seen__kind="person", seen__subject_id=spans[0].key)
    wanted = Q(subject_id__in=[span.key for span in spans if span.since is None])
    for span in spans:
        if span.since is not None:
            within = Q(subject_id=span.key, entry__at__gte=span.since)
            wanted |= within if span.until is None else within & Q(entry__at__lt=span.until)
    # By the entry, once, since one entry may name several of the keys.
    return Q(pk__in=AuditSubject.objects.filter(wanted, kind="person").values("entry_id"))
