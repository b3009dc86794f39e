"""Take a whole scheme in from a file or an example: all of it, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.placements.actions.scheme_services import write_shifts
from alongside.areas.placements.actions.scheme_writing import audit, kept
from alongside.areas.placements.actions.schemes import SchemeWords, begin
from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
)
from alongside.areas.placements.rules.cohorts import check_days
from alongside.areas.placements.rules.intake import Intake
from alongside.areas.placements.rules.marks import check_marks
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.services import USUAL_MOST, Hours, check_seats, check_shifts
from alongside.areas.placements.rules.stretches import day_typed
from alongside.areas.placements.rules.wishes import weights_said
from alongside.engines.scheduling.scheme import Cohort, Officer, Pattern, Service, Span
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is said beside the file when a scheme is taken in.

    Attributes:
        name: What it is called here; the file's own name when empty.
        partner_id: Whom it is run for.
        why_more: Why services take more than two at once, where they do and the file does not say.
    """

    name: str = ""
    partner_id: UUID | None = None
    why_more: str = ""


def take_in_scheme(
    actor: Actor,
    intake: Intake,
    said: Beginning,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Make a scheme with all that was read.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.…``, ``service.…``, ``mark.…`` or ``cohort.…``, naming the row. Nothing
            is kept then.
    """
    require(actor, PERMISSIONS, "scheme.keep")

    def work() -> UUID:
        scheme = begin(actor, _words(intake, said), partner_id=said.partner_id, now=now)
        _write_services(scheme, intake, said.why_more)
        _write_people(scheme, intake, _write_patterns(scheme, intake))
        audit(
            actor,
            "take_in_scheme",
            Ref("placement_scheme", scheme.id),
            op=Op.COLLECTION,
            fields=("services", "patterns", "cohorts", "officers"),
            now=now,
            request_key=request_key,
        )
        return scheme.id

    return once(actor, request_key, work)


@contextmanager
def _naming(where: str) -> Iterator[None]:
    """Say of a refusal which row it is about."""
    try:
        yield
    except Refused as refused:
        raise Refused(
            refused.code, f"{where}: {refused.message}", next_step=refused.next_step
        ) from None


def _words(intake: Intake, said: Beginning) -> SchemeWords:
    told = {
        name: str(intake.about[name]).strip()
        for name in ("learner_word", "badge", "leaflet", "records_needed")
        if intake.about.get(name)
    }
    starts, ends = intake.scheme.day
    name = said.name.strip() or intake.scheme.name
    return SchemeWords(name, day_starts=starts, day_ends=ends, **told)


def _once_each(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Refused("scheme.twice", f"{where}: “{name}” is there twice.")
        seen.add(name)


def _write_services(scheme: PlacementScheme, intake: Intake, why_more: str) -> None:
    scheme.weights = weights_said(asdict(intake.scheme.weights))
    kept(scheme)
    _once_each("services", (one.name for one in intake.scheme.services))
    for one in intake.scheme.services:
        with _naming(f"services ({one.name})"):
            _write_service(scheme, one, intake.services.get(one.code, {}), why_more)


def _write_service(
    scheme: PlacementScheme, one: Service, told: Mapping[str, Any], why_more: str
) -> None:
    more = str(told.get("why_more") or why_more) if one.seats > USUAL_MOST else ""
    check_seats(one.seats, more)
    row = kept(
        PlacementService(
            scheme=scheme,
            code=one.code,
            name=one.name,
            kind=one.kind,
            seats=one.seats,
            why_more=more,
            opens=_days(one.opens),
            closed=_days(one.closed),
            teaches=sorted(one.teaches),
            flags=check_marks(one.flags),
            **{name: str(told.get(name) or "") for name in ("where", "ask_for", "phone", "note")},
        )
    )
    _once_each("shifts", (shift.name for shift in one.shifts))
    shifts = tuple(Hours(shift.name, shift.starts, shift.ends) for shift in one.shifts)
    check_shifts(shifts, (scheme.day_starts, scheme.day_ends))
    write_shifts(row, shifts)
    _once_each("buddies", (buddy.name for buddy in one.buddies))
    for buddy in one.buddies:
        kept(ServiceBuddy(service=row, name=buddy.name, load=buddy.load, away=_days(buddy.away)))


def _days(spans: Iterable[Span]) -> list[list[str]]:
    return [[one.first.isoformat(), one.last.isoformat()] for one in spans]


def _write_patterns(scheme: PlacementScheme, intake: Intake) -> dict[Pattern, PlacementPattern]:
    _once_each("patterns", (one.name for one in intake.patterns))
    return {
        one: kept(
            PlacementPattern(
                scheme=scheme,
                name=one.name,
                parts=[{"kind": part.kind, "days": part.days} for part in one.parts],
                any_order=one.any_order,
            )
        )
        for one in intake.patterns
    }


def _write_people(
    scheme: PlacementScheme, intake: Intake, patterns: Mapping[Pattern, PlacementPattern]
) -> None:
    cohorts = {}
    for one in intake.scheme.cohorts:
        with _naming(f"cohorts ({one.name})"):
            told = intake.cohorts.get(one.name, {})
            cohorts[one.name] = _cohort(one, told, scheme=scheme, pattern=patterns[one.pattern])
    for officer in intake.scheme.officers:
        with _naming(f"officers ({officer.name})"):
            _learner(officer, intake.officers.get(officer.name, {}), cohorts[officer.cohort])


def _cohort(
    one: Cohort, told: Mapping[str, Any], *, scheme: PlacementScheme, pattern: PlacementPattern
) -> PlacementCohort:
    check_days(
        one.window.first,
        one.window.last,
        induction_on=one.induction_on,
        feedback_on=one.feedback_on,
    )
    return kept(
        PlacementCohort(
            scheme=scheme,
            pattern=pattern,
            name=one.name,
            first_on=one.window.first,
            last_on=one.window.last,
            induction_on=one.induction_on,
            induction_at=str(told.get("induction_at") or ""),
            feedback_on=one.feedback_on,
            feedback_at=str(told.get("feedback_at") or ""),
        )
    )


def _learner(one: Officer, told: Mapping[str, Any], cohort: PlacementCohort) -> None:
    vetted = str(told.get("vetted_on") or "")
    kept(
        Learner(
            scheme=cohort.scheme,
            cohort=cohort,
            name=one.name,
            calling=str(told.get("calling") or ""),
            leave=_days(one.leave),
            wants=sorted(one.objectives),
            prefers=list(one.prefers),
            excluded=sorted(one.excluded),
            conflicts=check_marks(one.conflicts),
            earlier=sorted(one.earlier),
            from_time=one.from_time,
            to_time=one.to_time,
            vetted_on=day_typed(vetted) if vetted else None,
        )
    )
