"""One person on placement, as their coordinator keeps them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.scheme_learners import change_learner, withdraw_learner
from alongside.areas.placements.forms.scheme_parts import LearnerForm, WhyForm
from alongside.areas.placements.queries.accounts import accounts_to_link
from alongside.areas.placements.queries.scheme_page import scheme_page
from alongside.areas.placements.queries.scheme_parts import LearnerPage, learner_page
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.views.scheme_answers import (
    BOTH,
    DONE,
    Asking,
    answer,
    as_choice,
    done_at,
    posted,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.kernel.actor import Role, require


def learner_address(learner_id: UUID) -> str:
    """Answer the address of somebody on placement."""
    return reverse("placements:learner", args=[learner_id])


@require_safe
def show(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Show somebody on placement: what is said of them, and where they go."""
    page = learner_page(request.actor, learner_id)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "placements/schemes/learner.jinja", context)


@require_http_methods(BOTH)
def change(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Change what is said of somebody on placement."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = learner_page(request.actor, learner_id)
    form = _form(request, page)

    def act() -> str:
        version = form.version or 0
        change_learner(request.actor, learner_id, form.entry, version=version, now=request.now)
        return done_at(learner_address(learner_id))

    def mine() -> Mapping[str, Any]:
        entry = form.entry
        return {
            **asdict(entry.facts),
            "cohort_id": as_choice(entry.cohort_id),
            "user_id": as_choice(entry.user_id),
        }

    asking = Asking(
        f"Change {page.facts.name}",
        learner_address(learner_id),
        lead=page.cohort.name,
        version=page.version,
        mine=mine,
    )
    return answer(request, form, asking, act=act)


def _form(request: DeskRequest, page: LearnerPage) -> LearnerForm:
    whole = scheme_page(request.actor, page.scheme.id, now=request.now)
    held = accounts_to_link(request.actor, page.scheme.id, Role.LEARNER)
    return LearnerForm(
        posted(request),
        cohorts={line.facts.id: line.facts.name for line in whole.cohorts},
        services=page.services,
        accounts={one.user_id: f"{one.name}, {one.organisation}" for one in held},
        initial={
            **asdict(page.facts),
            "version": page.version,
            "cohort_id": as_choice(page.cohort.id),
            "user_id": as_choice(page.user_id),
        },
    )


@require_http_methods(BOTH)
def withdraw(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Keep that somebody does not come, with why."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = learner_page(request.actor, learner_id)
    form = WhyForm(posted(request))

    def act() -> str:
        withdraw_learner(
            request.actor,
            learner_id,
            form.cleaned_data["why"],
            now=request.now,
            request_key=form.request_key,
        )
        return done_at(learner_address(learner_id), "withdrawn")

    asking = Asking(
        f"Withdraw {page.facts.name}",
        learner_address(learner_id),
        lead="Plans made from now on leave them out. The plan that stands is not changed until it "
        "is repaired. What they wrote stays theirs.",
        button="Withdraw them",
    )
    return answer(request, form, asking, act=act)
