"""Recording what the person chose about who may see what. Choices are ended, never edited."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.areas.plans.models import SharingChoice
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.rules.choices import NewChoice, SaidHow, check_choice
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import OWN_DOOR, Actor, require
from alongside.kernel.refusal import Refused


@for_standing_person
def record_choice(
    actor: Actor,
    person_id: UUID,
    choices: Sequence[NewChoice],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what the person chose; each takes the place of an earlier one about the same.

    Args:
        actor: The person by their own door, or the worker they told.
        person_id: Whose choice it is.
        choices: At least one.
        now: The server's instant.
        request_key: The form's, so that it is saved once.

    Returns:
        The first choice's identifier.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Refused: ``choice.none``, or a code of ``rules.choices``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "choice.record")
        check_own(actor, person_id, Allowance.CHOOSE_WHO_SEES, now=now)
        made = write_choices(actor, person_id, choices, now=now)
        entry = Entry(
            Op.COLLECTION,
            "plans.record_choice",
            Ref("sharing_choice", made[0]),
            also=(Ref("person", person_id), *(Ref("sharing_choice", key) for key in made[1:])),
            fields=tuple(sorted({str(choice.category) for choice in choices})),
        )
        record(actor, entry, now=now, request_key=request_key)
        return made[0]

    return once(actor, request_key, work)


def end_choice(actor: Actor, choice_id: UUID, *, now: datetime) -> None:
    """End a choice that was recorded, because the person changed their mind.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Refused: ``choice.not_here``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "choice.record")
        row = SharingChoice.objects.select_for_update().filter(pk=choice_id).first()
        if row is None or row.withdrawn_at is not None:
            raise Refused("choice.not_here", "There is no such choice now.")
        check_own(actor, row.person_id, Allowance.CHOOSE_WHO_SEES, now=now)
        end_choices(actor, row.person_id, Q(pk=choice_id), now=now)
        entry = Entry(
            Op.ALTERATION,
            "plans.end_choice",
            Ref("sharing_choice", choice_id),
            also=(Ref("person", row.person_id),),
            fields=("withdrawn_at",),
        )
        record(actor, entry, now=now)


def write_choices(
    actor: Actor,
    person_id: UUID,
    choices: Collection[NewChoice],
    *,
    now: datetime,
    plan_id: UUID | None = None,
) -> list[UUID]:
    """Write choices in the caller's transaction, ending those they take the place of.

    Raises:
        Refused: ``choice.none``, or a code of ``rules.choices``.
    """
    if not choices:
        raise Refused("choice.none", "Choose at least one answer.")
    for choice in choices:
        check_choice(choice, now)
        same = Q(recipient=choice.recipient, category=choice.category)
        end_choices(actor, person_id, same & Q(purpose=choice.purpose or ""), now=now)
    rows = [_row(actor, person_id, choice, plan_id, now) for choice in choices]
    return [row.id for row in SharingChoice.objects.bulk_create(rows)]


def end_choices(actor: Actor, person_id: UUID, which: Q, *, now: datetime) -> None:
    """End the choices still on record that match, in the caller's transaction."""
    running = SharingChoice.objects.filter(which, person_id=person_id, withdrawn_at=None)
    running.update(withdrawn_at=now, withdrawn_by_id=actor.user_id)


def _row(
    actor: Actor, person_id: UUID, choice: NewChoice, plan_id: UUID | None, now: datetime
) -> SharingChoice:
    return SharingChoice(
        person_id=person_id,
        plan_id=plan_id,
        kind=choice.kind,
        recipient=choice.recipient,
        category=choice.category,
        purpose=choice.purpose or "",
        agreed_by=choice.agreed_by,
        said_how=SaidHow.OWN_DOOR if actor.role in OWN_DOOR else SaidHow.TOLD_WORKER,
        starts_at=now,
        ends_at=choice.ends_at,
        decision=choice.decision.strip(),
        assessed_by=choice.assessed_by.strip(),
        assessed_on=choice.assessed_on,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        controller_id=actor.organisation_id,
    )
