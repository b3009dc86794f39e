"""Rules of a scheme that can be put aside one by one, to find which of them clash."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from alongside.engines.scheduling.scheme import Officer, Scheme, Service


class RuleKind(StrEnum):
    """What kind of rule it is."""

    SEATS = "seats"
    CLOSED = "closed"
    LEAVE = "leave"
    BARRED = "barred"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be put aside.

    Attributes:
        kind: What kind.
        about: Code of a service, name of an officer or of a cohort.
    """

    kind: RuleKind
    about: str


def rules_of(scheme: Scheme) -> tuple[Rule, ...]:
    """Answer every rule that says something, those easiest to put aside first."""
    rules = []
    for service in scheme.services:
        if service.opens or service.closed:
            rules.append(Rule(RuleKind.CLOSED, service.code))
    rules += [Rule(RuleKind.LEAVE, one.name) for one in scheme.officers if one.leave]
    rules += [
        Rule(RuleKind.BARRED, one.name)
        for one in scheme.officers
        if one.excluded or one.conflicts or one.from_time or one.to_time
    ]
    rules += [Rule(RuleKind.SEATS, one.code) for one in scheme.services]
    rules += [Rule(RuleKind.PLACED, one.name) for one in scheme.cohorts]
    return tuple(rules)


def without(scheme: Scheme, aside: Iterable[Rule]) -> Scheme:
    """Answer the scheme with some rules put aside."""
    off = set(aside)
    cohorts = {rule.about for rule in off if rule.kind is RuleKind.PLACED}
    officers = tuple(
        _officer_without(one, off) for one in scheme.officers if one.cohort not in cohorts
    )
    many = len(scheme.officers)
    services = tuple(_service_without(one, off, many) for one in scheme.services)
    return replace(scheme, officers=officers, services=services)


def _officer_without(officer: Officer, off: set[Rule]) -> Officer:
    if Rule(RuleKind.LEAVE, officer.name) in off:
        officer = replace(officer, leave=())
    if Rule(RuleKind.BARRED, officer.name) in off:
        # Hours stay: an officer who cannot work them is helped by no rule of the scheme.
        officer = replace(officer, excluded=frozenset(), conflicts=frozenset())
    return officer


def _service_without(service: Service, off: set[Rule], many: int) -> Service:
    if Rule(RuleKind.CLOSED, service.code) in off:
        service = replace(service, opens=(), closed=())
    if Rule(RuleKind.SEATS, service.code) in off:
        service = replace(service, seats=max(many, service.seats), buddies=())
    return service
