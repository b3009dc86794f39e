"""Patterns, cohorts and those in them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.scheme_cohorts import add_cohort, change_cohort
from alongside.areas.placements.actions.scheme_learners import add_learners
from alongside.areas.placements.actions.scheme_patterns import add_pattern, change_pattern
from alongside.areas.placements.forms.scheme_parts import CohortForm, PatternForm, PeopleForm
from alongside.areas.placements.queries.scheme_page import scheme_page
from alongside.areas.placements.queries.scheme_parts import cohort_page, pattern_to_change
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.views.scheme_answers import (
    BOTH,
    DONE,
    Asking,
    answer,
    done_at,
    posted,
)
from alongside.areas.placements.views.schemes import scheme_address
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.kernel.actor import require


def cohort_address(cohort_id: UUID) -> str:
    """Answer the address of a cohort."""
    return reverse("placements:cohort", args=[cohort_id])


@require_safe
def show(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Show a cohort and those in it."""
    page = cohort_page(request.actor, cohort_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "placements/schemes/cohort.jinja", context)


@require_http_methods(BOTH)
def add(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Add a cohort."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    patterns = _patterns(request, scheme_id)
    form = CohortForm(posted(request), patterns=patterns)

    def act() -> str:
        made = add_cohort(
            request.actor, scheme_id, form.entry, now=request.now, request_key=form.request_key
        )
        return done_at(cohort_address(made), "added")

    back = scheme_address(scheme_id, "cohorts")
    return answer(request, form, Asking("Add a cohort", back), act=act)


def _patterns(request: DeskRequest, scheme_id: UUID) -> Mapping[UUID, str]:
    page = scheme_page(request.actor, scheme_id, now=request.now)
    return {one.id: f"{one.name}: {one.words}" for one in page.patterns}


@require_http_methods(BOTH)
def change(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Change a cohort."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = cohort_page(request.actor, cohort_id, now=request.now)
    facts = page.line.facts
    form = CohortForm(
        posted(request),
        patterns=_patterns(request, page.scheme.id),
        initial={**asdict(facts), "pattern_id": str(facts.pattern_id)},
    )

    def act() -> str:
        version = form.version or 0
        change_cohort(request.actor, cohort_id, form.entry, version=version, now=request.now)
        return done_at(cohort_address(cohort_id))

    asking = Asking(
        f"Change {facts.name}",
        cohort_address(cohort_id),
        version=facts.version,
        mine=lambda: form.cleaned_data,
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def people(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Add many to a cohort at once."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = cohort_page(request.actor, cohort_id, now=request.now)
    form = PeopleForm(posted(request))

    def act() -> str:
        add_learners(
            request.actor, cohort_id, form.entry, now=request.now, request_key=form.request_key
        )
        return done_at(cohort_address(cohort_id), "added")

    asking = Asking(
        f"Add {page.scheme.learner_word}s to {page.line.facts.name}",
        cohort_address(cohort_id),
        lead="All of them are added, or none where a line cannot be read.",
        button="Add them",
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def new_pattern(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Add a pattern."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = scheme_page(request.actor, scheme_id, now=request.now)
    form = PatternForm(posted(request), initial={"order": "any"})

    def act() -> str:
        add_pattern(
            request.actor, scheme_id, form.entry, now=request.now, request_key=form.request_key
        )
        return done_at(scheme_address(scheme_id), "added")

    asking = Asking(f"Add a pattern to {page.head.name}", scheme_address(scheme_id, "patterns"))
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def pattern(request: DeskRequest, pattern_id: UUID) -> HttpResponse:
    """Change a pattern."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    head, facts = pattern_to_change(request.actor, pattern_id)
    order = "any" if facts.any_order else "given"
    form = PatternForm(posted(request), initial={**asdict(facts), "order": order})

    def act() -> str:
        version = form.version or 0
        change_pattern(request.actor, pattern_id, form.entry, version=version, now=request.now)
        return done_at(scheme_address(head.id))

    def mine() -> Mapping[str, Any]:
        return asdict(form.entry)

    asking = Asking(
        f"Change {facts.name}",
        scheme_address(head.id, "patterns"),
        lead="Plans already made keep what they were made from.",
        version=facts.version,
        mine=mine,
    )
    return answer(request, form, asking, act=act)
