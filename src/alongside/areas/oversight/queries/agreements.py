"""The register of sharing agreements, one agreement in full, and what stops if it lapses."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.oversight.models import SharingAgreement
from alongside.areas.oversight.queries.agreement_facts import agreements
from alongside.areas.oversight.queries.agreement_rows import dates_of, entry_of, has_lead
from alongside.areas.oversight.rules.agreements import (
    CHASED_BEFORE_DAYS,
    STATE_LABELS,
    TRANSITIONS,
    AgreementEntry,
    Happening,
    State,
    missing_parts,
    state_of,
)
from alongside.areas.oversight.rules.effect import Exchange, exchanges_stopped
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Policy, Purpose, policy_on
from alongside.foundation.accounts.queries import OrganisationName, organisations
from alongside.foundation.audit.counting import looks_relying_on
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

RELIED_ON: Final = timedelta(days=90)
LIVE: Final = frozenset({State.IN_FORCE, State.DUE_FOR_REVIEW})


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in the register.

    Attributes:
        parties: Short names.
        purposes: In words.
        soon: What falls due within 60 days, in words; empty when nothing does.
        mine: Whether the viewer's organisation is a party.
    """

    id: UUID
    reference: str
    title: str
    state: State
    state_words: str
    parties: tuple[str, ...]
    purposes: tuple[str, ...]
    review_on: date
    ends_on: date
    soon: str
    mine: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """One party, and its signature to this version."""

    organisation_id: UUID
    name: str
    lead_name: str
    lead_contact: str
    dpo: str
    power: str
    signed_by: str
    post: str
    signed_at: datetime | None
    may_sign: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One review that was done."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Stops:
    """What one organisation could no longer have for one purpose."""

    organisation: str
    purpose: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement in full.

    Attributes:
        missing: What it does not say yet.
        stops: What would stop if it lapsed; empty when it is not in force.
        stops_count: How many exchanges that is.
        relied_on: Looks that relied on it in the last 90 days.
        may: What the viewer may do to it now.
    """

    line: AgreementLine
    version: int
    entry: AgreementEntry
    purposes: tuple[str, ...]
    kinds: tuple[str, ...]
    gateways: tuple[str, ...]
    parties: tuple[PartyPage, ...]
    reviews: tuple[ReviewPage, ...]
    missing: tuple[str, ...]
    stops: tuple[Stops, ...]
    stops_count: int
    relied_on: int
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    may: frozenset[str]


def register(viewer: Actor, *, now: datetime) -> list[AgreementLine]:
    """Answer every agreement: what waits for somebody first, then by end.

    Raises:
        NotPermitted: The role does not see agreements.
    """
    require(viewer, PERMISSIONS, "agreement.see")
    named = {one.id: one for one in organisations()}
    rows = SharingAgreement.objects.prefetch_related("parties").order_by("ends_on", "reference")
    lines = [_line(row, viewer, named, now) for row in rows]
    order = (State.DUE_FOR_REVIEW, State.DRAFT, State.SIGNED, State.IN_FORCE)
    ranks = {state: rank for rank, state in enumerate((*order, State.ENDED, State.WITHDRAWN))}
    return sorted(lines, key=lambda line: ranks[line.state])


def agreement(viewer: Actor, agreement_id: UUID, *, now: datetime) -> AgreementPage:
    """Answer one agreement in full, with what stops if it lapses.

    Raises:
        NotPermitted: The role does not see agreements.
        Refused: ``agreement.not_here``.
    """
    require(viewer, PERMISSIONS, "agreement.see")
    row = SharingAgreement.objects.prefetch_related("parties").filter(pk=agreement_id).first()
    if row is None:
        raise Refused(
            "agreement.not_here", "There is no such agreement.", next_step="Choose one listed."
        )
    named = {one.id: one for one in organisations()}
    policy = policy_on(local_date(now))
    entry, line = entry_of(row), _line(row, viewer, named, now)
    stopped = _stopped(row, named, policy, now) if line.state in LIVE else ()
    return AgreementPage(
        line=line,
        version=row.version,
        entry=entry,
        purposes=line.purposes,
        kinds=tuple(
            _kind(title.title) for code, title in policy.categories.items()
            if code in entry.categories
        ),
        gateways=tuple(_gateway(policy, code) for code in entry.gateways),
        parties=_parties(row, viewer, named, line.state),
        reviews=tuple(
            ReviewPage(one.reviewed_at, one.reviewed_by_name, one.words)
            for one in row.reviews.order_by("-reviewed_at")
        ),
        missing=missing_parts(entry),
        stops=_stops(stopped, named, policy),
        stops_count=len(stopped),
        relied_on=looks_relying_on([str(row.id)], since=now - RELIED_ON).get(str(row.id), 0),
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by_name,
        withdrawn_reason=row.withdrawn_reason,
        may=_may(viewer, line),
    )  # fmt: skip


def agreements_of(organisation_id: UUID) -> list[str]:
    """Answer the ids of the agreements an organisation is or was a party to."""
    rows = SharingAgreement.objects.filter(parties__organisation_id=organisation_id)
    return [str(key) for key in rows.values_list("pk", flat=True)]


def agreements_waiting(viewer: Actor, *, now: datetime) -> list[AgreementLine]:
    """Answer the viewer's own agreements that wait for somebody: to review, sign or replace."""
    return [line for line in register(viewer, now=now) if line.mine and line.soon]


