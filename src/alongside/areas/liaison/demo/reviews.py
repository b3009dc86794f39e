"""Two years of joint reviews: learnt from, withdrawn, opened by decision, and waiting."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.agreeing import NewAgreed
from alongside.areas.liaison.actions.review_accounts import Account, hand_in, save_account
from alongside.areas.liaison.actions.review_inviting import Answered, Invited, invite, keep_answer
from alongside.areas.liaison.actions.review_learning import (
    Learning,
    publish_learning,
    write_learning,
)
from alongside.areas.liaison.actions.review_together import (
    NewDifference,
    add_factor,
    agree_in_review,
    mark_difference,
)
from alongside.areas.liaison.actions.reviewing import (
    Ending,
    NewReview,
    end_review,
    open_accounts,
    raise_review,
)
from alongside.areas.liaison.actions.saying_of_actions import Saying, say_of_action
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.queries.agreed import actions_of
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.review_together import together
from alongside.areas.liaison.rules import agreed, review_states
from alongside.areas.liaison.rules.agreed import Origin
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
USUAL: Final = 14
"""Days from raising until accounts are due."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One review as it is told in the file, and the day it was raised."""

    cast: HubCast
    told: dict[str, Any]
    raised_at: datetime
    now: datetime

    def at(self, days: int) -> datetime:
        """So many days after it was raised, but never after the demo's present."""
        return min(self.raised_at + days * DAY, self.now)

    @property
    def writers(self) -> dict[str, Actor]:
        """Who writes for each service."""
        return {"police": self.cast.officer, "trust": self.cast.nurse, "council": self.cast.amhp}


def fill(cast: HubCast, *, now: datetime) -> None:
    """Raise the reviews and take each as far as it has come.

    Args:
        cast: Who plays; its posts are filled already.
        now: The demo's present.
    """
    text = files(__package__).joinpath("reviews.toml").read_text("utf-8")
    for told in tomllib.loads(text)["review"]:
        _play(_Told(cast, told, now - told["days_ago"] * DAY, now))


def _play(story: _Told) -> None:
    cast, told = story.cast, story.told
    new = NewReview(
        told["title"],
        told["why"],
        happened_on=local_date(story.raised_at) - 3 * DAY,
        accounts_due_on=local_date(story.raised_at + told.get("due_after", USUAL) * DAY),
        posts=[cast.posts[key] for key in told["posts"]],
    )
    raiser = cast.supervisor if told["days_ago"] % 2 else cast.lead
    review_id = raise_review(raiser, new, now=story.raised_at)
    if told.get("withdrawn"):
        ending = Ending(review_states.Said.WITHDRAWN, told["withdrawn"])
        end_review(cast.lead, review_id, ending, now=story.at(4))
        return
    _invite(story, review_id)
    for key, account in told.get("account", {}).items():
        _write(story, review_id, key, account=account)
    if told.get("opened"):
        open_accounts(cast.lead, review_id, told["opened"], now=story.at(16))
    if review_page(cast.lead, review_id, now=story.now).opened:
        _weigh(story, review_id)


def _invite(story: _Told, review_id: UUID) -> None:
    if not story.told.get("invited"):
        return
    lead = story.cast.lead
    relation, how, words = story.told["invited"]
    on = local_date(story.at(2))
    invite(lead, review_id, Invited(relation, how, on), now=story.at(2))
    (row,) = review_page(lead, review_id, now=story.now).invited
    keep_answer(lead, row.id, Answered("yes", words), now=story.at(9))


def _write(story: _Told, review_id: UUID, key: str, *, account: dict[str, str]) -> None:
    writer = story.writers[key]
    days = {"police": 5, "trust": 8, "council": 12}[key]
    said = Account(account["lines"].strip(), account["well"], account["differently"])
    save_account(writer, review_id, said, now=story.at(days))
    if key not in story.told.get("draft", ()):
        hand_in(writer, review_id, number=None, now=story.at(days) + timedelta(minutes=20))


def _weigh(story: _Told, review_id: UUID) -> None:
    cast, told = story.cast, story.told
    for category, words in told.get("factors", ()):
        add_factor(cast.nurse, review_id, category, words=words, now=story.at(18))
    for words in told.get("difference", ()):
        _differ(story, review_id, words)
    if told.get("learning"):
        learnt = told["learning"]
        said = Learning(learnt["title"], learnt["words"])
        write_learning(cast.officer, review_id, said, now=story.at(20))
        if not learnt.get("held"):
            publish_learning(cast.lead, review_id, number=1, now=story.at(24))
    for action in told.get("action", ()):
        _agree(story, review_id, action)
    if told.get("closed"):
        ending = Ending(review_states.Said.CLOSED, told["closed"])
        end_review(cast.lead, review_id, ending, now=story.at(35))


def _differ(story: _Told, review_id: UUID, words: str) -> None:
    """Mark the first row in which two services tell one thing and their times differ."""
    found = together(story.cast.amhp, review_id, now=story.at(19))
    row = next(one for one in found.rows if one.found and len(one.tellings) > 1)
    line, beside = row.tellings[0].id, row.tellings[1].id
    new = NewDifference("happening", words, line, beside)
    mark_difference(story.cast.amhp, review_id, new, now=story.at(19))


def _agree(story: _Told, review_id: UUID, told: dict[str, Any]) -> None:
    lead, at = story.cast.lead, story.at(22)
    new = NewAgreed(
        told["words"],
        story.cast.posts[told["owner"]],
        local_date(at + told["days"] * DAY),
        Origin.REVIEW,
        review_id,
        f"From the review “{story.told['title']}”.",
    )
    agree_in_review(lead, new, now=at)
    if told.get("done"):
        made = actions_of(lead, Origin.REVIEW, review_id, today=local_date(at))[-1]
        done = Saying(agreed.Said.DONE, told["done"])
        say_of_action(lead, made.id, done, now=at + (told["days"] - 5) * DAY)
