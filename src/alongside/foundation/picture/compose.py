"""Composes a person's page: decide once, load what is allowed, log one look."""

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from alongside.engines.sharing import (
    Category,
    CategoryDecision,
    Cell,
    Decision,
    Duty,
    Outcome,
    Policy,
    Purpose,
)
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import (
    ABOUT_A_PERSON,
    decisions_for,
    policy_at,
    refused_by_person,
)
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import Panel, PanelBody, Place, facts_about, registered
from alongside.foundation.picture.pictures import (
    DUTIES,
    GlassInForce,
    Picture,
    ShownPanel,
    WhyShown,
    WithheldLine,
)
from alongside.foundation.picture.reading import one_composition
from alongside.foundation.picture.serialising import plain
from alongside.kernel.actor import Actor

Loaded = TypeVar("Loaded")
CLOSED = frozenset({Cell.NO, Cell.NOT_RELEVANT})
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look while it is composed: what was decided, under which policy, and why.

    ``refused`` is what the person said no to for this viewer.
    """

    viewer: Actor
    person_id: UUID
    decisions: Decision
    policy: Policy
    reason: str
    glass: tuple[GlassInForce, ...]
    refused: frozenset[Category]
    now: datetime


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
        op: ``CONSULTATION``; ``PRINT`` or ``EXPORT`` where a copy leaves the page.
    """
    look = _decide(viewer, person_id, ABOUT_A_PERSON, purpose=purpose, reason=reason, now=now)
    return _composed(look, registered(), op)


def compose_part(
    viewer: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    now: datetime,
    places: Collection[Place] = tuple(Place),
    categories: Collection[Category] = ABOUT_A_PERSON,
    named: str = "",
    op: Op = Op.CONSULTATION,
) -> Picture:
    """Compose some panels of a person's page for another page, and log that one look.

    The same decision, loading and log as ``compose``; only the kinds of information that these
    panels hold are asked for. So an area shows what others know without importing them.

    Args:
        viewer: Who looks.
        person_id: At whom.
        purpose: Why.
        now: The server's instant.
        places: Only panels that stand here, such as ``Place.WORDS``.
        categories: Only panels that hold these kinds of information.
        named: Only panels whose name begins so, such as ``plans.crisis_``.
        op: ``CONSULTATION``, or ``PRINT`` for paper.
    """
    panels = [
        panel
        for panel in registered()
        if panel.place in places and panel.category in categories and panel.name.startswith(named)
    ]
    asked = {panel.category for panel in panels} & ABOUT_A_PERSON
    look = _decide(viewer, person_id, asked, purpose=purpose, reason="", now=now)
    return _composed(look, panels, op)


def looked_at(
    viewer: Actor,
    person_id: UUID,
    categories: Collection[Category],
    *,
    purpose: Purpose,
    now: datetime,
) -> frozenset[Category]:
    """Answer which of some categories a page may show, and log that one look at them all."""
    look = _decide(viewer, person_id, categories, purpose=purpose, reason="", now=now)
    _log(look, Op.CONSULTATION)
    return frozenset(part.category for part in look.decisions.shown)


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
    look = _decide(viewer, person_id, (category,), purpose=purpose, reason="", now=now)
    allowed = look.decisions[category].outcome is Outcome.SHOWN
    loaded = load() if allowed else None
    _log(look, Op.CONSULTATION)
    return loaded


def purposes_for(viewer: Actor, now: datetime) -> list[tuple[Purpose, str]]:
    """Answer the purposes a viewer may give of a person, most usual first, with their words.

    A purpose that shows nothing about anybody, such as counting, is offered only to whoever has
    no other.
    """
    policy = policy_at(now)
    given = policy.purposes_of(viewer.role, viewer.sector)
    useful = [
        purpose
        for purpose in given
        if any(policy.purposes[purpose].cells[one] not in CLOSED for one in ABOUT_A_PERSON)
    ]
    return [(purpose, policy.purposes[purpose].words) for purpose in useful or given]


def _decide(
    viewer: Actor,
    person_id: UUID,
    categories: Collection[Category],
    *,
    purpose: Purpose,
    reason: str,
    now: datetime,
) -> _Look:
    openings = openings_for(viewer, person_id, purpose=purpose, now=now)
    facts = facts_about(person_id, now, purpose)
    refused = refused_by_person(viewer, facts, purpose, now=now)
    decisions = decisions_for(
        viewer,
        facts,
        purpose,
        now=now,
        categories=categories,
        openings=openings,
        reason=reason,
    )
    glass = openings.in_force
    return _Look(viewer, person_id, decisions, policy_at(now), reason, glass, refused, now)


