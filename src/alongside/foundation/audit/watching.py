"""Keeps who was shown on a page that shows the same lines again and again, once for a while.

A board that refreshes itself every few seconds shows the same records; what the log has to say is
that somebody saw them from this time on. The memory of what was kept is each web process's own:
a record may be logged more often than once in a stretch, never less.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.cache import cache

from alongside.foundation.audit.record import Entry, record_look
from alongside.kernel.actor import Actor

WATCH_SECONDS: Final = 15 * 60


def record_watched(viewer: Actor, entry: Entry, *, now: datetime) -> None:
    """Keep each record an entry's list shows, once in each stretch of watching that page.

    Args:
        viewer: Who looks.
        entry: The page, and in ``also`` everybody it shows; those kept already are left out.
        now: The server's instant.
    """
    stretch = int(now.timestamp()) // WATCH_SECONDS
    key = f"shown:{viewer.session or viewer.user_id}:{entry.action}:{stretch}"
    seen: set[tuple[str, UUID]] = cache.get(key) or set()
    fresh = tuple(ref for ref in dict.fromkeys(entry.also) if (ref.kind, ref.id) not in seen)
    if not fresh:
        return
    record_look(viewer, replace(entry, also=fresh), now=now)
    cache.set(key, seen | {(ref.kind, ref.id) for ref in fresh}, timeout=WATCH_SECONDS)
