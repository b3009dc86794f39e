"""Say whether a place has space, and take it back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import locked
from alongside.areas.directory.models import AvailabilityClaim, PlaceOfSafety
from alongside.areas.directory.queries.places import NOT_HERE
from alongside.areas.directory.rules.availability import (
    ClaimState,
    ClaimWay,
    check_spaces,
    claim_expires_at,
)
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.places import check_can_be_free, check_is_own_place
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import NotPermitted, Refused

CLAIM_NOT_HERE = Refused(
    "claim.not_here", "There is no such entry.", next_step="Open the place and look again."
)


def say_availability(
    actor: Actor,
    place_id: UUID,
    *,
    state: ClaimState,
    now: datetime,
    spaces: int | None = None,
    note: str = "",
    lasts: timedelta | None = None,
    request_key: UUID | None = None,
) -> UUID:
    """Say, as the place itself, whether there is space.

    Args:
        spaces: How many are free, where it is known.
        lasts: How long this holds; the usual time for the state when ``None``.

    Returns:
        The claim.

    Raises:
        NotPermitted: Not a coordinator of the place's own organisation.
        Refused: ``place.not_here``, ``place.has_no_availability``,
            ``claim.spaces_do_not_fit`` or ``claim.lasts_out_of_range``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "availability.say")
        place = locked(PlaceOfSafety, place_id, NOT_HERE)
        check_is_own_place(actor, place.organisation_id)
        check_spaces(state, spaces)
        claim = _claim(actor, place, state, ClaimWay.PLACE, now)
        claim.spaces, claim.note = spaces, note
        claim.expires_at = claim_expires_at(state, now, lasts)
        return _keep(actor, claim, now, request_key)

    return once(actor, request_key, make)


def ring_and_report(
    actor: Actor,
    place_id: UUID,
    *,
    state: ClaimState,
    now: datetime,
    note: str = "",
    request_key: UUID | None = None,
) -> UUID:
    """Pass on what a place said when the actor rang it; updates it for everyone.

    Returns:
        The claim, so that undo can be offered.

    Raises:
        NotPermitted: The actor is not on duty.
        Refused: ``place.not_here`` or ``place.has_no_availability``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "availability.report")
        place = locked(PlaceOfSafety, place_id, NOT_HERE)
        claim = _claim(actor, place, state, ClaimWay.RANG, now)
        claim.note = note
        return _keep(actor, claim, now, request_key)

    return once(actor, request_key, make)


def withdraw_claim(actor: Actor, claim_id: UUID, *, now: datetime) -> UUID:
    """Take back something said of a place; what was said before it speaks again.

    Taking back twice changes nothing.

    Returns:
        The place.

    Raises:
        NotPermitted: ``claim.not_yours`` unless the actor said it or coordinates the place.
        Refused: ``claim.not_here``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "availability.withdraw")
        claim = locked(AvailabilityClaim, claim_id, CLAIM_NOT_HERE)
        place = PlaceOfSafety.objects.get(pk=claim.place_id)
        _check_may_withdraw(actor, claim, place)
        if claim.withdrawn_at is None:
            claim.withdrawn_at, claim.withdrawn_by_id = now, actor.user_id
            claim.save(update_fields=["withdrawn_at", "withdrawn_by"])
            entry = Entry(
                Op.ALTERATION,
                "directory.withdraw_claim",
                Ref("availability_claim", claim.id),
                also=(Ref("place", place.id),),
            )
            record(actor, entry, now=now)
    return place.id


def _claim(
    actor: Actor, place: PlaceOfSafety, state: ClaimState, way: ClaimWay, now: datetime
) -> AvailabilityClaim:
    check_can_be_free(place.type)
    return AvailabilityClaim(
        place=place,
        state=state,
        way=way,
        said_by_id=actor.user_id,
        said_by_name=actor.name,
        said_by_organisation=actor.organisation_name,
        said_at=now,
        expires_at=claim_expires_at(state, now, None),
    )


def _keep(actor: Actor, claim: AvailabilityClaim, now: datetime, request_key: UUID | None) -> UUID:
    claim.save(force_insert=True)
    entry = Entry(
        Op.COLLECTION,
        "directory.ring_and_report" if claim.way == ClaimWay.RANG else "directory.say_availability",
        Ref("availability_claim", claim.id),
        also=(Ref("place", claim.place_id),),
        fields=(claim.state,),
    )
    record(actor, entry, now=now, request_key=request_key)
    return claim.id


def _check_may_withdraw(actor: Actor, claim: AvailabilityClaim, place: PlaceOfSafety) -> None:
    said_it = claim.said_by_id == actor.user_id
    coordinates = (
        actor.role is Role.PLACE_OF_SAFETY_COORDINATOR
        and actor.organisation_id == place.organisation_id
    )
    if not said_it and not coordinates:
        raise NotPermitted(
            "claim.not_yours",
            "You can take back what you said yourself.",
            next_step="If it is not right any more, ring the place and say what you heard.",
        )
