"""Composes a person's page: decide once, load what is allowed, log one look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from alongside.engines.sharing import (
    Category,
    CategoryDecision,
    Decision,
    Outcome,
    Policy,
    Purpose,
)
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import decisions_for, policy_at
from alongside.foundation.picture.panels import Panel, PanelBody, Place, facts_about, registered
from alongside.kernel.actor import Actor

Loaded = TypeVar("Loaded")
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel that may be shown and has something to show.

    Attributes:
        name: The panel's name, which is also its anchor with dots as hyphens.
        title: Its heading.
        place: Where it stands.
        category: What kind of information it holds.
        template: What shows it.
        body: What it shows.
        sentence: Why it may be shown.
    """

    name: str
    title: str
    place: Place
    category: Category
    template: str
    body: PanelBody
    sentence: str

    @property
    def anchor(self) -> str:
        """The panel's id on the page."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """A kind of information held back; says nothing about whether any exists.

    Attributes:
        category: Which kind.
        outcome: Withheld, or what it needs.
        sentence: Why.
        next_step: What to do, or whom to ask.
    """

    category: Category
    outcome: Outcome
    sentence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class WhyShown:
    """Why the viewer sees this page.

    Attributes:
        purpose: Its code.
        purpose_words: The purpose as the viewer chose it.
        ground: Legal gateway code relied on; empty when nothing is shown.
        ground_words: What the ground means.
        law: Where it comes from.
        viewer: In whose name and for which organisation the look is logged.
        reason: What the viewer added.
        at: When.
    """

    purpose: Purpose
    purpose_words: str
    ground: str
    ground_words: str
    law: str
    viewer: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """A person's page, composed.

    Attributes:
        shown: Panels in the order of the page.
        withheld: What is held back.
        why: Why this is shown.
    """

    shown: tuple[ShownPanel, ...]
    withheld: tuple[WithheldLine, ...]
    why: WhyShown


def compose(
    viewer: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    reason: str,
    now: datetime,
    op: Op = Op.CONSULTATION,
) -> Picture:
    """Compose what a viewer may see of a person, and log the look.

    Nothing of a withheld category is loaded. The look is logged before anything is answered:
    when it cannot be logged, nothing is shown. Reading takes no lock that another reader or
    writer would wait for; only the log entry does, and briefly.

    Args:
        viewer: Who looks.
        person_id: At whom.
        purpose: Why.
        reason: Their own few words; may be empty.
        now: The server's instant.
        op: ``CONSULTATION``, or ``PRINT`` for the print sheet.
    """
    decisions = decisions_for(viewer, facts_about(person_id, now), purpose, now=now)
    allowed = [
        panel
        for panel in registered()
        if panel.category in decisions and decisions[panel.category].outcome is Outcome.SHOWN
    ]
    shown = [
        _shown(panel, body, decisions[panel.category])
        for panel in allowed
        if (body := panel.load(viewer, person_id, now)) is not None
    ]
    why = _why(viewer, purpose, decisions, policy_at(now), reason=reason, now=now)
    _log(viewer, person_id, decisions, why, policy_at(now), now=now, op=op)
    return Picture(
        shown=tuple(sorted(shown, key=_order)),
        withheld=tuple(
            WithheldLine(d.category, d.outcome, d.sentence, d.next_step)
            for d in decisions.held_back
        ),
        why=why,
    )


def look_at(
    viewer: Actor,
    person_id: UUID,
    category: Category,
    *,
    load: Callable[[], Loaded | None],
    purpose: Purpose,
    now: datetime,
) -> Loaded | None:
    """Load one category by itself when the purpose allows, and log the look.

    Returns:
        What ``load`` answers, or ``None`` when the category is withheld.
    """
    decisions = decisions_for(
        viewer, facts_about(person_id, now), purpose, now=now, categories=(category,)
    )
    allowed = decisions[category].outcome is Outcome.SHOWN
    loaded = load() if allowed else None
    why = _why(viewer, purpose, decisions, policy_at(now), reason="", now=now)
    _log(viewer, person_id, decisions, why, policy_at(now), now=now, op=Op.CONSULTATION)
    return loaded


def purposes_for(viewer: Actor, now: datetime) -> list[tuple[Purpose, str]]:
    """Answer the purposes a viewer may give, most usual first, with their words."""
    policy = policy_at(now)
    return [
        (purpose, policy.purposes[purpose].words)
        for purpose in policy.purposes_of(viewer.role, viewer.sector)
    ]


def _shown(panel: Panel, body: PanelBody, decision: CategoryDecision) -> ShownPanel:
    return ShownPanel(
        name=panel.name,
        title=panel.title,
        place=panel.place,
        category=panel.category,
        template=panel.template,
        body=body,
        sentence=decision.sentence,
    )


def _order(panel: ShownPanel) -> tuple[int, float]:
    """Order by place; within the rest, newest first."""
    if panel.place is not Place.REST:
        return panel.place, 0.0
    return panel.place, -((panel.body.newest_at or LONG_AGO) - LONG_AGO).total_seconds()


def _why(
    viewer: Actor,
    purpose: Purpose,
    decisions: Decision,
    policy: Policy,
    *,
    reason: str,
    now: datetime,
) -> WhyShown:
    grounds = [d.ground for d in decisions.shown]
    gateway = policy.gateways[grounds[0]] if grounds else None
    return WhyShown(
        purpose=purpose,
        purpose_words=policy.purposes[purpose].words,
        ground=gateway.code if gateway else "",
        ground_words=gateway.words if gateway else "",
        law=gateway.law if gateway else "",
        viewer=f"{viewer.name}, {viewer.organisation_name}",
        reason=reason,
        at=now,
    )


def _log(
    viewer: Actor,
    person_id: UUID,
    decisions: Decision,
    why: WhyShown,
    policy: Policy,
    *,
    now: datetime,
    op: Op,
) -> None:
    """Write the one entry: which kinds were shown and which were held back."""
    entry = Entry(
        op,
        "picture.compose",
        Ref("person", person_id),
        fields=tuple(f"{d.category}:{d.outcome}" for d in decisions.parts),
        why=Why(
            purpose=why.purpose,
            gateway=why.ground,
            reason=why.reason,
            regime=policy.purposes[why.purpose].regime,
        ),
        outcome="done" if why.ground else "refused",
    )
    record_look(viewer, entry, now=now)
