"""Who reviews a broken glass, and which senior people may let a category go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.engines.sharing import Category
from alongside.foundation.accounts.models import Organisation, RoleHeld
from alongside.foundation.accounts.queries import SeatFilled, seats_filled
from alongside.foundation.picture.deciding import policy_at
from alongside.foundation.picture.models import BrokenGlass, SeniorRequest
from alongside.foundation.picture.rules import STAND_INS, GlassFacts, Side, categories_of
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.refusal import NotPermitted


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who may review for one side.

    Attributes:
        organisations: The organisations of that side.
        with_leads: Those of them that have an information governance lead.
        leads: Their information governance leads, but for whoever broke the glass.
        stand_ins: Liaison leads and supervisors of that side; of any side where it has none.
    """

    organisations: frozenset[UUID]
    with_leads: frozenset[UUID]
    leads: frozenset[UUID]
    stand_ins: frozenset[UUID]

    def now(self, *, escalated: bool) -> frozenset[UUID]:
        """Answer who may review: the leads, and the stand-ins where there is none or it is late."""
        return self.leads | self.stand_ins if escalated or not self.leads else self.leads


def reviewers_of(glass: BrokenGlass) -> Mapping[Side, Reviewers]:
    """Answer who may review a broken glass, for each side."""
    opening = glass.opening
    return reviewers_for(
        opening.organisation_id,
        opening.categories,
        at=opening.starts_at,
        but=opening.opened_for_id,
    )


def reviewers_for(
    organisation: UUID, opened: str, *, at: datetime, but: UUID
) -> Mapping[Side, Reviewers]:
    """Answer who may review what one organisation opens, for each side.

    Those who looked are that organisation. Those who hold are the other organisations of the
    kinds that hold what was opened.

    Args:
        organisation: Whose member of staff opens it.
        opened: Letters of the categories.
        at: When.
        but: Whoever opens it; nobody reviews their own.
    """
    looked = frozenset({organisation})
    held = _roles_held(but)
    return {
        Side.LOOKED: _reviewers(looked, held),
        Side.HOLDS: _reviewers(holding(opened, at) - looked, held),
    }


def facts_of(glass: BrokenGlass) -> GlassFacts:
    """Answer what matters to reviewing a broken glass."""
    late = glass.escalated_at is not None
    sides = reviewers_of(glass)
    return GlassFacts(
        broken_by=glass.opening.opened_for_id,
        closed=glass.closed_at is not None,
        may_review={side: found.now(escalated=late) for side, found in sides.items()},
        reviewed=tuple(
            (Side(side), by) for side, by in glass.reviews.values_list("side", "reviewed_by_id")
        ),
    )


def holding(letters: str, at: datetime) -> frozenset[UUID]:
    """Answer the organisations of the kinds that hold any of these categories."""
    categories = policy_at(at).categories
    sectors = {sector for one in categories_of(letters) for sector in categories[one].held_by}
    found = Organisation.objects.filter(sector__in=[sector.value for sector in sectors])
    return frozenset(found.values_list("pk", flat=True))


def seniors_on_duty(category: Category, *, now: datetime, but: UUID) -> list[SeatFilled]:
    """Answer the senior people on duty who may let a category go, to ring and to tell.

    Args:
        category: What.
        now: The server's instant.
        but: Whoever asks; nobody decides for themselves.
    """
    policy = policy_at(now)
    sectors = dict(Organisation.objects.values_list("pk", "sector"))
    return [
        seat
        for seat in seats_filled(policy.categories[category].seniors)
        if seat.user_id != but
        and policy.may_justify(seat.role, Sector(sectors[seat.organisation_id]), category)
    ]


def check_may_decide(actor: Actor, asked: SeniorRequest, now: datetime) -> None:
    """Refuse whoever is not a senior person for this category, and whoever asked.

    Raises:
        NotPermitted: ``senior.own`` or ``senior.not_yours``.
    """
    if actor.user_id == asked.asked_by_id:
        raise NotPermitted(
            "senior.own",
            "Nobody decides on what they asked for themselves.",
            next_step="Another senior person has been told.",
        )
    policy = policy_at(now)
    category = Category(asked.category)
    if not policy.may_justify(actor.role, actor.sector, category):
        raise NotPermitted(
            "senior.not_yours",
            "Your role does not decide on this.",
            next_step=f"Ask {policy.categories[category].ask}.",
        )


_Held = Collection[tuple[UUID, UUID, str]]


def _roles_held(but: UUID) -> _Held:
    """Everybody who holds a role of review, but one: account, organisation, role."""
    wanted = [Role.INFORMATION_GOVERNANCE.value, *(role.value for role in STAND_INS)]
    rows = RoleHeld.objects.filter(Q(role__in=wanted) & Q(user__is_active=True))
    return list(rows.exclude(user_id=but).values_list("user_id", "user__organisation_id", "role"))


def _reviewers(organisations: frozenset[UUID], held: _Held) -> Reviewers:
    ours = [(user, where, role) for user, where, role in held if where in organisations]
    governs = Role.INFORMATION_GOVERNANCE
    near = frozenset(user for user, _, role in ours if role != governs)
    anywhere = frozenset(user for user, _, role in held if role != governs)
    return Reviewers(
        organisations,
        with_leads=frozenset(where for _, where, role in ours if role == governs),
        leads=frozenset(user for user, _, role in ours if role == governs),
        stand_ins=near or anywhere,
    )
