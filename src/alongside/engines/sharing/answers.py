"""Every answer the policy can give, made once for each kind of look and used for them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
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

# What kinds of facts can change an answer, as bits.
CONSENTS: Final = 1
OBJECTIONS: Final = 2
AGREEMENTS: Final = 4
JUSTIFICATIONS: Final = 8
GLASS: Final = 16


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be said about one category to one kind of viewer for one purpose.

    Attributes:
        category: Which.
        cell: What counts of the matrix.
        moved_by: Bits of the kinds of facts that can change the answer.
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
        routine: Whether an agreement is needed.
    """

    category: Category
    cell: Cell
    moved_by: int
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
    routine: bool


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
    adult: tuple[Answers, ...]
    child: tuple[Answers, ...]


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
        _midnight(policy.valid_from), ends_at, allowed, rules.regime, rules.words, adult, child
    )


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
        moved_by=0 if closed else _moved_by(rules, cell, heeds=heeds),
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
        routine=rules.routine,
    )


def _justified(
    wording: Wording, category: Category
) -> dict[str, tuple[datetime, CategoryDecision]]:
    policy = wording.policy
    return {
        code: (_midnight(policy.gateways[code].valid_from or policy.valid_from), decision)
        for code, decision in wording.justified(category).items()
    }


def _moved_by(rules: PurposeRules, cell: Cell, *, heeds: bool) -> int:
    """Answer what kinds of facts can change an answer, to spare the look at all others."""
    if rules.routine:
        return AGREEMENTS  # without one nothing else counts
    moved_by = OBJECTIONS if heeds else 0
    if cell is Cell.YES and Duty.TELL_PERSON_LATER in rules.duties:
        moved_by |= CONSENTS
    elif cell is Cell.CONSENT:
        moved_by |= CONSENTS | OBJECTIONS | GLASS
    elif cell is Cell.SENIOR:
        moved_by |= JUSTIFICATIONS
    return moved_by
