"""Teams others can ring, and who answers when they are shut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory.models import Team
from alongside.areas.directory.queries.areas import areas_in_words
from alongside.areas.directory.queries.confirmations import Confirmation, confirmation_of
from alongside.areas.directory.rules.hours import OpenState, hours_words, open_state, parse_hours
from alongside.areas.directory.rules.languages import languages_words
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team and whom to ring now.

    Attributes:
        hours: As written; ``hours_words`` says them evenly.
        standing: Whether it is open now, in facts and in words.
        ring_now: The number that is answered now; the cover's while the team is shut.
        ring_now_name: Who answers it.
        takes: Whom it takes by referral; empty where it takes nobody that way.
        usual_wait_days: From being taken on to the first appointment, when it is known.
        answers_within_days: By when it promises to answer a referral, when it does.
        ods_code: What the NHS calls its organisation or site; may be empty.
        languages: Codes; ``languages_words`` names them.
        areas: Names of the areas it serves; empty for the whole county.
    """

    id: UUID
    version: int
    name: str
    organisation_id: UUID
    organisation: str
    purpose: str
    phone: str
    hours: str
    hours_words: str
    standing: OpenState
    out_of_hours_name: str
    out_of_hours_phone: str
    ring_now: str
    ring_now_name: str
    takes: str
    usual_wait_days: int | None
    answers_within_days: int | None
    ods_code: str
    confirmed: Confirmation
    active: bool
    email: str
    languages: list[str]
    languages_words: str
    areas: tuple[str, ...]


def teams(viewer: Actor, *, now: datetime) -> list[TeamLine]:
    """Answer every team by organisation; those due to be confirmed again come last in each."""
    rows = Team.objects.filter(active=True).select_related("organisation")
    areas = areas_in_words()
    lines = [_line(row, areas, now) for row in rows.order_by("organisation__name", "name")]
    return sorted(lines, key=lambda line: (line.organisation, line.confirmed.stale))


def team(viewer: Actor, team_id: UUID, *, now: datetime) -> TeamLine:
    """Answer one team.

    Raises:
        Refused: ``team.not_here``.
    """
    row = Team.objects.select_related("organisation").filter(pk=team_id).first()
    if row is None:
        raise Refused("team.not_here", "There is no such team.", next_step="Choose one listed.")
    return _line(row, areas_in_words(), now)


def _line(row: Team, areas: Mapping[str, tuple[str, ...]], now: datetime) -> TeamLine:
    standing = open_state(parse_hours(row.hours), now)
    covered = not standing.open and row.out_of_hours_phone != ""
    return TeamLine(
        id=row.id,
        version=row.version,
        name=row.name,
        organisation_id=row.organisation_id,
        organisation=row.organisation.short_name,
        purpose=row.purpose,
        phone=row.phone,
        hours=row.hours,
        hours_words=hours_words(row.hours),
        standing=standing,
        out_of_hours_name=row.out_of_hours_name,
        out_of_hours_phone=row.out_of_hours_phone,
        ring_now=row.out_of_hours_phone if covered else row.phone,
        takes=row.takes,
        usual_wait_days=row.usual_wait_days,
        answers_within_days=row.answers_within_days,
        ods_code=row.ods_code,
        ring_now_name=(row.out_of_hours_name or "Cover") if covered else row.name,
        confirmed=confirmation_of(row, now),
        active=row.active,
        email=row.email,
        languages=row.languages,
        languages_words=languages_words(row.languages),
        areas=areas.get(f"team:{row.id}", ()),
    )
