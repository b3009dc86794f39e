"""Asks the sharing decision before anybody is shown, and logs who was shown what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.engines.sharing import (
    Category,
    Outcome,
    PersonFacts,
    Purpose,
    Request,
    decide,
    policy_on,
)
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.audit.watching import record_watched
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted

"""A list that refreshes itself is logged once in each stretch of watching this long."""
PURPOSES: Final = (Purpose.CUSTODY, Purpose.COURT)
SHOWN_HERE: Final = frozenset({Category.IDENTITY, Category.RISK, Category.CLINICAL})


@dataclass(frozen=True, slots=True)
class Leave:
    """What the sharing decision lets a viewer see here, and for what.

    Attributes:
        purpose: What they look for.
        categories: Kinds of information that may be shown.
        gateway: The legal gateway.
    """

    purpose: Purpose
    categories: frozenset[Category]
    gateway: str


def leave_to_look(viewer: Actor, *, now: datetime, facts: PersonFacts | None = None) -> Leave:
    """Ask what the viewer may see here: of somebody, or on a list of many.

    Args:
        viewer: Who looks.
        now: The server's instant.
        facts: What matters about the person; nothing is known where many are listed.

    Raises:
        NotPermitted: ``sharing.withheld`` where not even who somebody is may be shown.
    """
    policy = policy_on(local_date(now))
    held = policy.purposes_of(viewer.role, viewer.sector)
    for purpose in PURPOSES:
        if purpose not in held:
            continue
        asked = Request(viewer.role, viewer.sector, viewer.on_duty, purpose, SHOWN_HERE)
        answers = decide(asked, facts or PersonFacts(), policy, now)
        shown = {kind for kind in SHOWN_HERE if answers[kind].outcome is Outcome.SHOWN}
        if Category.IDENTITY in shown:
            return Leave(purpose, frozenset(shown), answers[Category.IDENTITY].ground)
    raise NotPermitted(
        "sharing.withheld",
        "What is recorded here about people is not shared with your role.",
        next_step="Ask the liaison lead, who can say what may be shared and how.",
    )


def log_look(
    viewer: Actor, page: str, shown: Iterable[Ref], *, leave: Leave, now: datetime
) -> None:
    """Keep that somebody was shown these records."""
    record_look(viewer, _entry(page, shown, leave), now=now)


def log_list(
    viewer: Actor, page: str, shown: Iterable[Ref], *, leave: Leave, now: datetime
) -> None:
    """Keep each record a list showed, once in each stretch of watching."""
    record_watched(viewer, _entry(page, shown, leave), now=now)


def _entry(page: str, shown: Iterable[Ref], leave: Leave) -> Entry:
    return Entry(
        Op.CONSULTATION,
        page,
        also=tuple(shown),
        fields=tuple(sorted(leave.categories)),
        why=Why(purpose=leave.purpose, gateway=leave.gateway),
    )


def log_receipt(viewer: Actor, shown: Iterable[Ref], *, now: datetime) -> None:
    """Keep that somebody looked whether their own referral was received: nothing else was shown."""
    record_look(viewer, Entry(Op.CONSULTATION, "diversion.receipt", also=tuple(shown)), now=now)


def purpose_of(viewer: Actor, now: datetime) -> Purpose:
    """Answer what a viewer most usually looks for: custody or court where they work there."""
    held = policy_on(local_date(now)).purposes_of(viewer.role, viewer.sector)
    usual = [purpose for purpose in PURPOSES if purpose in held]
    return next(iter([*usual, *held]), Purpose.CUSTODY)
