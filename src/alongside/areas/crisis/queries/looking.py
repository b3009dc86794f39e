"""Asks the sharing decision before anything about a person is shown, and logs who was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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

SHOWN_HERE = frozenset({Category.IDENTITY, Category.RISK})


@dataclass(frozen=True, slots=True)
class Leave:
    """What the sharing decision lets a viewer see here, and for what.

    Attributes:
        purpose: What they look for.
        identity: Whether names may be shown.
        gateway: The legal gateway of the decision on risk.
    """

    purpose: Purpose
    identity: bool
    gateway: str


def leave_to_look(viewer: Actor, *, now: datetime) -> Leave:
    """Ask whether the viewer may see who is in crisis, and what is happening.

    Raises:
        NotPermitted: ``sharing.withheld`` where what is happening may not be shown.
    """
    policy = policy_on(local_date(now))
    purposes = policy.purposes_of(viewer.role, viewer.sector)
    if purposes:
        asked = Request(viewer.role, viewer.sector, viewer.on_duty, purposes[0], SHOWN_HERE)
        answers = decide(asked, PersonFacts(), policy, now)
        risk = answers[Category.RISK]
        if risk.outcome is Outcome.SHOWN:
            identity = answers[Category.IDENTITY].outcome is Outcome.SHOWN
            return Leave(purposes[0], identity, risk.ground)
    raise NotPermitted(
        "sharing.withheld",
        "What is recorded here about people is not shared with your role.",
        next_step="Ask the liaison lead, who can say what may be shared and how.",
    )


def log_look(
    viewer: Actor,
    page: str,
    subject: Ref,
    *,
    leave: Leave,
    also: Iterable[Ref] = (),
    now: datetime,
) -> None:
    """Keep that somebody opened one record."""
    entry = Entry(
        Op.CONSULTATION,
        page,
        subject,
        also=tuple(also),
        fields=_categories(leave),
        why=Why(purpose=leave.purpose, gateway=leave.gateway),
    )
    record_look(viewer, entry, now=now)


def log_list(
    viewer: Actor, page: str, shown: Iterable[Ref], *, leave: Leave, now: datetime
) -> None:
    """Keep each record a list showed, once in each stretch of watching."""
    entry = Entry(
        Op.CONSULTATION,
        page,
        also=tuple(shown),
        fields=_categories(leave),
        why=Why(purpose=leave.purpose, gateway=leave.gateway),
    )
    record_watched(viewer, entry, now=now)


def _categories(leave: Leave) -> tuple[str, ...]:
    return (Category.IDENTITY, Category.RISK) if leave.identity else (Category.RISK,)
