"""Record a first look with a tool; where the custody record says otherwise, custody is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.configured import tools
from alongside.areas.diversion.actions.correcting import superseded
from alongside.areas.diversion.actions.owning import own
from alongside.areas.diversion.actions.telling import ALERT
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.rules.adults import BASIS, RECORD_SAYS, contradicts
from alongside.areas.diversion.rules.facts import Facts, check_correction_reason
from alongside.areas.diversion.rules.steps import check_step
from alongside.areas.diversion.rules.tools import Heard, Tool, heard
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A first look as it was done.

    Attributes:
        tool: Code of the tool.
        answers: By question; those not asked are left out.
        result: A code of ``ld_screening_result``.
        happened_at: When.
        urgency: A code of ``ld_urgency``; may be empty where nothing was found.
        record_says: What the custody record says of being vulnerable.
        words: What the practitioner adds; may be empty.
    """

    tool: str
    answers: Mapping[str, str]
    result: str
    happened_at: datetime
    urgency: str = ""
    record_says: str = "not_looked"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Correcting:
    """Which first look a new one stands in the place of, and why."""

    event_id: UUID
    reason: str


def record_first_look(
    actor: Actor,
    episode_id: UUID,
    look: FirstLook,
    *,
    now: datetime,
    correcting: Correcting | None = None,
    request_key: UUID | None = None,
) -> UUID:
    """Record a first look, and raise what the custody record does not say.

    Whoever does it looks after the person from then on, unless somebody does already.

    Raises:
        NotPermitted: The role does not record this.
        Refused: ``tool.unknown``, ``tool.unknown_answer``, ``first_look.record_says`` or what
            ``check_step`` says.
        Conflict: ``event.corrected_already``.
    """
    tool = _tool(look)
    said = heard(tool, look.answers)
    step = NewEvent("screened", look.happened_at, _facts(actor, look, tool, said))
    check_may(actor, step, now)
    check_step("screened", step.facts)
    if correcting is not None:
        check_correction_reason(correcting.reason)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        old = superseded(correcting.event_id, "screened") if correcting else None
        event = append(
            actor,
            episode,
            step,
            now=now,
            supersedes=old,
            reason=correcting.reason.strip() if correcting else "",
        )
        audit_event(
            actor, event, action="diversion.record_first_look", now=now, request_key=request_key
        )
        _raise_what_differs(actor, episode, look, said, now=now)
        if episode.owner_id is None and correcting is None:
            own(actor, episode, owner_id=actor.user_id, action="take_on", now=now)
        refresh(episode)
        return event.id

    return once(actor, request_key, work)


def _tool(look: FirstLook) -> Tool:
    found = tools().get(look.tool)
    if found is None:
        raise Refused("tool.unknown", "Choose a tool.", field="tool")
    known = {question.id: {a.code for a in question.answers} for question in found.questions}
    for question, answer in look.answers.items():
        if answer not in known.get(question, set()):
            raise Refused("tool.unknown_answer", "Choose one of the answers.", field=question)
    if look.record_says not in RECORD_SAYS:
        raise Refused(
            "first_look.record_says", "Say what the custody record says.", field="record_says"
        )
    return found


def _facts(actor: Actor, look: FirstLook, tool: Tool, said: Heard) -> Facts:
    return {
        "tool": tool.code,
        "version": tool.version,
        "answers": dict(look.answers),
        "total": said.total,
        "result": look.result,
        "urgency": look.urgency,
        "record_says": look.record_says,
        "by": actor.name,
        "words": look.words,
    }


def _raise_what_differs(
    actor: Actor, episode: Episode, look: FirstLook, said: Heard, *, now: datetime
) -> None:
    ground = said.adult_ground
    if not contradicts(ground=ground, record_says=look.record_says, at=look.happened_at):
        return
    if _raised_already(episode, ground):
        return
    raised = NewEvent(
        "alert_raised",
        look.happened_at,
        {"what": "adult", "record_says": look.record_says, "screening_says": ground},
    )
    needed = NewEvent("adult_needed", look.happened_at, {"basis": ground})
    for new in (raised, needed):
        event = append(actor, episode, new, now=now)
        audit_event(actor, event, action=f"diversion.record_{new.kind}", now=now, request_key=None)
    send(ALERT, {"episode": str(episode.id)}, now=now)


def _raised_already(episode: Episode, ground: str) -> bool:
    rows = EpisodeEvent.objects.filter(episode=episode, kind="alert_raised", superseded_by=None)
    return ground in BASIS and any(row.facts.get("screening_says") == ground for row in rows)
