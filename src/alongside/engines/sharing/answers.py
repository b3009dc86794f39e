"""Every answer the policy can give, made once for each kind of look and used for them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final

from alongside.engines.sharing.policy import AGREED, Policy, PurposeRules
from alongside.engines.sharing.wording import Look, Wording
from alongside.engines.sharing.words import (
    AgreedBy,
    Category,
    CategoryDecision,
    Cell,
    Duty,
    Request,
)
from alongside.kernel.local_time import from_local

BITS: Final = {category: 1 << place for place, category in enumerate(Category)}
"""One bit for each category, so that sets of them are whole numbers on the way of every look."""


class Moved(StrEnum):
    """What kinds of facts can change an answer."""

    BY_CONSENTS = "consents"
    BY_OBJECTIONS = "objections"
    BY_AGREEMENTS = "agreements"
    BY_JUSTIFICATIONS = "justifications"
    BY_GLASS = "glass"


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be said about one category to one kind of viewer for one purpose.

    Attributes:
        category: Which.
        cell: What counts of the matrix.
        bit: Its bit of ``BITS``.
        moved_by: What kinds of facts can change the answer.
        plain: The answer when there are no such facts.
        by_cell: The answer of the cell alone, once an agreement holds where one is needed.
        told: Shown, where the person agreed, so that there is nothing left to tell them.
        agreed: Shown on somebody's word, by whose it is.
        refused: The person said no.
        withdrawn: Somebody agreed once and no longer does.
        expired: Out of date.
        no_agreement: No sharing agreement holds.
        justified: Shown because a senior person decided so: by gateway, with the first instant
            the gateway may be relied on.
        opened: Shown because glass is broken; ``None`` where it cannot be.
        heeds_objection: Whether the person's no counts.
    """

    category: Category
    cell: Cell
    bit: int
    moved_by: frozenset[Moved]
    plain: CategoryDecision
    by_cell: CategoryDecision
    told: CategoryDecision
    agreed: Mapping[AgreedBy, CategoryDecision]
    refused: CategoryDecision
    withdrawn: CategoryDecision
    expired: CategoryDecision
    no_agreement: CategoryDecision
    justified: Mapping[str, tuple[datetime, CategoryDecision]]
    opened: CategoryDecision | None
    heeds_objection: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What can be said about every category to one kind of viewer for one purpose.

    Attributes:
        answers: In the order of ``Category``.
        plain: What is answered to a look that nothing is known or brought for.
        routine: Whether an agreement is needed.
        by_consents: Bits of the categories that a consent can change, and so on.
    """

    answers: tuple[Answers, ...]
    plain: tuple[CategoryDecision, ...]
    routine: bool
    by_consents: int
    by_objections: int
    by_agreements: int
    by_justifications: int
    by_glass: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What can be said for one purpose to one kind of viewer.

    Attributes:
        starts_at: First instant the policy is in force.
        ends_at: First instant it no longer is; ``None`` while open.
        allowed: Whether the role looks for this purpose at all.
        regime: The purpose's regime.
        words: The purpose's words.
        adult: Answers for somebody known to be 18 or over, in the order of ``Category``.
        child: Answers for everybody else.
    """

    starts_at: datetime
    ends_at: datetime | None
    allowed: bool
    regime: str
    words: str
    adult: Row
    child: Row


def prepared_for(policy: Policy, request: Request) -> Prepared:
    """Answer what can be said to a viewer; made the first time such a viewer asks.

    Args:
        policy: The policy to follow.
        request: Who asks and why. A gateway the policy does not know counts as none.
    """
    gateway = request.gateway if request.gateway in policy.gateways else ""
    key = (request.purpose, request.role, request.sector, gateway, not request.reason)
    found = policy.prepared.get(key)
    if found is None:
        found = policy.prepared[key] = _prepare(policy, request, gateway)
    return found  # type: ignore[return-value]


def _prepare(policy: Policy, request: Request, gateway: str) -> Prepared:
    rules = policy.purposes[request.purpose]
    look = Look(request.role, request.sector, gateway, reason_given=bool(request.reason))
    wording = Wording(policy, rules, look)
    adult = tuple(_answers(wording, category, rules.cells[category]) for category in Category)
    child = tuple(
        _answers(wording, item.category, rules.child_cells[item.category])
        if item.category in rules.child_cells
        else item
        for item in adult
    )
    ends_at = None if policy.valid_to is None else _midnight(policy.valid_to)
    allowed = request.purpose in policy.purposes_of(request.role, request.sector)
    return Prepared(
        _midnight(policy.valid_from),
        ends_at,
        allowed,
        rules.regime,
        rules.words,
        _row(adult, routine=rules.routine),
        _row(child, routine=rules.routine),
    )


def _row(answers: tuple[Answers, ...], *, routine: bool) -> Row:
    def bits(kind: Moved) -> int:
        return sum(one.bit for one in answers if kind in one.moved_by)

    plain = tuple(one.plain for one in answers)
    return Row(answers, plain, routine, *(bits(kind) for kind in Moved))


def _midnight(day: date) -> datetime:
    return from_local(datetime.combine(day, time(0))).astimezone(UTC)


def _answers(wording: Wording, category: Category, in_matrix: Cell) -> Answers:
    policy, rules, chosen = wording.policy, wording.rules, wording.look.gateway
    closed = wording.closed(category, in_matrix)
    # Whoever chooses to rely on consent is shown what is consented to, and no more.
    cell = Cell.CONSENT if in_matrix is Cell.YES and chosen in AGREED else in_matrix
    heeds = category in policy.heeds_objection and not rules.emergency
    shown = wording.shown(category)
    no_agreement, unasked = wording.no_agreement(category), wording.unasked(category)
    plain = {Cell.YES: shown, Cell.CONSENT: unasked, Cell.SENIOR: wording.senior(category)}
    return Answers(
        category=category,
        cell=cell,
        bit=BITS[category],
        moved_by=frozenset() if closed else frozenset(_moved_by(rules, cell, heeds=heeds)),
        plain=closed or (no_agreement if rules.routine else plain[cell]),
        by_cell=closed or plain[cell],
        told=wording.shown(category, told=True),
        agreed=wording.agreed(category),
        refused=wording.refused(category),
        withdrawn=wording.withdrawn(category),
        expired=wording.expired(category),
        no_agreement=no_agreement,
        justified=_justified(wording, category) if cell is Cell.SENIOR else {},
        opened=wording.opened(category),
        heeds_objection=heeds,
    )


def _justified(
    wording: Wording, category: Category
) -> dict[str, tuple[datetime, CategoryDecision]]:
    policy = wording.policy
    return {
        code: (_midnight(policy.gateways[code].valid_from or policy.valid_from), decision)
        for code, decision in wording.justified(category).items()
    }


def _moved_by(rules: PurposeRules, cell: Cell, *, heeds: bool) -> Iterator[Moved]:
    """Answer what kinds of facts can change an answer, to spare the look at all others."""
    if rules.routine:
        yield Moved.BY_AGREEMENTS  # without one nothing else counts
        return
    if heeds or cell is Cell.CONSENT:
        yield Moved.BY_OBJECTIONS
    if cell is Cell.CONSENT or (cell is Cell.YES and Duty.TELL_PERSON_LATER in rules.duties):
        yield Moved.BY_CONSENTS
    if cell is Cell.CONSENT:
        yield Moved.BY_GLASS
    if cell is Cell.SENIOR:
        yield Moved.BY_JUSTIFICATIONS
