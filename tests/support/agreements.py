"""Sharing agreements for tests: complete, and signed by a named person of every party."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from alongside.areas.oversight import actions
from alongside.areas.oversight.rules.agreements import (
    LABELS,
    AgreementEntry,
    PartyEntry,
)
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

DAY = timedelta(days=1)
LISTS = {"purposes", "categories", "gateways"}
NOT_WORDS = LISTS | {"controllers", "special_category", "criminal_offence"} | {
    "starts_on",
    "review_on",
    "ends_on",
    "reference",
    "title",
    "dpia_reference",
}  # fmt: skip


def agreement_entry(parties: Sequence[UUID], now: datetime, **changed: object) -> AgreementEntry:
    """Everything an agreement says, for the routine purposes, from today for a year."""
    today = local_date(now)
    whole = AgreementEntry(
        reference="NM-T1",
        title="Routine sharing",
        dpia_reference="DPIA 1",
        starts_on=today,
        review_on=today + 180 * DAY,
        ends_on=today + 364 * DAY,
        purposes=("P6", "P13", "P14"),
        categories=("I", "C", "R", "M", "S", "A"),
        gateways=("consent_common_law",),
        parties=tuple(
            PartyEntry(party, "A lead", "01632 960000", "An officer", "An Act") for party in parties
        ),
        **{name: f"About {name}" for name in LABELS if name not in NOT_WORDS},  # type: ignore[arg-type]
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def agree(
    leads: Mapping[UUID, Actor], parties: Sequence[UUID], *, now: datetime, **changed: object
) -> UUID:
    """Write an agreement and have a named person of every party sign it.

    Args:
        leads: Information governance leads by organisation; at least one of a party.
        parties: Organisations.
        now: The instant.
        changed: Parts that differ from ``agreement_entry``.
    """
    author = next(leads[party] for party in parties if party in leads)
    entry = agreement_entry(parties, now, **changed)
    agreement_id = actions.write_agreement(author, entry, now=now)
    for number, party in enumerate(parties):
        actions.sign_agreement(
            leads.get(party, author),
            agreement_id,
            party,
            signed_by=f"Signatory {number}",
            post="Caldicott Guardian",
            version=1,
            now=now,
        )
    return agreement_id
