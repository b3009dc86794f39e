"""Chains, answers to needs and areas served, as the actions wrote them."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.directory.models import AreaServed, CoverStep, NeedAnswered
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep
from alongside.areas.directory.rules.seats import Seat


def steps_of(kind: EntryKind, entry_id: UUID) -> list[NewStep]:
    """Answer who answers instead of a team or a contact, in order."""
    rows = CoverStep.objects.filter(**{f"{kind}_id": entry_id}).order_by("when", "position")
    return [step_of(row) for row in rows]


def step_of(row: CoverStep) -> NewStep:
    """Answer one step as the rules see it."""
    return NewStep(
        when=CoverWhen(row.when),
        to_team_id=row.to_team_id,
        to_contact_id=row.to_contact_id,
        to_seat=Seat(row.to_seat) if row.to_seat else None,
        to_phone=row.to_phone,
        to_name=row.to_name,
    )


def answerers_of(need: str, locality_id: UUID | None) -> list[Answerer]:
    """Answer whom to ring for a need in one area, or everywhere, in order."""
    return [answerer_of(row) for row in answered_here(need, locality_id).order_by("position")]


def answered_here(need: str, locality_id: UUID | None) -> QuerySet[NeedAnswered]:
    """Answer the rows of one need in one area alone, or of those that hold everywhere."""
    rows = NeedAnswered.objects.filter(need=need)
    return rows.filter(locality_id=locality_id) if locality_id else rows.filter(locality=None)


def answerer_of(row: NeedAnswered) -> Answerer:
    """Answer one answer to a need as the rules see it."""
    return Answerer(
        team_id=row.team_id,
        contact_id=row.contact_id,
        option_id=row.option_id,
        seat=Seat(row.seat) if row.seat else None,
    )


def areas_of(kind: EntryKind, entry_id: UUID) -> list[UUID]:
    """Answer the areas a team, contact or option serves, in an order that stays."""
    rows = AreaServed.objects.filter(**{f"{kind}_id": entry_id})
    return list(rows.order_by("locality_id").values_list("locality_id", flat=True))
