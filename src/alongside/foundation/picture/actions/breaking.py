"""Breaking glass: a look that nothing else allows, with a reason, reviewed afterwards."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.picture.deciding import decisions_for, policy_at
from alongside.foundation.picture.models import BrokenGlass, Opening
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import facts_about
from alongside.foundation.picture.rules import (
    GLASS_HOURS,
    PERMISSIONS,
    USUAL_GLASS_HOURS,
    check_reason,
    letters,
    opened_until,
)
from alongside.foundation.picture.telling import GLASS_BROKEN
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted, Refused


@for_standing_person
def break_glass(
    actor: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    categories: Collection[Category],
    reason: str,
    now: datetime,
    hours: int = USUAL_GLASS_HOURS,
    request_key: UUID | None = None,
) -> UUID:
    """Open, for some hours, what nothing else opens; both organisations' reviewers are told.

    Args:
        actor: Who needs to see it.
        person_id: Of whom.
        purpose: Why they look; it opens for this purpose alone.
        categories: What to open.
        reason: Why now; both reviewers read it.
        now: The server's instant.
        hours: When it ends by itself, one of ``GLASS_HOURS``.
        request_key: The form's, so that it is saved once.

    Returns:
        The broken glass.

    Raises:
        NotPermitted: The role may not.
        Refused: ``glass.reason``, ``opening.hours``, ``glass.nothing_chosen``, or
            ``glass.not_opened_so`` where breaking glass is not the way.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "glass.break")
        check_reason(reason)
        ends_at = opened_until(hours, GLASS_HOURS, now)
        wanted = frozenset(categories)
        _check_breakable(actor, person_id, wanted, purpose=purpose, now=now)
        opening = Opening(person_id=person_id, purpose=purpose, categories=letters(wanted))
        opening.starts_at, opening.ends_at = now, ends_at
        glass = _written(actor, opening, reason.strip())
        entry = _entry("picture.break_glass", glass, op=Op.BREAK_GLASS, reason=reason.strip())
        record(actor, entry, now=now, request_key=request_key)
        send(GLASS_BROKEN, {"glass": str(glass.id)}, now=now)
        return glass.id

    return once(actor, request_key, work)


def end_break_glass(actor: Actor, glass_id: UUID, *, now: datetime) -> UUID:
    """End one's own broken glass before its time. Both sides still review it.

    Returns:
        The person it was broken for.

    Raises:
        NotPermitted: It is somebody else's.
        Refused: ``glass.not_found``. Ending it twice is ending it once.
    """
    with transaction.atomic():
        glass = locked_glass(glass_id)
        opening = glass.opening
        if opening.opened_for_id != actor.user_id:
            raise NotPermitted("glass.not_yours", "Only whoever broke the glass ends it early.")
        if opening.ended_at is None and now < opening.ends_at:
            opening.ended_at = now
            opening.save(update_fields=["ended_at"])
            record(actor, _entry("picture.end_break_glass", glass), now=now)
    return opening.person_id


def locked_glass(glass_id: UUID) -> BrokenGlass:
    """Load a broken glass for writing, so that two writers take turns.

    Raises:
        Refused: ``glass.not_found``.
    """
    found = BrokenGlass.objects.select_for_update(of=("self",)).filter(pk=glass_id)
    glass = found.select_related("opening__organisation").first()
    if glass is None:
        raise Refused("glass.not_found", "That is not here.", next_step="Open it from Messages.")
    return glass


def _written(actor: Actor, opening: Opening, reason: str) -> BrokenGlass:
    opening.opened_by = "glass"
    opening.opened_for_id = actor.user_id
    opening.organisation_id = actor.organisation_id
    opening.save(force_insert=True)
    due_at = opening.starts_at + timedelta(hours=settings.GLASS_REVIEW_HOURS)
    return BrokenGlass.objects.create(
        opening=opening, role=actor.role, reason=reason, review_due_at=due_at
    )


def _check_breakable(
    actor: Actor,
    person_id: UUID,
    wanted: frozenset[Category],
    *,
    purpose: Purpose,
    now: datetime,
) -> None:
    if not wanted:
        raise Refused("glass.nothing_chosen", "Choose what you need to see.", field="categories")
    decisions = decisions_for(
        actor,
        facts_about(person_id, now, purpose),
        purpose,
        now=now,
        categories=wanted,
        openings=openings_for(actor, person_id, purpose=purpose, now=now),
    )
    for part in decisions.parts:
        if part.outcome is not Outcome.NEEDS_BREAK_GLASS:
            title = policy_at(now).categories[part.category].title
            raise Refused(
                "glass.not_opened_so",
                f"{title} are not opened by breaking glass here.",
                next_step=part.next_step or "You can see them already: go back to the page.",
                field="categories",
            )


def _entry(action: str, glass: BrokenGlass, *, op: Op = Op.ALTERATION, reason: str = "") -> Entry:
    opening = glass.opening
    policy = policy_at(opening.starts_at)
    why = Why(
        purpose=opening.purpose,
        gateway=policy.break_glass_ground,
        reason=reason,
        regime=policy.purposes[Purpose(opening.purpose)].regime,
    )
    return Entry(
        op,
        action,
        Ref("broken_glass", glass.id),
        also=(Ref("person", opening.person_id),),
        fields=tuple(f"{letter}:opened" for letter in opening.categories),
        why=why,
    )
