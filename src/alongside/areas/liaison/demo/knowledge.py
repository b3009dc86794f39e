"""Fills answers others can find in the fictional county: two years of them, from ``answers.toml``.

Each was written by the lead and looked over by somebody else; most were looked at again when their
day came, a few are due. One was changed, one sent back, one taken out, and two wait.
"""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.answer_reviewing import (
    confirm_answer,
    publish_answer,
    send_back_answer,
    withdraw_answer,
)
from alongside.areas.liaison.actions.proposing import (
    ProposedAnswer,
    propose_answer,
    propose_change,
)
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.rules.answer_states import LOOK_AGAIN_AFTER

LATE: Final = 3
"""Every so many answers one is due by now and was not looked at again yet."""


def fill(cast: HubCast, *, now: datetime) -> None:
    """Write and look over the answers, each in its own week."""
    rows: list[dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("answers.toml").read_text("utf-8")
    )["answer"]
    made = {}
    for place, row in enumerate(rows):
        written = now - timedelta(weeks=row["weeks"], hours=5)
        proposed = _proposed(cast, row)
        answer_id = propose_answer(cast.lead, proposed, now=written)
        published = written + timedelta(days=2)
        publish_answer(cast.governance, answer_id, version=None, now=published)
        _look_again(cast, answer_id, published, now=now, late=place % LATE == 0)
        made[row["question"]] = (answer_id, proposed)
    _change_one(cast, made["Which nurse is in the triage car tonight, and what can they do?"], now)
    _take_one_out(cast, now)
    _leave_some_waiting(cast, made["How long does the detention last, and who can extend it?"], now)


def _proposed(cast: HubCast, row: dict[str, Any]) -> ProposedAnswer:
    return ProposedAnswer(
        row["question"],
        row["answer"].strip(),
        row["said_as"],
        owner_id=cast.posts[row["owner"]],
    )


def _look_again(cast: HubCast, answer_id: UUID, at: datetime, *, now: datetime, late: bool) -> None:
    """Say each half year that it is still right; a late one's last day has come and gone."""
    while (at := at + LOOK_AGAIN_AFTER - timedelta(days=4)) < now:
        if late and at + LOOK_AGAIN_AFTER > now:
            return
        confirm_answer(cast.lead, answer_id, version=None, now=at)


def _change_one(cast: HubCast, made: tuple[UUID, ProposedAnswer], now: datetime) -> None:
    answer_id, before = made
    at = now - timedelta(weeks=9)
    words = before.answer.replace("from 16:00 to 02:00", "from 14:00 to 03:00")
    changed = replace(before, answer=words, why="The car starts two hours sooner since the spring.")
    propose_change(cast.lead, answer_id, changed, version=None, now=at)
    publish_answer(cast.governance, answer_id, version=None, now=at + timedelta(days=1))


def _take_one_out(cast: HubCast, now: datetime) -> None:
    at = now - timedelta(weeks=71)
    gone = ProposedAnswer(
        "Which fax number does the ward send the missing form to?",
        "The one on the form. Ring to say that it is on its way.",
        "fax the misper form",
        owner_id=cast.posts["control_room_lead"],
    )
    answer_id = propose_answer(cast.lead, gone, now=at)
    publish_answer(cast.governance, answer_id, version=None, now=at + timedelta(days=1))
    why = "Nobody faxes any more: the form is sent from the ward's own page."
    withdraw_answer(cast.lead, answer_id, why, version=None, now=at + timedelta(weeks=20))


def _leave_some_waiting(cast: HubCast, made: tuple[UUID, ProposedAnswer], now: datetime) -> None:
    """One of the lead's and one of the successor's wait for the other; one came back."""
    answer_id, before = made
    more = before.answer + (
        "\n\nIf the clock is close to its end, the desk says so two hours before, to both services."
    )
    changed = replace(before, answer=more, why="Officers ask what happens when time runs short.")
    propose_change(cast.lead, answer_id, changed, version=None, now=now - timedelta(days=2))
    new = ProposedAnswer(
        "Can officers wait in the suite's staff room?",
        "Yes. There is a desk, a phone and a kettle, and the coordinator finds you there. Leave "
        "radios on low: the rooms are next door.",
        "where do we sit at the suite\nbrew at the 136 suite",
        owner_id=cast.posts["liaison_lead"],
    )
    propose_answer(cast.successor, new, now=now - timedelta(days=1))
    vague = ProposedAnswer(
        "Which forms go with somebody who is moved to another suite?",
        "The usual ones.",
        "paperwork for a transfer",
        owner_id=cast.posts["police_mh_lead"],
    )
    returned = propose_answer(cast.lead, vague, now=now - timedelta(days=6))
    send_back_answer(
        cast.governance,
        returned,
        "Name the forms. Somebody new at 3 am does not know which are usual.",
        version=None,
        now=now - timedelta(days=5),
    )
