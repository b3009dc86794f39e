"""What somebody needs to raise a review: the posts to ask, and the times of a record."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.liaison.queries.posts import PostLine, open_posts
from alongside.areas.liaison.queries.record_facts import RecordTimes, record_source
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import holders_at
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

USUAL: Final = timedelta(days=14)
"""How long services usually have for their accounts."""


@dataclass(frozen=True, slots=True)
class Raising:
    """What a review can be raised with.

    Attributes:
        posts: Those that can be asked.
        due_on: The day accounts are usually due.
        record: The times of the record it is raised from, or ``None``.
        record_page: Address name of that record; empty where there is none.
    """

    posts: tuple[PostLine, ...]
    due_on: date
    record: RecordTimes | None
    record_page: str


def posts_to_ask(viewer: Actor, *, now: datetime) -> tuple[PostLine, ...]:
    """Answer the open posts whose service can be asked: not those of whoever runs reviews.

    Raises:
        NotPermitted: The role sees no posts.
    """
    writers = set(holders_at(PERMISSIONS["review.account"]))
    posts = open_posts(viewer, now=now)
    return tuple(one for one in posts if one.holder_id is None or one.holder_id in writers)


def raising_from(viewer: Actor, contact_id: UUID | None, *, now: datetime) -> Raising:
    """Answer what a review can be raised with, and keep the look at the record where there is one.

    Raises:
        NotPermitted: The role raises none, or the record is not shared with them.
        Refused: There is no such record.
    """
    require(viewer, PERMISSIONS, "review.raise")
    record = record_source().read(viewer, contact_id, now) if contact_id else None
    return Raising(
        posts=posts_to_ask(viewer, now=now),
        due_on=local_date(now) + USUAL,
        record=record,
        record_page=record_source().page if record else "",
    )
