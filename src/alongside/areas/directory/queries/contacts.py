"""Named contacts: what they are rung for, whether they are there, who answers instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from alongside.areas.directory.models import Contact, ContactAway
from alongside.areas.directory.queries.areas import areas_in_words
from alongside.areas.directory.queries.confirmations import Confirmation, confirmation_of
from alongside.areas.directory.rules.contacts import speaks_for
from alongside.areas.directory.rules.hours import hours_words, parse_hours
from alongside.areas.directory.rules.languages import languages_words
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.ringing import Line, Spell, Step, standing
from alongside.kernel.actor import Actor, holds
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact.

    Attributes:
        hours: As written; ``hours_words`` says them evenly.
        standing: Whether they answer now, in facts and in words.
        languages: Codes; ``languages_words`` names them.
        areas: Names of the areas they serve; empty for the whole county.
        away: Spells away that are not over, soonest first.
        may_say_away: Whether the viewer may say they are away or back.
        may_confirm: Whether the viewer may say the entry is still right.
    """

    id: UUID
    version: int
    name: str
    job_title: str
    organisation_id: UUID
    organisation: str
    team_id: UUID | None
    team: str
    user_id: UUID | None
    is_for: str
    phone: str
    email: str
    hours: str
    hours_words: str
    standing: Step
    languages: list[str]
    languages_words: str
    areas: tuple[str, ...]
    away: list[Spell]
    confirmed: Confirmation
    active: bool
    may_say_away: bool
    may_confirm: bool


def contacts(viewer: Actor, *, now: datetime, retired: bool = False) -> list[ContactLine]:
    """Answer every contact by organisation; those due to be confirmed again come last in each.

    Args:
        retired: Those no longer in use instead. Three queries.
    """
    areas = areas_in_words()
    lines = [_line(viewer, row, areas, now) for row in _rows(now).filter(active=not retired)]
    return sorted(lines, key=lambda line: (line.organisation, line.confirmed.stale, line.name))


def contact(viewer: Actor, contact_id: UUID, *, now: datetime) -> ContactLine:
    """Answer one contact, in use or not.

    Raises:
        Refused: ``contact.not_here``.
    """
    row = _rows(now).filter(pk=contact_id).first()
    if row is None:
        raise Refused(
            "contact.not_here", "There is no such contact.", next_step="Choose one listed."
        )
    return _line(viewer, row, areas_in_words(), now)


def _rows(now: datetime) -> QuerySet[Contact]:
    to_come = ContactAway.objects.filter(ended_at=None, until_at__gt=now).order_by("from_at")
    return Contact.objects.select_related("organisation", "team").prefetch_related(
        Prefetch("spells_away", queryset=to_come)
    )


def _line(
    viewer: Actor, row: Contact, areas: Mapping[str, tuple[str, ...]], now: datetime
) -> ContactLine:
    away = [Spell(spell.from_at, spell.until_at) for spell in row.spells_away.all()]
    key = f"contact:{row.id}"
    own = row.user_id is not None and row.user_id == viewer.user_id
    as_rung = Line(key, row.name, row.phone or row.email, parse_hours(row.hours), away=tuple(away))
    return ContactLine(
        id=row.id,
        version=row.version,
        name=row.name,
        job_title=row.job_title,
        organisation_id=row.organisation_id,
        organisation=row.organisation.short_name,
        team_id=row.team_id,
        team=row.team.name if row.team else "",
        user_id=row.user_id,
        is_for=row.is_for,
        phone=row.phone,
        email=row.email,
        hours=row.hours,
        hours_words=hours_words(row.hours),
        standing=standing(as_rung, now),
        languages=row.languages,
        languages_words=languages_words(row.languages),
        areas=areas.get(key, ()),
        away=away,
        confirmed=confirmation_of(row, now),
        active=row.active,
        may_say_away=holds(viewer, PERMISSIONS, "contact.away") and speaks_for(viewer, row.user_id),
        may_confirm=holds(viewer, PERMISSIONS, "contact.confirm" if own else "entry.confirm"),
    )
