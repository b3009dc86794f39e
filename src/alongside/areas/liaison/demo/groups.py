"""Two years of two locality groups and the senior group above them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.agenda_setting import NewItem, bring_item, drop_item, move_item
from alongside.areas.liaison.actions.agreeing import NewAgreed
from alongside.areas.liaison.actions.deciding import agree_at_item, ask_senior, decide
from alongside.areas.liaison.actions.group_joining import add_member
from alongside.areas.liaison.actions.group_keeping import NewGroup, create_group, write_terms
from alongside.areas.liaison.actions.meeting_calling import NewMeeting, call_meeting
from alongside.areas.liaison.actions.minuting import (
    agree_minutes,
    correct_minutes,
    hold_meeting,
    note_attendance,
    save_minutes,
)
from alongside.areas.liaison.actions.papers import NewPaper, add_paper
from alongside.areas.liaison.actions.saying_of_actions import Saying, say_of_action
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.queries.group_members import posts_on
from alongside.areas.liaison.queries.meeting_page import MeetingPage, meeting_page
from alongside.areas.liaison.rules.agreed import Origin, Priority, Said
from alongside.areas.liaison.rules.meeting_words import Attended, ItemKind
from alongside.kernel.local_time import from_local, local_date

LENGTH: Final = timedelta(hours=1, minutes=30)
NOTICE: Final = timedelta(days=21)
"""How long before a meeting it is called."""


@dataclass
class _Story:
    """What has been made so far.

    Attributes:
        groups: By the keys of the file.
        held: The last meeting of each group, whose minutes wait to be agreed.
        to_do: Actions with the instant they are done and what shows it.
    """

    cast: HubCast
    told: dict[str, Any]
    now: datetime
    groups: dict[str, UUID]
    held: dict[str, UUID]
    to_do: list[tuple[datetime, UUID, str]]


def fill(cast: HubCast, *, now: datetime) -> None:
    """Make the groups, the meetings they held, one next week and one in preparation.

    Args:
        cast: Who plays.
        now: The demo's present.
    """
    text = files(__package__).joinpath("groups.toml").read_text("utf-8")
    story = _Story(cast, tomllib.loads(text), now, {}, {}, [])
    _make_groups(story)
    for one in sorted(story.told["meeting"], key=lambda one: -int(one["weeks_ago"])):
        _meet(story, one)
    _do(story, until=now)


def _make_groups(story: _Story) -> None:
    cast, since = story.cast, story.now - timedelta(days=728)
    for one in story.told["group"]:
        new = NewGroup(
            one["name"],
            one["kind"],
            senior_id=story.groups.get(one.get("senior", "")),
            chair_id=cast.posts[one["chair"]],
            minute_taker_id=cast.posts[one["minute_taker"]],
            quorum=one["quorum"],
            every_weeks=one["every_weeks"],
            standing=one["standing"],
        )
        group = story.groups[one["key"]] = create_group(cast.lead, new, now=since)
        for version in one["terms"]:
            at = since + timedelta(weeks=version["after_weeks"])
            write_terms(cast.lead, group, version["words"], why=version.get("why", ""), now=at)
        for post in one["members"]:
            day = local_date(since)
            add_member(cast.lead, group, cast.posts[post], since_on=day, now=since)


def _meet(story: _Story, told: dict[str, Any]) -> None:
    """Call a meeting, hold it where it lies in the past, and have the minutes before agreed."""
    cast, group = story.cast, story.groups[told["group"]]
    starts_at = _at(story.now, told["weeks_ago"], told["at"])
    called = min(starts_at - NOTICE, story.now)
    _do(story, until=called)
    new = NewMeeting(starts_at, starts_at + LENGTH, told["place"])
    meeting = call_meeting(cast.lead, group, new, now=called)
    for item in told.get("item", ()):
        _prepare(story, meeting, item, now=called)
    for paper in told.get("paper", ()):
        words = NewPaper(paper["title"], paper.get("words", ""), paper.get("link", ""))
        add_paper(cast.lead, meeting, words, now=called)
    if told.get("first"):
        page = meeting_page(cast.lead, meeting, now=called)
        wanted = next(one for one in page.items if one.title == told["first"])
        move_item(cast.lead, wanted.id, to=1, now=called)
    if starts_at < story.now:
        _hold(story, told, meeting, starts_at)


def _prepare(story: _Story, meeting: UUID, told: dict[str, Any], *, now: datetime) -> None:
    if told.get("from_due"):
        return
    item = NewItem(told["title"], told.get("why", ""))
    made = bring_item(story.cast.lead, meeting, item, now=now)
    if told.get("dropped"):
        drop_item(story.cast.lead, made, told["dropped"], now=now + timedelta(days=6))


def _hold(story: _Story, told: dict[str, Any], meeting: UUID, at: datetime) -> None:
    cast, group = story.cast, told["group"]
    written = at + timedelta(hours=1)
    _note_who(story, told, meeting, at)
    before = story.held.get(group)
    page = meeting_page(cast.lead, meeting, now=at)
    for item in told.get("item", ()):
        if not item.get("dropped"):
            _minute(story, page, item, now=written)
    _write_the_rest(story, page, told, now=written)
    hold_meeting(cast.lead, meeting, now=at + LENGTH)
    if before is not None:
        agree_minutes(cast.lead, before, meeting, now=at + LENGTH)
    story.held[group] = meeting
    if told.get("corrects") and before is not None:
        wrong = told["corrects"]
        correct_minutes(cast.lead, before, wrong["words"], why=wrong["why"], now=at + LENGTH)


def _note_who(story: _Story, told: dict[str, Any], meeting: UUID, at: datetime) -> None:
    group = story.groups[told["group"]]
    keys = {post: key for key, post in story.cast.posts.items()}
    members = posts_on([group], today=local_date(at))[group]
    away = set(told.get("apologies", ()))
    attended = {
        post: Attended.APOLOGIES if keys[post] in away else Attended.PRESENT for post in members
    }
    also = told.get("also", "")
    note_attendance(story.cast.lead, meeting, attended, also_there=also, now=at)


def _minute(story: _Story, page: MeetingPage, told: dict[str, Any], *, now: datetime) -> None:
    item = next((one for one in page.items if one.title == told["title"]), None)
    if item is None:
        return
    lead = story.cast.lead
    if told.get("minutes"):
        save_minutes(lead, item.id, told["minutes"], upon=0, now=now)
    for decision in told.get("decision", ()):
        decide(lead, item.id, decision["words"], why=decision["why"], now=now)
    for action in told.get("action", ()):
        due_on = local_date(now) + timedelta(days=action["days"])
        new = NewAgreed(
            action["words"],
            story.cast.posts[action["owner"]],
            due_on,
            Origin.MEETING,
            page.id,
            action.get("why", ""),
            page.group_id,
            Priority(action.get("priority", "soon")),
        )
        made = agree_at_item(lead, item.id, new, now=now)
        if action.get("done"):
            done_at = now + timedelta(days=action["days"] - 2)
            story.to_do.append((done_at, made, action["done"]))
    if told.get("upward"):
        ask_senior(lead, item.id, told["upward"]["title"], why=told["upward"]["why"], now=now)


def _write_the_rest(
    story: _Story, page: MeetingPage, told: dict[str, Any], *, now: datetime
) -> None:
    """Write what was said of the minutes of last time, of standing items and of what was asked."""
    own = {one["title"] for one in told.get("item", ())}
    said = told.get("said", {})
    for item in page.items:
        if item.title in own:
            continue
        words = said.get(item.title) or said.get(item.kind.value)
        if words is None and item.kind is ItemKind.MINUTES:
            words = "Agreed as written."
        if words:
            save_minutes(story.cast.lead, item.id, words, upon=0, now=now)


def _do(story: _Story, *, until: datetime) -> None:
    """Do what was agreed and is done by an instant."""
    for at, action, evidence in sorted(story.to_do, key=lambda one: one[0]):
        if at <= until:
            say_of_action(story.cast.lead, action, Saying(Said.DONE, evidence), now=at)
    story.to_do = [one for one in story.to_do if one[0] > until]


def _at(now: datetime, weeks_ago: float, clock: str) -> datetime:
    """The Wednesday of so many weeks ago, at a time of the clock; less than 0 lies ahead."""
    day = local_date(now) - timedelta(weeks=weeks_ago)
    wednesday = day - timedelta(days=day.weekday() - 2)
    hour, minute = (int(part) for part in clock.split(":"))
    return from_local(datetime.combine(wednesday, time(hour, minute)))
