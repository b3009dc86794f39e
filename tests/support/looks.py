"""Looks at an invented person, for tests of the sharing decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from alongside.engines.sharing import (
    AgreedBy,
    Agreement,
    BreakGlass,
    Category,
    Consent,
    Decision,
    Expiry,
    Justification,
    Objection,
    PersonFacts,
    Policy,
    Purpose,
    Request,
    decide,
    policy_on,
)
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
YESTERDAY = NOW - timedelta(days=1)
LONG = Period(NOW - timedelta(days=300))
OVER = Period(NOW - timedelta(days=300), YESTERDAY)
POLICY = policy_on(date(2026, 6, 10))
OURS, TRUST = "org-ours", "org-trust"


def open_to_all(policy: Policy = POLICY) -> Policy:
    """The same matrix with every purpose open to every role, to reach rows nobody uses yet."""
    roles = {
        role: replace(rules, sectors=frozenset(Sector), purposes=tuple(Purpose))
        for role, rules in policy.roles.items()
    }
    return replace(policy, roles=roles)


EVERYBODY = open_to_all()


def kinds(letters: str) -> frozenset[Category]:
    return frozenset(Category(letter) for letter in letters)


def consent(letter: str, purpose: str | None = None, **given) -> Consent:
    period = given.pop("period", LONG)
    return Consent(Purpose(purpose) if purpose else None, Category(letter), period, **given)


def capacity_decision(letter: str, purpose: str | None, recipient: str = OURS) -> Consent:
    return consent(letter, purpose, recipient=recipient, agreed_by=AgreedBy.BEST_INTERESTS)


def objection(letter: str, **given) -> Objection:
    return Objection(Category(letter), given.pop("period", LONG), **given)


def agreement(purposes: str = "P6 P13 P14", letters: str = "ICRMDOSVA", **given) -> Agreement:
    return Agreement(
        given.pop("id", "agreement-1"),
        given.pop("parties", frozenset({OURS, TRUST})),
        frozenset(Purpose(code) for code in purposes.split()),
        kinds(letters),
        given.pop("period", LONG),
        **given,
    )


def justification(letter: str, **given) -> Justification:
    return Justification(
        Category(letter),
        given.pop("recipient", OURS),
        given.pop("period", LONG),
        given.pop("decided_by", "user-senior"),
        **given,
    )


def glass(letters: str, period: Period = LONG) -> BreakGlass:
    return BreakGlass(kinds(letters), period)


def expiry(letter: str, at: datetime = YESTERDAY) -> Expiry:
    return Expiry(Category(letter), at)


def adult(*known, **more) -> PersonFacts:
    """What is known of an adult; each fact finds its own place."""
    found = {
        name: frozenset(one for one in known if isinstance(one, kind))
        for name, kind in (
            ("consents", Consent),
            ("objections", Objection),
            ("expiries", Expiry),
            ("agreements", Agreement),
        )
    }
    return PersonFacts(**{"is_child": False, **found, **more})


def look(purpose: str, letters: str = "ICRMDOSVA", facts: PersonFacts | None = None, **given):
    """Decide one look. What is brought (senior decisions, broken glass) goes in ``brought``."""
    policy, at = given.pop("policy", EVERYBODY), given.pop("at", NOW)
    brought = given.pop("brought", ())
    request = Request(
        given.pop("role", Role.LIAISON_LEAD),
        given.pop("sector", Sector.MENTAL_HEALTH_TRUST),
        given.pop("on_duty", True),
        Purpose(purpose),
        kinds(letters),
        given.pop("organisation", OURS),
        justifications=frozenset(one for one in brought if isinstance(one, Justification)),
        break_glass=frozenset(one for one in brought if isinstance(one, BreakGlass)),
        **given,
    )
    return decide(request, facts or adult(), policy, at)


def shown(decision: Decision) -> str:
    """The letters of what is shown."""
    return "".join(part.category for part in decision.shown)
