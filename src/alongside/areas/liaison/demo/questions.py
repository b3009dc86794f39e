"""Two years of questions in the fictional county, and those that wait today."""

import tomllib
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.covering import NewCover, record_cover, set_promise
from alongside.areas.liaison.actions.mail_taking import take_mail
from alongside.areas.liaison.actions.question_saying import (
    SaidOfQuestion,
    give_feedback,
    say_of_question,
)
from alongside.areas.liaison.actions.questions import (
    Caller,
    FoundEntry,
    NewQuestion,
    ask_question,
    close_with_found,
)
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.queries.searching import found
from alongside.areas.liaison.rules.promises import Promise
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.working_time import after_working_hours

DAY: Final = timedelta(days=1)
HOURS: Final = (8, 10, 13, 15, 22, 3, 11)
"""When questions are asked, by turns: some of them at night."""
MAIL: Final = (
    (
        "d.marlow@eastmoor-police.example",
        "Handover at your suite",
        "We bring somebody across the border about once a month.\n\n"
        "Which entrance of the Larch Suite do we use, and whom do we ring from the road?\n\n"
        "-- \nDemi Marlow, Eastmoor Police",
        "map.pdf",
    ),
    (
        "desk@skelby-housing.example",
        "A tenant of ours",
        "He was born 3 May 1980 and lives in our house. Is he with you?",
        "",
    ),
)
"""What lies in the mailbox of the hub: who sent it, its subject, its words, what came with it."""


def fill(cast: HubCast, *, now: datetime) -> None:
    """Ask and answer for two years, and leave some waiting: two late, one urgent, one by e-mail."""
    told: dict[str, list[dict[str, Any]]] = tomllib.loads(
        files(__package__).joinpath("questions.toml").read_text(encoding="utf-8")
    )
    begun = now - 720 * DAY
    set_promise(cast.lead, Promise(), post_id=cast.posts["liaison_lead"], now=begun)
    for turn, one in enumerate(told["answered"]):
        _answered(cast, one, _asked_at(one["ago"], turn, now=now))
    for turn, one in enumerate(told["found"]):
        _found(cast, one, _asked_at(one["ago"], turn, now=now))
    for one in told["open"]:
        _open(cast, one, now - max(one["ago"] * DAY, timedelta(minutes=50)), now=now)
    _rang(cast, now=now - timedelta(hours=2))
    take_mail(cast.lead, dict(_messages(now - timedelta(hours=4))), now=now)
    cover = NewCover(
        cast.posts["amhp_manager"], now - DAY, now + 4 * DAY, by_user_id=cast.amhp.user_id
    )
    record_cover(cast.lead, cover, now=now - 3 * DAY)


def _asked_at(ago: int, turn: int, *, now: datetime) -> datetime:
    day = local_date(now) - ago * DAY
    return from_local(datetime.combine(day, time(HOURS[turn % len(HOURS)], 7 * turn % 60)), fold=0)


def _who(cast: HubCast, one: dict[str, Any]) -> Actor:
    actor: Actor = getattr(cast, one["who"])
    return actor


def _ask(cast: HubCast, one: dict[str, Any], at: datetime) -> UUID:
    new = NewQuestion(one["subject"], one["words"], urgent=one.get("urgent", False))
    return ask_question(_who(cast, one), new, now=at)


def _answered(cast: HubCast, one: dict[str, Any], at: datetime) -> None:
    key = _ask(cast, one, at)
    answered_at = after_working_hours(at, one["after"])
    say_of_question(cast.lead, key, SaidOfQuestion("answered", one["answer"]), now=answered_at)
    give_feedback(
        _who(cast, one),
        key,
        one["helped"],
        words=one.get("line", ""),
        now=answered_at + timedelta(hours=5),
    )


def _found(cast: HubCast, one: dict[str, Any], at: datetime) -> None:
    """Close it with the answer that is found for it, where one is."""
    who = _who(cast, one)
    answers = found(who, one["subject"], limit=1, kinds=(SearchKind.ANSWER,))
    for best in answers:
        entry = FoundEntry(best.kind, best.entry_id)
        close_with_found(who, NewQuestion(one["subject"]), entry, now=at)


def _open(cast: HubCast, one: dict[str, Any], at: datetime, *, now: datetime) -> None:
    key = _ask(cast, one, at)
    then = min(at + timedelta(hours=6), now)
    if "note" in one:
        say_of_question(cast.lead, key, SaidOfQuestion("noted", one["note"]), now=then)
    if "asked_back" in one:
        back = SaidOfQuestion("asked_back", one["asked_back"])
        say_of_question(cast.lead, key, back, now=then)
    if "hand_on" in one:
        on = SaidOfQuestion("handed_on", one["hand_on_why"], cast.posts[one["hand_on"]])
        say_of_question(cast.lead, key, on, now=then)


def _rang(cast: HubCast, *, now: datetime) -> None:
    new = NewQuestion(
        "Can a hospital outside the county use our suite?",
        "They have a man from here, and their own suite is shut for a week.",
        caller=Caller("Ray Sutton", "Eastmoor bed managers", "01632 960177"),
    )
    ask_question(cast.lead, new, now=now)


def _messages(sent_at: datetime) -> list[tuple[str, bytes]]:
    """Answer the messages of the mailbox, by the name of the file each would lie in."""
    made = []
    for number, (sender, subject, words, came_with) in enumerate(MAIL, 1):
        message = EmailMessage()
        message["From"], message["Subject"], message["Date"] = sender, subject, sent_at
        message["Message-ID"] = f"<{number}@demo.example>"
        message.set_content(words)
        if came_with:
            message.add_attachment(
                b"%PDF-1.7", maintype="application", subtype="pdf", filename=came_with
            )
        made.append((f"demo-{number}", message.as_bytes()))
    return made
