"""What the sharing decision needs to know of agreements."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from alongside.areas.oversight.models import AgreementParty
from alongside.areas.oversight.rules.agreements import Dates, holding_period
from alongside.engines.sharing import Agreement, Category, PersonFacts, Purpose
from alongside.kernel.local_time import local_date

STILL_TOLD: Final = timedelta(days=366)
"""How long after its end an agreement is still named to the decision, as one that has lapsed."""

FIELDS: Final = ("purposes", "categories", "starts_on", "review_on", "ends_on", "signed_at",
                 "withdrawn_at")  # fmt: skip


def agreement_facts(_person_id: UUID, now: datetime) -> PersonFacts:
    """Answer the agreements that bear on a decision about anybody, in one query.

    Nothing is kept between calls: a withdrawal counts at the next look of every process, and
    the periods make a lapse count at its own instant.
    """
    return PersonFacts(agreements=frozenset(agreements(now)))


def agreements(now: datetime) -> list[Agreement]:
    """Answer every agreement, unsigned ones and those of the past year too."""
    since = local_date(now) - STILL_TOLD
    rows = AgreementParty.objects.filter(agreement__ends_on__gte=since)
    wanted = [f"agreement__{name}" for name in FIELDS]
    parties: dict[UUID, set[str]] = {}
    terms: dict[UUID, tuple[Any, ...]] = {}
    for agreement_id, organisation_id, *values in rows.values_list(
        "agreement_id", "organisation_id", *wanted
    ):
        parties.setdefault(agreement_id, set()).add(str(organisation_id))
        terms[agreement_id] = tuple(values)
    return [_agreement(key, frozenset(parties[key]), values) for key, values in terms.items()]


def _agreement(key: UUID, parties: frozenset[str], terms: tuple[Any, ...]) -> Agreement:
    purposes, categories, *dates = terms
    period = Dates(*dates)
    return Agreement(
        id=str(key),
        parties=parties,
        purposes=frozenset(Purpose(code) for code in purposes),
        categories=frozenset(Category(code) for code in categories),
        period=holding_period(period),
        signed=period.signed_at is not None,
    )
