"""Both measures of contact plans, for whoever leads."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.plans.queries.contact_measures import plan_measures
from alongside.areas.plans.rules.contact_offers import FEWEST_SHOWN, Measure
from alongside.foundation.accounts.access import DeskRequest


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """A measure in words ready to place.

    Attributes:
        question: What it answers.
        figure: The part, or why there is none.
        detail: The count, of how many, and how sure.
        definition: How it is counted.
    """

    question: str
    figure: str
    detail: str
    definition: str


OFFERED = (
    "Were people who may be at risk of crisis offered a contact plan?",
    "Offered a plan, divided by noted as perhaps at risk of crisis, in the last twelve months. "
    "A person is noted when somebody who works with them says so. Each person counts once. "
    "NICE quality standard 14, statement on crisis plans.",
)
HAVE_PLAN = (
    "Do people who said yes have one?",
    "Have a plan in force today, divided by accepted the offer in the last twelve months. A plan "
    "out of date or taken back does not count. Each person counts once. NICE quality standard "
    "14, statement on crisis plans.",
)


@require_safe
def measures(request: DeskRequest) -> HttpResponse:
    """Show both measures, each with its number, how sure, and how it is counted."""
    found = plan_measures(request.actor, now=request.now)
    lines = [_words(*OFFERED, found.offered), _words(*HAVE_PLAN, found.have_plan)]
    context = {
        "lines": lines,
        "found": found,
        "fewest": FEWEST_SHOWN,
        "due": _few(found.due),
        "overdue": _few(found.overdue),
    }
    return render(request, "plans/contact_measures.jinja", context)


def _few(count: int) -> str:
    """Say how many plans, keeping back a small number as everywhere on this page."""
    return f"Fewer than {FEWEST_SHOWN} plans" if 0 < count < FEWEST_SHOWN else f"{count} plans"


def _words(question: str, definition: str, found: Measure) -> MeasureWords:
    if found.kept_back:
        of = f"Of {found.out_of} people." if found.out_of else ""
        return MeasureWords(question, "Too few to show", of, definition)
    if found.share is None or found.low is None or found.high is None:
        return MeasureWords(question, "No data", "Nobody has been counted yet.", definition)
    detail = (
        f"{found.count} of {found.out_of} people. The true part is likely to lie between "
        f"{found.low:.0%} and {found.high:.0%} (95% interval, Wilson)."
    )
    return MeasureWords(question, f"{found.share:.0%}", detail, definition)
