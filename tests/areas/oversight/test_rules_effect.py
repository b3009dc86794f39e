"""What stops if an agreement lapses, decided with it and without it."""

from datetime import UTC, datetime, timedelta

from alongside.areas.oversight.rules.effect import Exchange, exchanges_stopped
from alongside.engines.sharing import Agreement, Category, Purpose, policy_on
from alongside.kernel.actor import Sector
from alongside.kernel.local_time import local_date
from alongside.kernel.period import Period

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
POLICY = policy_on(local_date(NOW))
SECTORS = {"trust": Sector.MENTAL_HEALTH_TRUST, "police": Sector.POLICE}
DAY = timedelta(days=1)


def agreement(key: str, **changed: object) -> Agreement:
    terms: dict[str, object] = {
        "id": key,
        "parties": frozenset(SECTORS) | {"gone"},
        "purposes": frozenset({Purpose.CRISIS_PLAN}),
        "categories": frozenset({Category.IDENTITY, Category.OWN_WORDS}),
        "period": Period(NOW - DAY, NOW + DAY),
    }
    return Agreement(**(terms | changed))  # type: ignore[arg-type]


def stopped(*agreements: Agreement, at: datetime = NOW) -> tuple[Exchange, ...]:
    return exchanges_stopped(agreements[0].id, agreements, SECTORS, policy=POLICY, at=at)


def test_each_party_purpose_and_kind_that_only_it_carries_stops() -> None:
    assert stopped(agreement("one")) == (
        Exchange("trust", Purpose.CRISIS_PLAN, Category.IDENTITY),
        Exchange("trust", Purpose.CRISIS_PLAN, Category.OWN_WORDS),
    )


def test_what_another_agreement_carries_does_not_stop() -> None:
    other = agreement("two", categories=frozenset({Category.IDENTITY}))
    assert [one.category for one in stopped(agreement("one"), other)] == [Category.OWN_WORDS]


def test_one_that_is_unsigned_or_over_stops_nothing() -> None:
    assert stopped(agreement("one", signed=False)) == ()
    assert stopped(agreement("one"), at=NOW + DAY) == ()


def test_an_emergency_never_waits_for_an_agreement() -> None:
    for purpose in (Purpose.IMMEDIATE_DANGER, Purpose.MISSING):
        assert stopped(agreement("one", purposes=frozenset({purpose}))) == ()
