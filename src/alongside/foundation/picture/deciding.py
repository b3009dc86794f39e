"""Asks the sharing decision on behalf of a page."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from alongside.engines.sharing import (
    Category,
    CategoryDecision,
    Decision,
    Outcome,
    PersonFacts,
    Policy,
    Purpose,
    Request,
    decide,
    policy_on,
    said_no,
)
from alongside.foundation.picture.openings import NOTHING_OPENED, Openings, openings_for
from alongside.foundation.picture.panels import facts_about, facts_of_everybody
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted

ABOUT_A_PERSON = frozenset(Category) - {Category.AGGREGATE}


def policy_at(now: datetime) -> Policy:
    """Answer the sharing policy in force."""
    return policy_on(local_date(now))


def decisions_for(
    viewer: Actor,
    facts: PersonFacts,
    purpose: Purpose,
    *,
    now: datetime,
    categories: Collection[Category] = ABOUT_A_PERSON,
    openings: Openings = NOTHING_OPENED,
    reason: str = "",
) -> Decision:
    """Answer for each category whether the viewer may see it for this purpose."""
    request = Request(
        viewer.role,
        viewer.sector,
        viewer.on_duty,
        purpose,
        frozenset(categories),
        organisation=str(viewer.organisation_id),
        reason=reason,
        justifications=openings.justifications,
        break_glass=openings.glass,
    )
    return decide(request, facts, policy_at(now), now)


def refused_by_person(
    viewer: Actor, facts: PersonFacts, purpose: Purpose, *, now: datetime
) -> frozenset[Category]:
    """Answer the kinds that the person said no to for this viewer, but in an emergency."""
    if not facts.objections:
        return frozenset()
    organisation = str(viewer.organisation_id)
    request = Request(
        viewer.role, viewer.sector, viewer.on_duty, purpose, organisation=organisation
    )
    return said_no(request, facts, policy_at(now), now)


def decision_about(
    viewer: Actor, person_id: UUID, category: Category, *, purpose: Purpose, now: datetime
) -> CategoryDecision:
    """Answer for one category of one person, with all that the viewer has opened."""
    openings = openings_for(viewer, person_id, purpose=purpose, now=now)
    facts = facts_about(person_id, now, purpose)
    decision = decisions_for(
        viewer, facts, purpose, now=now, categories=(category,), openings=openings
    )
    return decision[category]


def require_category(
    viewer: Actor,
    purpose: Purpose,
    category: Category,
    *,
    now: datetime,
    person_id: UUID | None = None,
) -> CategoryDecision:
    """Refuse unless a category is shown for this purpose.

    Args:
        viewer: Who looks.
        purpose: Why.
        category: At what kind of information.
        now: The server's instant.
        person_id: About whom; nobody in particular when ``None``, as for a search.

    Raises:
        NotPermitted: ``sharing.withheld``, with the decision's own sentence.
    """
    if person_id is not None:
        decision = decision_about(viewer, person_id, category, purpose=purpose, now=now)
    else:
        facts = facts_of_everybody(now, purpose)
        answers = decisions_for(viewer, facts, purpose, now=now, categories=(category,))
        decision = answers[category]
    if decision.outcome is not Outcome.SHOWN:
        raise NotPermitted("sharing.withheld", decision.sentence, next_step=decision.next_step)
    return decision
