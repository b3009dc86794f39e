"""Record what happened: one step of a contact or a detention at a time."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.actions.custody import ARREST, tell_of_arrest
from alongside.areas.crisis.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_contact,
    refresh,
    timeline_of,
)
from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.rules.facts import STRUCK_OUT
from alongside.areas.crisis.rules.handing_over import check_two_sides
from alongside.areas.crisis.rules.kinds import KINDS, POWER_OF_DECISION
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.timeline import in_its_minute
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def record_step(
    actor: Actor,
    contact_id: UUID,
    step: NewEvent,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record one thing that happened.

    A true record is never refused because it shows a breach or comes out of order: it is saved,
    and the page says what the recorded facts show.

    Returns:
        The event's identifier.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``event.in_the_future``, ``event.unknown_kind``, ``detention.not_started`` or
            ``handover.same_person``.
    """
    check_may(actor, step, now)

    def write() -> UUID:
        contact = locked_contact(contact_id)
        _check_power_used(contact, step)
        _check_both_sign(actor, contact, step)
        at = in_its_minute(step.kind, step.happened_at, timeline_of(contact))
        event = append(actor, contact, replace(step, happened_at=at), now=now)
        audit_event(
            actor,
            event,
            action=f"crisis.record_{step.kind}",
            now=now,
            request_key=request_key,
        )
        _follow(contact, step, now)
        return event.id

    return once(actor, request_key, write)


def _check_power_used(contact: Contact, step: NewEvent) -> None:
    if not KINDS[step.kind].detention or step.kind == "power_used":
        return
    if not Detention.objects.filter(contact=contact).exists():
        raise Refused(
            "detention.not_started",
            "No power has been recorded on this contact.",
            next_step="Record the decision first.",
        )


def _check_both_sign(actor: Actor, contact: Contact, step: NewEvent) -> None:
    if step.kind != "handover_accepted":
        return
    offers = Event.objects.filter(contact=contact, kind="handover_offered", superseded_by=None)
    rows = offers.order_by("happened_at", "sequence").values_list("recorded_by_id", "facts")
    standing = [by for by, facts in rows if not facts.get(STRUCK_OUT)]
    offered_by = standing[-1] if standing else None
    check_two_sides(offered_by, actor.user_id)


def _follow(contact: Contact, step: NewEvent, now: datetime) -> None:
    refresh(contact, now=now)
    if step.kind in ("ended", "handover_offered", "extension_given", "arrived"):
        send(f"crisis.{step.kind}", {"contact": str(contact.id)}, now=now)


def record_decision(
    actor: Actor,
    contact_id: UUID,
    decision: NewEvent,
    *,
    power_used: NewEvent | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record the decision and its reasons; where a power is used its timeline starts with it.

    Args:
        decision: Event of kind ``decision``.
        power_used: Event of kind ``power_used`` when the decision is to use one.

    Raises:
        NotPermitted: Only police roles record that a power was used.
        Refused: ``decision.power_missing`` or ``decision.power_twice``.
    """
    check_may(actor, decision, now)
    _check_power_said(decision, power_used)
    if power_used is not None:
        require(actor, PERMISSIONS, "power.use")
        check_may(actor, power_used, now)

    def write() -> UUID:
        contact = locked_contact(contact_id)
        if power_used is not None:
            _check_no_power_yet(contact)
        event = append(actor, contact, decision, now=now)
        audit_event(actor, event, action="crisis.record_decision", now=now, request_key=request_key)
        if power_used is not None:
            used = append(actor, contact, power_used, now=now)
            audit_event(actor, used, action="crisis.record_power_used", now=now, request_key=None)
            send("crisis.power_used", {"contact": str(contact.id)}, now=now)
        refresh(contact, now=now)
        if decision.facts.get("decision") == ARREST:
            tell_of_arrest(contact, at=decision.happened_at, now=now)
        return event.id

    return once(actor, request_key, write)


def _check_power_said(decision: NewEvent, power_used: NewEvent | None) -> None:
    needs_power = str(decision.facts.get("decision", "")) in POWER_OF_DECISION
    if needs_power != (power_used is not None):
        raise Refused(
            "decision.power_missing",
            "Say when the power was used, or choose another decision.",
            field="decision",
        )


def _check_no_power_yet(contact: Contact) -> None:
    if Event.objects.filter(contact=contact, kind="power_used", superseded_by=None).exists():
        raise Refused(
            "decision.power_twice",
            "A power is already recorded on this contact.",
            next_step="Open the detention. A second use is a new contact.",
        )