def _line(
    row: SharingAgreement, viewer: Actor, named: dict[UUID, OrganisationName], now: datetime
) -> AgreementLine:
    state = state_of(dates_of(row), now)
    policy = policy_on(local_date(now))
    parties = [party.organisation_id for party in row.parties.all()]
    return AgreementLine(
        id=row.id,
        reference=row.reference,
        title=row.title,
        state=state,
        state_words=STATE_LABELS[state],
        parties=tuple(sorted(named[party].short_name for party in parties)),
        purposes=tuple(policy.purposes[Purpose(code)].words for code in row.purposes),
        review_on=row.review_on,
        ends_on=row.ends_on,
        soon=_soon(state, row, local_date(now)),
        mine=viewer.organisation_id in parties,
    )


def _soon(state: State, row: SharingAgreement, today: date) -> str:
    if state is State.DRAFT:
        return "Waits for signatures"
    if state is State.DUE_FOR_REVIEW:
        return "Review it now"
    if state not in LIVE:
        return ""
    for due_on, words in ((row.ends_on, "Ends"), (row.review_on, "Review")):
        days = (due_on - today).days
        if days <= max(CHASED_BEFORE_DAYS):
            return f"{words} in {days} day{'' if days == 1 else 's'}"
    return ""


def _parties(
    row: SharingAgreement, viewer: Actor, named: dict[UUID, OrganisationName], state: State
) -> tuple[PartyPage, ...]:
    signed = {
        one.organisation_id: one for one in row.signatures.filter(agreement_version=row.version)
    }
    parties = sorted(row.parties.all(), key=lambda party: named[party.organisation_id].name)
    own = viewer.organisation_id in {party.organisation_id for party in parties}
    signable = state is State.DRAFT and own and holds(viewer, PERMISSIONS, "agreement.sign")
    return tuple(
        PartyPage(
            organisation_id=party.organisation_id,
            name=named[party.organisation_id].name,
            lead_name=party.lead_name,
            lead_contact=party.lead_contact,
            dpo=party.dpo,
            power=party.power,
            signed_by=signed[party.organisation_id].signed_by
            if party.organisation_id in signed
            else "",
            post=signed[party.organisation_id].post if party.organisation_id in signed else "",
            signed_at=(
                signed[party.organisation_id].signed_at if party.organisation_id in signed else None
            ),
            may_sign=signable
            and party.organisation_id not in signed
            and (
                party.organisation_id == viewer.organisation_id
                or not has_lead(party.organisation_id)
            ),
        )
        for party in parties
    )


def _stopped(
    row: SharingAgreement, named: dict[UUID, OrganisationName], policy: Policy, now: datetime
) -> tuple[Exchange, ...]:
    sectors = {str(one.id): one.sector for one in named.values()}
    return exchanges_stopped(str(row.id), agreements(now), sectors, policy=policy, at=now)


def _stops(
    stopped: Sequence[Exchange], named: dict[UUID, OrganisationName], policy: Policy
) -> tuple[Stops, ...]:
    grouped: dict[tuple[str, Purpose], list[str]] = defaultdict(list)
    for one in stopped:
        title = policy.categories[one.category].title
        grouped[one.organisation, one.purpose].append(_kind(title))
    names = {str(key): one.short_name for key, one in named.items()}
    return tuple(
        Stops(names[organisation], policy.purposes[purpose].words, tuple(kinds))
        for (organisation, purpose), kinds in grouped.items()
    )


def _gateway(policy: Policy, code: str) -> str:
    """Say a legal gateway: what it means, and the law."""
    gateway = policy.gateways[code]
    return f"{gateway.words.rstrip('.')} ({gateway.law})"


def _kind(title: str) -> str:
    return title.rstrip(",")


def _may(viewer: Actor, line: AgreementLine) -> frozenset[str]:
    wanted = {
        "change": ("agreement.write", Happening.CHANGED),
        "review": ("agreement.review", Happening.REVIEWED),
        "withdraw": ("agreement.withdraw", Happening.WITHDRAWN),
    }
    may = {
        name
        for name, (permission, happening) in wanted.items()
        if (line.state, happening) in TRANSITIONS and holds(viewer, PERMISSIONS, permission)
    }
    if line.state not in (State.DRAFT, State.SIGNED) and holds(
        viewer, PERMISSIONS, "agreement.write"
    ):
        may.add("follow")
    return frozenset(may) if line.mine else frozenset()
