"""Work on a suicide prevention plan: contact, changes, sharing, reviews, hard days, closing."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from alongside.areas.plans.actions.suicide_writing import (
    ANNIVERSARY,
    CLOSING,
    FOR_PREVENTION,
    OwnPart,
    append,
    audit_event,
    check_not_barred,
    check_says,
    keep_own_part,
    locked,
    morning,
    refresh,
    signatory,
)
from alongside.areas.plans.models import SuicideAnniversary, SuicidePlan
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.areas.plans.rules.suicide import Signatory, check_closure, check_own_part
from alongside.areas.plans.rules.suicide_dates import (
    check_anniversary,
    check_ends_on,
    check_gateway,
    check_review_due,
    remind_on,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Ref, Why
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, Sector
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


def record_plan_entry(
    actor: Actor,
    plan_id: UUID,
    entry: NewEntry,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that contact was made, that information was shared, or that the plan changed.

    Args:
        actor: Who records.
        plan_id: Of which plan.
        entry: Of kind ``contact_made``, ``shared`` or ``changed``.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Returns:
        The event.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.not_now``, ``suicide.barred``, ``suicide.gateway`` or
            ``suicide.nothing_said``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.work")
        facts = check_says(entry.facts, now)
        if not any(facts.values()):
            raise Refused("suicide.nothing_said", "Write what there is to say.")
        why = _ground(facts) if entry.kind == "shared" else FOR_PREVENTION
        event = append(actor, plan, NewEntry(entry.kind, entry.happened_at, facts), now=now)
        audit_event(
            actor,
            event,
            action=f"plans.record_suicide_{entry.kind}",
            now=now,
            request_key=request_key,
            why=why,
        )
        refresh(plan, now=now)
        return event.id

    return once(actor, request_key, work)


def _ground(facts: Mapping[str, object]) -> Why:
    gateway = str(facts.get("gateway", ""))
    check_gateway(gateway)
    return Why(purpose="P11", gateway=gateway, recipient=str(facts.get("recipient", "")))


def write_own_part(
    actor: Actor, plan_id: UUID, part: OwnPart, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Write the person's own part down with them, or why there is none; theirs to take back.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.no_own_part``, ``suicide.both`` or ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.work")
        check_own_part(part.text, part.why_not)
        check_not_barred({"why_not": part.why_not})
        given = NewEntry("own_part", now, {"given": bool(part.text.strip())})
        event = append(actor, plan, given, now=now)
        row = keep_own_part(actor, plan, part, now=now)
        audit_event(
            actor,
            event,
            action="plans.write_suicide_own_part",
            now=now,
            request_key=request_key,
            also=(Ref("suicide_own_part", row.id),),
        )
        refresh(plan, now=now)
        return event.id

    return once(actor, request_key, work)


def review_plan(
    actor: Actor,
    plan_id: UUID,
    *,
    words: str,
    review_due_on: date | None,
    ends_on: date | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Review a plan and say when it is reviewed next, at most 28 days on.

    Args:
        actor: Who reviewed it.
        plan_id: Which plan.
        words: What was looked at and agreed.
        review_due_on: The next review.
        ends_on: A new end; as it was when ``None``.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.nothing_said``, ``suicide.review_too_far``, ``suicide.end_too_far`` or
            ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.work")
        if not words.strip():
            raise Refused("suicide.nothing_said", "Say what was agreed.", field="words")
        check_not_barred({"words": words})
        today = local_date(now)
        facts: Mapping[str, object] = {
            "words": words,
            "review_due_on": check_review_due(review_due_on, today),
            "ends_on": check_ends_on(ends_on, today) if ends_on else None,
        }
        event = append(actor, plan, NewEntry("reviewed", now, facts), now=now)
        audit_event(
            actor, event, action="plans.review_suicide_plan", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        return event.id

    return once(actor, request_key, work)


def add_anniversary(
    actor: Actor,
    plan_id: UUID,
    *,
    month: int,
    day: int,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep a day of the year that may be hard. Both services are reminded a week before it.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.no_such_day``, ``suicide.no_reason``, ``suicide.day_twice`` or
            ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.work")
        check_anniversary(month, day, words)
        check_not_barred({"words": words})
        said = words.strip()
        standing = SuicideAnniversary.objects.filter(plan=plan, ended_at=None)
        if standing.filter(month=month, day=day, words=said).exists():
            raise Refused("suicide.day_twice", "That day is on the plan already.", field="day")
        facts = {"month": month, "day": day, "words": said}
        event = append(actor, plan, NewEntry("anniversary", now, facts), now=now)
        row = SuicideAnniversary.objects.create(
            plan=plan,
            month=month,
            day=day,
            words=said,
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        audit_event(actor, event, action="plans.add_anniversary", now=now, request_key=request_key)
        refresh(plan, now=now)
        remind(row, local_date(now), now=now)
        return event.id

    return once(actor, request_key, work)


def remind(row: SuicideAnniversary, after: date, *, now: datetime) -> None:
    """Put the next reminder of a hard day in the outbox."""
    on = remind_on(row.month, row.day, after)
    send(
        ANNIVERSARY,
        {"anniversary": str(row.id), "after": after.isoformat()},
        now=now,
        due_at=max(morning(on), now),
        once_key=f"{ANNIVERSARY}:{row.id}:{on.isoformat()}",
    )


def sign_closing(
    actor: Actor, plan_id: UUID, *, reason: str, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Sign first to close a plan, with the reason. It stays open until the other service signs.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.no_reason`` or ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.close")
        if not reason.strip():
            raise Refused("suicide.no_reason", "Say why the plan can close.", field="reason")
        check_not_barred({"reason": reason})
        event = append(actor, plan, NewEntry("closing_signed", now, {"reason": reason}), now=now)
        plan.closing_reason = reason.strip()
        plan.first_signed_by_id = actor.user_id
        plan.first_signed_organisation_id = actor.organisation_id
        plan.save(update_fields=["closing_reason", "first_signed_by", "first_signed_organisation"])
        audit_event(
            actor, event, action="plans.sign_suicide_closing", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        send(CLOSING, {"plan": str(plan.id)}, now=now)
        return event.id

    return once(actor, request_key, work)


def keep_open(actor: Actor, plan_id: UUID, *, words: str, now: datetime) -> None:
    """Keep a plan open that one service had signed to close.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.no_reason`` or ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.close")
        if not words.strip():
            raise Refused("suicide.no_reason", "Say why it stays open.", field="words")
        check_not_barred({"words": words})
        event = append(actor, plan, NewEntry("kept_open", now, {"words": words}), now=now)
        plan.closing_reason = ""
        plan.first_signed_by = plan.first_signed_organisation = None
        plan.save(update_fields=["closing_reason", "first_signed_by", "first_signed_organisation"])
        audit_event(actor, event, action="plans.keep_suicide_plan_open", now=now)
        refresh(plan, now=now)
        return event.id

    once(actor, None, work)


def close_plan(
    actor: Actor, plan_id: UUID, *, words: str = "", now: datetime, request_key: UUID | None = None
) -> None:
    """Sign second, for the other service, so that the plan is closed.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.one_signature``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.close")
        check_closure(_first_signature(plan), signatory(actor))
        check_not_barred({"words": words})
        event = append(actor, plan, NewEntry("closing_agreed", now, {"words": words}), now=now)
        plan.second_signed_by_id = actor.user_id
        plan.second_signed_organisation_id = actor.organisation_id
        plan.save(update_fields=["second_signed_by", "second_signed_organisation"])
        audit_event(
            actor, event, action="plans.close_suicide_plan", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        return event.id

    once(actor, request_key, work)


def _first_signature(plan: SuicidePlan) -> Signatory | None:
    if plan.first_signed_by_id is None:
        return None
    user = User.objects.select_related("organisation").get(pk=plan.first_signed_by_id)
    sector = Sector(user.organisation.sector)
    return Signatory(str(user.id), str(plan.first_signed_organisation_id), sector)
