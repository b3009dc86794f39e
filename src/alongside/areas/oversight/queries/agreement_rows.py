"""Turns rows of agreements into the frozen facts the rules know."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.oversight.models import AgreementParty, SharingAgreement
from alongside.areas.oversight.rules.agreements import (
    AgreementEntry,
    Dates,
    PartyEntry,
    due_words,
    is_latest_chase,
)
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date


def dates_of(row: SharingAgreement) -> Dates:
    """Answer the instants that decide where an agreement stands."""
    return Dates(row.starts_on, row.review_on, row.ends_on, row.signed_at, row.withdrawn_at)


def entry_of(row: SharingAgreement) -> AgreementEntry:
    """Answer everything an agreement says."""
    values: dict[str, Any] = {
        one.name: getattr(row, one.name) for one in fields(AgreementEntry) if one.name != "parties"
    }
    parties = tuple(
        PartyEntry(
            party.organisation_id, party.lead_name, party.lead_contact, party.dpo, party.power
        )
        for party in row.parties.order_by("organisation__name")
    )
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return AgreementEntry(**(values | lists), parties=parties)


def has_lead(organisation_id: UUID) -> bool:
    """Whether an organisation has an information governance lead with an account here."""
    leads = User.objects.filter(is_active=True, roles_held__role=Role.INFORMATION_GOVERNANCE)
    return leads.filter(organisation_id=organisation_id).exists()


def leads_of(agreement_id: str) -> list[UUID]:
    """Answer every information governance lead of every party, to tell them something."""
    parties = AgreementParty.objects.filter(agreement_id=UUID(agreement_id))
    leads = User.objects.filter(is_active=True, roles_held__role=Role.INFORMATION_GOVERNANCE)
    within = leads.filter(organisation_id__in=parties.values("organisation_id"))
    return list(within.values_list("pk", flat=True).distinct())


def lapse_note(payload: Mapping[str, str], *, now: datetime) -> str:
    """Say in a line what falls due; empty when the agreement has moved on since."""
    row = SharingAgreement.objects.filter(pk=UUID(payload["id"])).first()
    if row is None:
        return ""
    if payload["what"] == "withdrawn":
        return f"Withdrawn: sharing agreement {row.reference}"
    due_on = row.review_on if payload["what"] == "review" else row.ends_on
    if row.withdrawn_at is not None or due_on.isoformat() != payload["on"]:
        return ""
    left = (due_on - local_date(now)).days
    if not is_latest_chase(int(payload["days"]), left):
        return ""
    return due_words(payload["what"], row.reference, left)
