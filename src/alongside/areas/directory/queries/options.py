"""What else could work tonight, and whether it is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory.models import ServiceOption
from alongside.areas.directory.queries.areas import areas_in_words
from alongside.areas.directory.queries.confirmations import Confirmation, confirmation_of
from alongside.areas.directory.rules.hours import OpenState, hours_words, open_state, parse_hours
from alongside.areas.directory.rules.languages import languages_words
from alongside.areas.directory.rules.options import OPTION_LABELS, OptionKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

KIND_ORDER = list(OptionKind)


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option, with whether it is open now.

    Attributes:
        languages: Codes; ``languages_words`` names them.
        areas: Names of the areas it serves; empty for the whole county.
    """

    id: UUID
    version: int
    name: str
    kind: OptionKind
    kind_label: str
    organisation_id: UUID
    organisation: str
    for_whom: str
    phone: str
    address: str
    hours: str
    hours_words: str
    standing: OpenState
    confirmed: Confirmation
    active: bool
    languages: list[str]
    languages_words: str
    areas: tuple[str, ...]


def open_options(viewer: Actor, now: datetime) -> list[OptionLine]:
    """Answer what is open now and could work instead, in the order to try."""
    return [line for line in options(viewer, now=now) if line.standing.open]


def options(viewer: Actor, *, now: datetime) -> list[OptionLine]:
    """Answer every option: open ones first, then those that open soonest.

    Those due to be confirmed again come after the others that are open, or shut.
    """
    areas = areas_in_words()
    rows = ServiceOption.objects.filter(active=True).select_related("organisation")
    return sorted((_line(row, areas, now) for row in rows), key=_order)


def option(viewer: Actor, option_id: UUID, *, now: datetime) -> OptionLine:
    """Answer one option.

    Raises:
        Refused: ``option.not_here``.
    """
    row = ServiceOption.objects.select_related("organisation").filter(pk=option_id).first()
    if row is None:
        raise Refused("option.not_here", "There is no such option.", next_step="Choose one listed.")
    return _line(row, areas_in_words(), now)


def _order(line: OptionLine) -> tuple[bool, bool, int, int, str]:
    opens = line.standing.opens_at
    soon = int(opens.timestamp()) if opens else 0
    return (
        not line.standing.open,
        line.confirmed.stale,
        soon,
        KIND_ORDER.index(line.kind),
        line.name,
    )


def _line(row: ServiceOption, areas: Mapping[str, tuple[str, ...]], now: datetime) -> OptionLine:
    kind = OptionKind(row.kind)
    return OptionLine(
        id=row.id,
        version=row.version,
        name=row.name,
        kind=kind,
        kind_label=OPTION_LABELS[kind],
        organisation_id=row.organisation_id,
        organisation=row.organisation.short_name,
        for_whom=row.for_whom,
        phone=row.phone,
        address=row.address,
        hours=row.hours,
        hours_words=hours_words(row.hours),
        standing=open_state(parse_hours(row.hours), now),
        confirmed=confirmation_of(row, now),
        active=row.active,
        languages=row.languages,
        languages_words=languages_words(row.languages),
        areas=areas.get(f"option:{row.id}", ()),
    )
