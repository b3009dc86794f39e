"""Tell everybody a published plan touches."""

from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.placements.actions.publishing import PUBLISHED
from alongside.areas.placements.models import PlacementPlan
from alongside.areas.placements.queries.plan_touched import touched_by
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message


def tell_of_plan(message: Message) -> None:
    """Tell learners and buddies what changed for them, and coordinators that it was published."""
    plans = PlacementPlan.objects.select_related("scheme")
    plan = plans.get(pk=UUID(message.payload["plan"]))
    earlier = message.payload["before"]
    before = plans.get(pk=UUID(earlier)) if earlier else None
    touched = touched_by(plan, before)
    link = reverse("placements:told", args=[plan.id])
    title = "Your placement has changed" if before else "Your placement is planned"
    tell(touched.learner_users, message, title=title, link=link)
    tell(
        touched.buddy_users,
        message,
        title="Who comes to you on placement has changed",
        link=link,
    )
    others = [user for user in touched.coordinator_users if str(user) != message.payload["by"]]
    title = f"A plan was published · {plan.scheme.name}"
    tell(others, message, title=title, link=link)


DELIVERIES: Final = {PUBLISHED: tell_of_plan}
"""Who delivers which topic."""
