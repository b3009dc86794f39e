"""A keyworker's own list of plans: what is unfinished, and what is due."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.plans.queries.my_plans import DraftAtHand, PlanToReview, my_plans
from alongside.areas.plans.rules.contact_plan import Stage
from alongside.areas.plans.rules.wording import WordedKind
from alongside.foundation.accounts.access import DeskRequest

PERSON_PAGES = {
    WordedKind.CONTACT_PLAN: "plans:contact",
    WordedKind.CRISIS_PLAN: "plans:crisis_person",
}
DRAFT_PAGES = {
    WordedKind.CONTACT_PLAN: "plans:contact_draft",
    WordedKind.CRISIS_PLAN: "plans:crisis_plan",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A line and where it leads."""

    line: PlanToReview | DraftAtHand
    href: str


@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    """Show the plans the viewer helped make, by the day they are due."""
    plans = my_plans(request.actor, now=request.now)
    due = [_review(line) for line in plans.to_review if line.stage is not None]
    context = {
        "plans": plans,
        "held": [_draft(line) for line in plans.held],
        "drafts": [_draft(line) for line in plans.drafts],
        "due": due,
        "overdue": sum(line.stage is Stage.OVERDUE for line in plans.to_review),
        "later": [_review(line) for line in plans.to_review if line.stage is None],
    }
    return render(request, "plans/mine.jinja", context)


def _review(line: PlanToReview) -> Linked:
    return Linked(line, reverse(PERSON_PAGES[line.kind], args=[line.person.id]))


def _draft(line: DraftAtHand) -> Linked:
    return Linked(line, reverse(DRAFT_PAGES[line.kind], args=[line.plan_id]))
