"""Make a scheme, say what it is and what it wishes, and end it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.actions.scheme_writing import (
    audit,
    changed_meanwhile,
    check_free,
    check_version,
    kept,
    kept_scheme,
    write,
)
from alongside.areas.placements.models import PlacementPattern, PlacementScheme
from alongside.areas.placements.rules.patterns import USUAL_NAME, USUAL_PARTS
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.services import Hours, check_shifts
from alongside.areas.placements.rules.wishes import weights_said
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class SchemeWords:
    """What a scheme is called and what those on it are told.

    Attributes:
        name: As people say it.
        learner_word: What those on placement are called, such as ``officer``.
        day_starts: Earliest start of a day, local ``HH:MM``.
        day_ends: Latest end of it.
        badge: What badge they wear, and when not.
        leaflet: What the leaflet says to people on the ward.
        records_needed: Which records have to be seen before they start; empty is none.
    """

    name: str
    learner_word: str = "officer"
    day_starts: str = "08:00"
    day_ends: str = "20:00"
    badge: str = ""
    leaflet: str = ""
    records_needed: str = ""


def make_scheme(
    actor: Actor,
    name: str,
    *,
    partner_id: UUID | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Begin a scheme with nothing in it but the usual pattern.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.no_name``, ``scheme.name_taken`` or ``scheme.partner``.
    """
    require(actor, PERMISSIONS, "scheme.keep")

    def work() -> UUID:
        scheme = begin(actor, SchemeWords(name), partner_id=partner_id, now=now)
        PlacementPattern.objects.create(scheme=scheme, name=USUAL_NAME, parts=USUAL_PARTS)
        audit(
            actor,
            "make_scheme",
            Ref("placement_scheme", scheme.id),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return scheme.id

    return once(actor, request_key, work)


def begin(
    actor: Actor, words: SchemeWords, *, partner_id: UUID | None, now: datetime
) -> PlacementScheme:
    """Write the row of a new scheme; the caller holds the transaction and audits.

    Raises:
        Refused: ``scheme.no_name``, ``scheme.name_taken``, ``scheme.partner`` or ``scheme.long``.
    """
    if not words.name.strip():
        raise Refused("scheme.no_name", "Give the scheme a name.", field="name")
    if partner_id == actor.organisation_id or (
        partner_id is not None and partner_id not in {one.id for one in organisations()}
    ):
        raise Refused(
            "scheme.partner",
            "Choose another organisation than your own.",
            next_step="Leave it empty where you run the scheme for yourselves.",
            field="partner",
        )
    own = PlacementScheme.objects.filter(organisation_id=actor.organisation_id)
    check_free(own, words.name)
    return kept(
        PlacementScheme(
            organisation_id=actor.organisation_id,
            partner_id=partner_id,
            weights=weights_said({}),
            created_by_id=actor.user_id,
            created_at=now,
            **asdict(words),
        )
    )


def change_scheme(
    actor: Actor, scheme_id: UUID, words: SchemeWords, *, version: int, now: datetime
) -> UUID:
    """Change what a scheme is called and what those on it are told.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: ``scheme.…`` or ``shift.outside_day`` where a shift would lie outside the day.
    """

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        columns = asdict(words)
        check_version(scheme, columns, version)
        own = PlacementScheme.objects.filter(organisation_id=scheme.organisation_id)
        check_free(own, words.name, but=scheme.id)
        _check_day(scheme, words)
        changed = write(scheme, columns)
        ref = Ref("placement_scheme", scheme.id)
        audit(actor, "change_scheme", ref, fields=changed, now=now)
        return scheme.id

    return once(actor, None, work)


def _check_day(scheme: PlacementScheme, words: SchemeWords) -> None:
    if not words.day_starts < words.day_ends:
        raise Refused("scheme.day", "The day has to end after it starts.", field="day_ends")
    services = scheme.services.filter(left_at=None).order_by("name")
    for service in services.prefetch_related("shifts"):
        shifts = [Hours(one.name, one.starts, one.ends) for one in service.shifts.all()]
        try:
            check_shifts(shifts, (words.day_starts, words.day_ends))
        except Refused as refused:
            raise Refused(
                refused.code,
                f"{service.name}: {refused.message}",
                next_step="Change that shift first, or make the day longer.",
                field="day_ends",
            ) from None


def change_weights(
    actor: Actor, scheme_id: UUID, weights: dict[str, int], *, version: int, now: datetime
) -> UUID:
    """Change what each wish not met costs a plan.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed the scheme first.
        Refused: ``scheme.not_found`` or ``scheme.ended``.
    """

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        wanted = weights_said(weights)
        if scheme.version != version:
            # Shown wish by wish, as they are typed.
            now_said = weights_said(scheme.weights)
            theirs = {
                name: str(now_said[name]) for name in wanted if now_said[name] != wanted[name]
            }
            raise changed_meanwhile(theirs)
        write(scheme, {"weights": wanted})
        ref = Ref("placement_scheme", scheme.id)
        audit(actor, "change_weights", ref, fields=("weights",), now=now)
        return scheme.id

    return once(actor, None, work)


def end_scheme(
    actor: Actor, scheme_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """End a scheme: it stays to be read, and is not changed any more.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.not_found`` or ``scheme.ended``.
    """
    require(actor, PERMISSIONS, "scheme.keep")

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        write(scheme, {"ended_at": now})
        ref = Ref("placement_scheme", scheme.id)
        audit(actor, "end_scheme", ref, fields=("ended_at",), now=now, request_key=request_key)
        return scheme.id

    return once(actor, request_key, work)
