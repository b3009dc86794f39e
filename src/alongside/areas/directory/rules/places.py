"""What must hold of a place of safety, and who may speak for it."""

from uuid import UUID

from alongside.engines.law import PLACE_TYPES, PlaceType
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted, Refused


def check_place_type(code: str) -> None:
    """Refuse a type that is not in the list.

    Raises:
        Refused: ``place.type_not_known``.
    """
    if code not in PLACE_TYPES:
        raise Refused(
            "place.type_not_known",
            "That is not a type of place of safety.",
            next_step="Choose one from the list.",
            field="type",
        )


def check_takes_somebody(*, adults: bool, children: bool) -> None:
    """Refuse a place that takes nobody.

    Raises:
        Refused: ``place.takes_nobody``.
    """
    if not adults and not children:
        raise Refused(
            "place.takes_nobody",
            "Say who this place takes.",
            next_step="Choose adults, under 18s, or both.",
            field="takes",
        )


def check_is_own_place(actor: Actor, organisation_id: UUID) -> None:
    """Refuse a coordinator who speaks for another organisation's place.

    Raises:
        NotPermitted: ``place.not_yours``.
    """
    coordinator = actor.role is Role.PLACE_OF_SAFETY_COORDINATOR
    if coordinator and actor.organisation_id != organisation_id:
        raise NotPermitted(
            "place.not_yours",
            "You speak for the places of your own organisation.",
            next_step='Ring the place, then use "I rang" to pass on what you heard.',
        )


def check_can_be_free(code: str) -> None:
    """Refuse to keep space for a police station: it is never offered as a place to go.

    Raises:
        Refused: ``place.has_no_availability``.

    Source: DOMAIN R1.15, R1.16.
    """
    if code == PlaceType.POLICE_STATION:
        raise Refused(
            "place.has_no_availability",
            "Space is not kept for a police station.",
            next_step="Choose a health-based place of safety or an emergency department.",
        )