def _composed(look: _Look, panels: Collection[Panel], op: Op) -> Picture:
    shown = _loaded(look, panels, op)
    _log(look, op)
    return Picture(
        person_id=look.person_id,
        shown=tuple(sorted(shown, key=_order)),
        withheld=tuple(
            WithheldLine(d.category, d.outcome, d.sentence, d.next_step)
            for d in look.decisions.held_back
        ),
        why=_why(look),
        duties=tuple(DUTIES[duty] for duty in _duties(look)),
        glass=look.glass,
    )


def _loaded(look: _Look, panels: Collection[Panel], op: Op) -> list[ShownPanel]:
    decided = {part.category: part for part in look.decisions.shown}
    with one_composition():
        return [
            _shown(panel, body, decided[panel.category])
            for panel in panels
            if panel.category in decided
            and not (panel.theirs_to_give and panel.category in look.refused)
            and (panel.place is not Place.WAYS or op is Op.CONSULTATION)
            and (body := panel.load(look.viewer, look.person_id, look.now)) is not None
        ]


def mark_of(
    viewer: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    now: datetime,
    places: Collection[Place],
) -> str:
    """Answer a mark that changes whenever what ``compose_part`` shows of these places does.

    For a page that asks again and again whether anything has changed: a word taken back is a
    change. Nothing is shown, so no look is kept.
    """
    panels = [panel for panel in registered() if panel.place in places]
    asked = {panel.category for panel in panels} & ABOUT_A_PERSON
    look = _decide(viewer, person_id, asked, purpose=purpose, reason="", now=now)
    shown = _loaded(look, panels, Op.CONSULTATION)
    held = [[panel.name, panel.sentence, plain(panel.body.content)] for panel in shown]
    text = json.dumps([held, plain(look.decisions.parts)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _shown(panel: Panel, body: PanelBody, decision: CategoryDecision) -> ShownPanel:
    return ShownPanel(
        name=panel.name,
        title=panel.title,
        place=panel.place,
        category=panel.category,
        template=panel.template,
        style=panel.style,
        body=body,
        sentence=decision.sentence,
    )


def _order(panel: ShownPanel) -> tuple[int, float]:
    """Order by place; within the rest, newest first."""
    if panel.place is not Place.REST:
        return panel.place, 0.0
    return panel.place, -((panel.body.newest_at or LONG_AGO) - LONG_AGO).total_seconds()


def _duties(look: _Look) -> tuple[Duty, ...]:
    """What the decision asks of the viewer, each once, in the order of ``Duty``."""
    asked = {duty for part in look.decisions.parts for duty in part.duties}
    return tuple(duty for duty in Duty if duty in asked)


def _ground(look: _Look) -> str:
    return next((part.ground for part in look.decisions.shown), "")


def _why(look: _Look) -> WhyShown:
    purpose, ground = look.decisions.purpose, _ground(look)
    gateway = look.policy.gateways[ground] if ground else None
    return WhyShown(
        purpose=purpose,
        purpose_words=look.policy.purposes[purpose].words,
        ground=ground,
        ground_words=gateway.words if gateway else "",
        law=gateway.law if gateway else "",
        viewer=f"{look.viewer.name}, {look.viewer.organisation_name}",
        reason=look.reason,
        at=look.now,
    )


def _log(look: _Look, op: Op) -> None:
    """Write the one entry: which kinds were shown and held back, and what was relied on."""
    agreements = dict.fromkeys(part.agreement for part in look.decisions.shown if part.agreement)
    ground = _ground(look)
    entry = Entry(
        op,
        "picture.compose",
        Ref("person", look.person_id),
        fields=tuple(f"{part.category}:{part.outcome}" for part in look.decisions.parts),
        why=Why(
            purpose=look.decisions.purpose,
            gateway=ground,
            reason=look.reason,
            agreement=",".join(agreements),
            regime=look.decisions.regime,
            method="break_glass" if Duty.BOTH_REVIEW in _duties(look) else "",
        ),
        outcome="done" if ground else "refused",
    )
    record_look(look.viewer, entry, now=look.now)
