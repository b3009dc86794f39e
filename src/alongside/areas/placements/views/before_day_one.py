"""The coordinator's view of a cohort before day one, and of what it handed in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions import starting
from alongside.areas.placements.actions.own_checklist import keep_paper
from alongside.areas.placements.forms.joining import HoldStartForm, PaperForm, VettingForm
from alongside.areas.placements.queries.before_day_one import (
    ChecklistRow,
    CohortChecklist,
    cohort_checklist,
)
from alongside.areas.placements.queries.own_workbook import cohort_workbooks
from alongside.areas.placements.rules.checklist import items
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

DONE = {
    "vetted": "Confirmed.",
    "unvetted": "Taken back.",
    "paper": "Saved what they did on paper.",
    "held": "Saved. They are told that they do not start yet, and why.",
    "lifted": "Saved. They are told that they can start.",
}


@require_safe
def checklist(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Show who of a cohort lacks what."""
    page = cohort_checklist(request.actor, cohort_id)
    context = {
        "page": page,
        "late": page.by <= local_date(request.now),
        "done": done_words(request, DONE),
    }
    return render(request, "placements/joining/cohort_checklist.jinja", context)


@require_http_methods(BOTH)
def vetting(request: DeskRequest, cohort_id: UUID, learner_id: UUID) -> HttpResponse:
    """Confirm that vetting came through."""
    page, row = _one(request, cohort_id, learner_id)
    form = VettingForm(posted(request))

    def do() -> str:
        on = form.cleaned_data["on"]
        starting.confirm_vetting(request.actor, learner_id, on, now=request.now)
        return _back(cohort_id, "vetted")

    return _ask(
        request,
        form,
        page,
        do=do,
        title=f"Vetting of {row.name}",
        lead=page.records_needed or "Vetting or a DBS check, as your two services agreed.",
        button="Confirm",
    )


@require_http_methods(BOTH)
def paper(request: DeskRequest, cohort_id: UUID, learner_id: UUID) -> HttpResponse:
    """Keep what somebody without an account signed on paper."""
    page, row = _one(request, cohort_id, learner_id)
    left = [(item.code, item.title) for item in items() if not item.by_coordinator]
    left = [(code, title) for code, title in left if title in row.lacking]
    form = PaperForm(posted(request), left=left)

    def do() -> str:
        said = form.cleaned_data
        keep_paper(request.actor, learner_id, said["codes"], on=said["on"], now=request.now)
        return _back(cohort_id, "paper")

    return _ask(
        request,
        form,
        page,
        do=do,
        title=f"On paper: {row.name}",
        lead="They have no account here, so you keep what they did and signed.",
        button="Save",
    )


@require_POST
def vetting_back(request: DeskRequest, cohort_id: UUID, learner_id: UUID) -> HttpResponse:
    """Take back that vetting came through."""
    starting.take_back_vetting(request.actor, learner_id, now=request.now)
    return redirect(_back(cohort_id, "unvetted"))


@require_http_methods(BOTH)
def hold(request: DeskRequest, cohort_id: UUID, learner_id: UUID) -> HttpResponse:
    """Decide that somebody does not start yet."""
    page, row = _one(request, cohort_id, learner_id)
    lacks = ", ".join(row.lacking).lower()
    form = HoldStartForm(posted(request), initial={"why": f"Not done: {lacks}." if lacks else ""})

    def do() -> str:
        why = form.cleaned_data["why"]
        starting.hold_start(request.actor, learner_id, why, now=request.now)
        return _back(cohort_id, "held")

    return _ask(
        request,
        form,
        page,
        do=do,
        title=f"{row.name} does not start yet",
        lead="This is your decision, not the checklist’s. They are told at once. Their place in "
        "the plan stays until you change it.",
        button="They do not start yet",
    )


@require_POST
def lift(request: DeskRequest, cohort_id: UUID, learner_id: UUID) -> HttpResponse:
    """Decide that somebody may start after all."""
    starting.lift_start(request.actor, learner_id, now=request.now)
    return redirect(_back(cohort_id, "lifted"))


@require_safe
def workbooks(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Show what a cohort handed in."""
    page = cohort_workbooks(request.actor, cohort_id)
    return render(request, "placements/joining/cohort_workbooks.jinja", {"page": page})


def _one(
    request: DeskRequest, cohort_id: UUID, learner_id: UUID
) -> tuple[CohortChecklist, ChecklistRow]:
    page = cohort_checklist(request.actor, cohort_id)
    for row in page.rows:
        if row.learner_id == learner_id:
            return page, row
    raise Refused(
        "learner.not_found",
        "They are not in this cohort now.",
        next_step="Go back to the checklist and open it again.",
    )


def _back(cohort_id: UUID, done: str) -> str:
    return done_address(reverse("placements:cohort_checklist", args=[cohort_id]), done)


def _ask(
    request: DeskRequest, form: PlainForm, page: CohortChecklist, **context: Any
) -> HttpResponse:
    return ask(
        request,
        form,
        template="placements/joining/ask.jinja",
        under=f"{page.scheme}, {page.cohort}",
        back=reverse("placements:cohort_checklist", args=[page.cohort_id]),
        **context,
    )
