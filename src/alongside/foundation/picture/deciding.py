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
)
from alongside.foundation.picture.panels import facts_about
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
) -> Decision:
    """Answer for each category whether the viewer may see it for this purpose."""
    request = Request(
        viewer.role,
        viewer.sector,
        viewer.on_duty,
        purpose,
        frozenset(categories),
        organisation=str(viewer.organisation_id),
    )
    return decide(request, facts, policy_at(now), now)


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
    facts = facts_about(person_id, now) if person_id else PersonFacts()
    decision = decisions_for(viewer, facts, purpose, now=now, categories=(category,))[category]
    if decision.outcome is not Outcome.SHOWN:
        raise NotPermitted("sharing.withheld", decision.sentence, next_step=decision.next_step)
    return decision
