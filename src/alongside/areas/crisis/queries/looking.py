"""Keeps who was shown what, once for each stretch of watching."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.cache import cache

from alongside.engines.sharing import default_purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor

WATCH_SECONDS = 15 * 60


def log_look(
    viewer: Actor, page: str, subject: Ref, *, also: Iterable[Ref] = (), now: datetime
) -> None:
    """Keep that somebody opened one record."""
    entry = Entry(
        Op.CONSULTATION,
        page,
        subject,
        also=tuple(also),
        why=Why(purpose=default_purpose(viewer.role)),
    )
    record_look(viewer, entry, now=now)


def log_list(viewer: Actor, page: str, shown: Iterable[Ref], *, now: datetime) -> None:
    """Keep each record a list showed, the first time in each quarter of an hour of watching.

    A board that refreshes itself every few seconds shows the same lines again and again; what
    the log has to say is that this person saw this record from this time on. The memory is each
    web process's own, so a record may be logged more often than that, never less.
    """
    stretch = int(now.timestamp()) // WATCH_SECONDS
    key = f"shown:{viewer.session or viewer.user_id}:{page}:{stretch}"
    seen: set[tuple[str, UUID]] = cache.get(key) or set()
    fresh = tuple(ref for ref in shown if (ref.kind, ref.id) not in seen)
    if not fresh:
        return
    entry = Entry(
        Op.CONSULTATION,
        page,
        also=fresh,
        fields=("identity", "risk"),
        why=Why(purpose=default_purpose(viewer.role)),
    )
    record_look(viewer, entry, now=now)
    cache.set(key, seen | {(ref.kind, ref.id) for ref in fresh}, timeout=WATCH_SECONDS)
