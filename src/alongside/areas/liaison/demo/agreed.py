"""What was agreed in two years outside meetings and reviews: plans of work, and promises."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.agreed_chasing import escalate_missed
from alongside.areas.liaison.actions.agreeing import NewAgreed, agree_action
from alongside.areas.liaison.actions.saying_of_actions import Saying, say_of_action
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.queries.action_list import group_choices
from alongside.areas.liaison.rules.agreed import Origin, Priority, Said
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
WEEKS_OF_MISSING: Final = 60
MORNING: Final = timedelta(hours=2)
GROUPS: Final[Mapping[str, str]] = {
    "senior": "Northmoor senior",
    "moorchester": "Moorchester",
    "coast": "Coast and Dales",
}
"""How the names of the county's groups begin, by the key used in the file."""


def fill(cast: HubCast, *, now: datetime) -> None:
    """Agree to things and do most of them; some are late, and two are with the senior group.

    The groups have been made before.

    Args:
        cast: Who plays.
        now: The demo's present.
    """
    told = tomllib.loads(files(__package__).joinpath("agreed.toml").read_text("utf-8"))
    groups = group_choices()
    for one in sorted(told["action"], key=lambda one: -int(one["ago"])):
        _agree(cast, one, groups, now=now)
    # Week by week, so that each went to the senior group when its time had come.
    for weeks in range(WEEKS_OF_MISSING, -1, -1):
        escalate_missed(now - timedelta(weeks=weeks) - DAY)


def _agree(
    cast: HubCast,
    one: Mapping[str, Any],
    groups: tuple[tuple[UUID, str], ...],
    *,
    now: datetime,
) -> None:
    at = now - timedelta(weeks=one["ago"]) - MORNING
    due_on = local_date(at + one["days"] * DAY)
    begins = GROUPS.get(one.get("group", ""), "")
    watching = [group for group, name in groups if begins and name.startswith(begins)]
    new = NewAgreed(
        one["words"],
        cast.posts[one["owner"]],
        due_on,
        Origin.PROMISE if one.get("promise") else Origin.PLAN,
        why=one["why"],
        group_id=watching[0] if watching else None,
        priority=Priority(one.get("priority", "soon")),
    )
    action = agree_action(cast.lead, new, now=at)
    for days, saying in _sayings(cast, one, at):
        moment = at + days * DAY
        if moment < now:
            say_of_action(cast.lead, action, saying, now=moment)


def _sayings(cast: HubCast, one: Mapping[str, Any], at: datetime) -> list[tuple[int, Saying]]:
    """What became of it, by days after it was agreed, in order."""
    found: list[tuple[int, Saying]] = []
    days = int(one["days"])
    if "given" in one:
        told = one["given"]
        owner = cast.posts[told["to"]]
        found.append((told["after"], Saying(Said.GIVEN, told["why"], owner_id=owner)))
    if "reprioritised" in one:
        told = one["reprioritised"]
        priority = Priority(told["to"])
        found.append((told["after"], Saying(Said.REPRIORITISED, told["why"], priority=priority)))
    if "moved" in one:
        told = one["moved"]
        days += int(told["days"])
        due_on = local_date(at + days * DAY)
        found.append((told["after"], Saying(Said.MOVED, told["why"], due_on=due_on)))
    for key, said in (("noted", Said.NOTED), ("escalated", Said.ESCALATED)):
        if key in one:
            found.append((max(days // 3, 2), Saying(said, one[key])))
    for key, said in (("done", Said.DONE), ("dropped", Said.DROPPED)):
        if key in one:
            found.append((max(days - 2, 1), Saying(said, one[key])))
    return sorted(found, key=lambda pair: pair[0])
