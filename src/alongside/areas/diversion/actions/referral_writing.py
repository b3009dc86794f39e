"""The one place where something is said of a referral, and what follows is worked out."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    append_by_link,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import EpisodeEvent, Referral, ReferralEvent
from alongside.areas.diversion.rules.facts import Facts, plain
from alongside.areas.diversion.rules.referral_owed import (
    answer_due_at,
    referral_turn,
    told_again_at,
)
from alongside.areas.diversion.rules.referral_states import (
    STATUS,
    ReferralState,
    Side,
    check_said,
    next_state,
)
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

DUE, SAID = "diversion.referral_due", "diversion.referral_said"
AFTER_MORE_DAYS = 2
ANSWERS = ("more_asked", "held", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something of a referral.

    Attributes:
        side: For which side.
        name: As the story names them.
        actor: Who is signed in; ``None`` where somebody came by the link.
        link_id: The link they came by; ``None`` where somebody is signed in.
    """

    side: Side
    name: str
    actor: Actor | None = None
    link_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of a referral.

    Attributes:
        kind: Code from ``REFERRAL_KINDS``.
        facts: What goes with it, by the names its kind allows.
    """

    kind: str
    facts: Facts = field(default_factory=dict)


def locked_referral(referral_id: UUID) -> Referral:
    """Load a referral for writing, its episode first, so that two writers take turns.

    Raises:
        Refused: ``referral.not_found``.
    """
    episode_id = Referral.objects.filter(pk=referral_id).values_list("episode_id", flat=True)
    for found in episode_id:
        locked_episode(found)
        return Referral.objects.select_for_update().get(pk=referral_id)
    raise Refused(
        "referral.not_found",
        "That referral is not here.",
        next_step="Go back to the list and open it from there.",
    )


def say(
    referral: Referral,
    speaker: Speaker,
    said: Statement,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> EpisodeEvent | None:
    """Keep what one side says, and work out where the referral stands. The caller audits.

    Returns:
        What was added to the episode's story, where the status changed.

    Raises:
        Refused: What ``check_said`` and ``next_state`` refuse.
    """
    kind, facts = said.kind, said.facts
    check_said(kind, speaker.side, facts)
    before = ReferralState(referral.state)
    after = next_state(before, kind)
    ReferralEvent.objects.create(
        referral=referral,
        sequence=next_place(referral.events.all()),
        kind=kind,
        side=speaker.side.value,
        happened_at=now,
        recorded_at=now,
        recorded_by_id=speaker.actor.user_id if speaker.actor else None,
        link_id=speaker.link_id,
        by_name=speaker.name,
        facts={name: plain(value) for name, value in facts.items() if value not in (None, "")},
        request_key=request_key if speaker.actor is None else None,
    )
    _move(referral, said, after, now)
    payload = {"referral": str(referral.id), "side": speaker.side.value, "kind": kind}
    send(SAID, payload, now=now)
    if after is ReferralState.RESTED or STATUS[after] != STATUS[before]:
        return _tell_episode(referral, speaker, after, now)
    return None


def _move(referral: Referral, said: Statement, after: ReferralState, now: datetime) -> None:
    kind, facts = said.kind, said.facts
    if kind == "booked":
        referral.appointment_at = facts["at"]  # type: ignore[assignment]
        referral.appointment_where = str(facts["where"])
    if kind == "held":
        referral.answer_due_at = facts["answer_by"]  # type: ignore[assignment]
    if kind == "told_more":
        referral.answer_due_at = answer_due_at(
            now, urgency=referral.urgency, answers_within_days=AFTER_MORE_DAYS
        )
    if kind in ANSWERS:
        referral.answered_at = referral.answered_at or now
    if kind == "accepted":
        referral.accepted_at = referral.accepted_at or now
    if kind in ("accepted", "rejected"):
        referral.reason = str(facts.get("reason") or "")
    if after is not ReferralState(referral.state) or kind == "booked":
        referral.since = now
    referral.state = after.value
    set_turn(referral, now)


def set_turn(referral: Referral, now: datetime) -> None:
    """Work out whose turn it is, save the row, and have them told when it falls due."""
    turn = referral_turn(
        ReferralState(referral.state),
        since=referral.since,
        answer_due=referral.answer_due_at,
        appointment_at=referral.appointment_at,
    )
    referral.turn = turn.side.value if turn else ""
    referral.due_at = turn.due_at if turn else None
    referral.ended_at = None if turn else now
    referral.version += 1
    referral.save()
    if turn is None:
        return
    again_at = told_again_at(referral.since, turn.due_at)
    for step, due_at in (("first", turn.due_at), ("again", again_at)):
        payload = {"referral": str(referral.id), "version": str(referral.version), "step": step}
        send(DUE, payload, now=now, due_at=due_at)


def _tell_episode(
    referral: Referral, speaker: Speaker, after: ReferralState, now: datetime
) -> EpisodeEvent:
    facts = {"referral_id": referral.id, "status": STATUS[after], "reason": referral.reason}
    event = NewEvent("referral_answered", now, facts)
    if after is ReferralState.RESTED:
        event = NewEvent("referral_rested", now, {"referral_id": referral.id})
    if speaker.actor is not None:
        made = append(speaker.actor, referral.episode, event, now=now)
    else:
        made = append_by_link(referral.episode, event, organisation_id=referral.service_id, now=now)
    refresh(referral.episode)
    return made
