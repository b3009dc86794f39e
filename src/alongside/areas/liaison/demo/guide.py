"""Fills the practice guide and the library of good practice in the fictional county.

The pages are files beside this one. A later version is the one before with some words changed,
so that two versions can be compared.
"""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions import guide_review
from alongside.areas.liaison.actions.guide_reading import say_read
from alongside.areas.liaison.actions.guide_writing import (
    DraftWords,
    PageHead,
    begin_page,
    save_draft,
    send_for_review,
    take_up,
)
from alongside.areas.liaison.actions.practice import (
    NewNote,
    NewTrial,
    Result,
    add_note,
    keep_note,
    say_tried,
)
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.rules.guide_states import PageKind
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
WRITING: Final = timedelta(days=5)
"""How long a version is written and reviewed before it stands."""
LOOK_AGAIN: Final = 365
READERS: Final = {"officer": 5, "nurse": 4, "amhp": 2, "supervisor": 3}
"""Who reads the guide, and one in how many pages they have not read yet."""
Told = Mapping[str, Any]


def fill(cast: HubCast, *, now: datetime) -> None:
    """Make two years of it."""
    pages = sorted(
        (one for one in files(__package__).joinpath("guide_pages").iterdir()),
        key=lambda one: one.name,
    )
    for place, page in enumerate(pages):
        _write_page(cast, tomllib.loads(page.read_text(encoding="utf-8")), place, now=now)
    notes = files(__package__).joinpath("practice_notes.toml").read_text(encoding="utf-8")
    for note in tomllib.loads(notes)["note"]:
        _add_note(cast, note, now=now)


def _write_page(cast: HubCast, told: Told, place: int, *, now: datetime) -> None:
    first, *later = told["version"]
    head = PageHead(
        title=told["title"],
        section=told["section"],
        kind=PageKind(told["kind"]),
        owner_id=cast.posts[told["owner"]],
        must_read=frozenset(Role(role) for role in told["must_read"]),
    )
    begun = begin_page(cast.lead, head, now=_begun_at(first, now))
    said = DraftWords(first["text"].strip(), first["said_as"], first["why"])
    stands = _carry_on(cast, begun, said, first, now=now)
    for step in later:
        begun = take_up(cast.lead, begun, now=_begun_at(step, now))
        said = DraftWords(_changed(said.markdown, step["changes"]), said.said_as, step["why"])
        stands = _carry_on(cast, begun, said, step, now=now) or stands
    if stands is not None:
        _read(cast, stands, place, now=now)


def _carry_on(
    cast: HubCast, version_id: UUID, said: DraftWords, step: Told, *, now: datetime
) -> UUID | None:
    """Write a version and take it as far as the story says; answer it where it stands."""
    at = _begun_at(step, now)
    save_draft(cast.lead, version_id, said, version=1, now=at + DAY)
    state = step.get("state", "published")
    if state == "draft":
        return None
    asked = cast.posts[step.get("asked", "police_mh_lead")]
    send_for_review(cast.lead, version_id, asked_id=asked, now=at + 2 * DAY)
    for number, (who, words) in enumerate(step.get("comments", ()), start=1):
        said_at = at + (2 + number) * DAY
        guide_review.comment(getattr(cast, who), version_id, words, now=min(said_at, now))
    if state == "in_review":
        return None
    stood_at = at + WRITING
    again = local_date(stood_at) + timedelta(days=step.get("review_after", LOOK_AGAIN))
    reviewer: Actor = getattr(cast, step["reviewer"])
    guide_review.publish(reviewer, version_id, review_again_on=again, now=stood_at)
    return version_id


def _begun_at(step: Told, now: datetime) -> datetime:
    """A version's days are those since it stood, or since it was begun where it does not."""
    begun = now - timedelta(days=step["days_ago"], hours=3)
    return begun if "state" in step else begun - WRITING


def _changed(markdown: str, changes: list[list[str]]) -> str:
    for old, new in changes:
        if old not in markdown:
            raise LookupError(f"no page says: {old[:60]}")
        markdown = markdown.replace(old, new)
    return markdown


def _read(cast: HubCast, version_id: UUID, place: int, *, now: datetime) -> None:
    for number, (who, skipped) in enumerate(READERS.items()):
        if (place + number) % skipped:
            say_read(getattr(cast, who), version_id, now=now - timedelta(hours=place + number))


def _add_note(cast: HubCast, told: Told, *, now: datetime) -> None:
    by: Actor = getattr(cast, told["by"])
    at = now - timedelta(days=told["days_ago"])
    new = NewNote(
        title=told["title"],
        tried=told["tried"],
        place=told["place"],
        services=told["services"],
        result=_result(told),
        period=told.get("period", ""),
        said_as=told.get("said_as", ""),
        finding=told.get("finding", ""),
        ask_id=cast.posts[told["ask"]] if "ask" in told else None,
    )
    note = add_note(by, new, now=at)
    if told.get("state") == "added":
        return
    keep_note(cast.lead, note, now=at + DAY)
    for trial in told.get("trial", ()):
        tried = NewTrial(trial["services"], _result(trial))
        say_tried(getattr(cast, trial["by"]), note, tried, now=now - DAY * trial["days_ago"])


def _result(told: Told) -> Result:
    return Result(
        measured=told["measured"],
        how=told.get("how", ""),
        found=told["found"],
        counted=told.get("counted"),
        interval=told.get("interval", ""),
    )
