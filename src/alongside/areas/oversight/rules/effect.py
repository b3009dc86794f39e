"""What stops if an agreement lapses: every exchange is decided with it and without it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from alongside.engines.sharing import (
    Agreement,
    Category,
    Consent,
    Outcome,
    PersonFacts,
    Policy,
    Purpose,
    Request,
    decide,
)
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period

OPEN = frozenset({Outcome.SHOWN, Outcome.NEEDS_JUSTIFICATION})
"""What may be had, at once or when a named senior person agrees."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of information that one organisation may have for one purpose."""

    organisation: str
    purpose: Purpose
    category: Category


def exchanges_stopped(
    agreement: str,
    agreements: Collection[Agreement],
    sectors: Mapping[str, Sector],
    *,
    policy: Policy,
    at: datetime,
) -> tuple[Exchange, ...]:
    """Answer the exchanges that are open with an agreement and closed without it.

    It is decided for an adult who agrees to everything, so that only the agreement can stand in
    the way. An exchange that another agreement also carries does not stop.

    Args:
        agreement: Id of the agreement that would lapse.
        agreements: All of them.
        sectors: What kind each organisation is, by id.
        policy: The sharing policy.
        at: The instant.
    """
    lapsing = next(one for one in agreements if one.id == agreement)
    without = [one for one in agreements if one.id != agreement]
    pairs = [
        (party, purpose)
        for party in sorted(lapsing.parties)
        if party in sectors
        for purpose in Purpose
        if purpose in lapsing.purposes
    ]
    stopped = []
    for party, purpose in pairs:
        with_it = _open(party, purpose, agreements, sectors=sectors, policy=policy, at=at)
        still = _open(party, purpose, without, sectors=sectors, policy=policy, at=at)
        stopped += [Exchange(party, purpose, one) for one in Category if one in with_it - still]
    return tuple(stopped)


def _open(
    organisation: str,
    purpose: Purpose,
    agreements: Collection[Agreement],
    *,
    sectors: Mapping[str, Sector],
    policy: Policy,
    at: datetime,
) -> set[Category]:
    sector = sectors[organisation]
    roles = [role for role in Role if purpose in policy.purposes_of(role, sector)]
    facts = PersonFacts(
        is_child=False,
        consents=frozenset(Consent(None, category, Period(at)) for category in Category),
        agreements=frozenset(agreements),
    )
    found: set[Category] = set()
    for role in roles:
        request = Request(role, sector, True, purpose, organisation=organisation)
        decision = decide(request, facts, policy, at)
        found |= {part.category for part in decision.parts if part.outcome in OPEN}
    return found
