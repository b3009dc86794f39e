"""Suicide prevention plans: the list, and one plan as a story."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.plans.queries import suicide
from alongside.areas.plans.queries.joint_story import EntryLine
from alongside.areas.plans.queries.suicide import PlanStory
from alongside.areas.plans.rules.suicide import (
    CONSENT_ANSWERS,
    CORRECTABLE,
    PLAN_FIELDS,
    SUICIDE_KINDS,
    SUICIDE_LABELS,
    SuicideState,
)
from alongside.areas.plans.views.joint_pages import DONE, said_words, timeline_entry
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.foundation.reference import code_list

LABELS: Final = {
    **PLAN_FIELDS,
    "how": "How",
    "words": "",
    "reason": "Why",
    "recipient": "Shared with",
    "what": "What was shared",
    "gateway": "Legal ground",
    "review_due_on": "Next review",
    "ends_on": "The plan ends",
}
WORDS: Final = {
    "consent": dict(CONSENT_ANSWERS),
    "gateway": {entry.code: entry.display for entry in code_list("legal_gateway").entries},
}
LEAP_YEAR: Final = 2024
KEY: Final = ("proposed", "confirmed", "closing_agreed")
WAYS: Final = {
    SuicideState.PROPOSED: ("contact_made", "change", "own_part"),
    SuicideState.OPEN: (
        "review",
        "contact_made",
        "own_part",
        "change",
        "shared",
        "anniversary",
        "sign_closing",
    ),
    SuicideState.CLOSING: ("review", "contact_made", "own_part", "change", "shared", "anniversary"),
}
"""What may be done in a state, by the names of the addresses."""
WAY_WORDS: Final = {
    "review": "Review the plan",
    "contact_made": "Record contact with the person",
    "own_part": "Write their own part with them",
    "change": "Change what the plan says",
    "shared": "Record that something was shared",
    "anniversary": "Add a day that may be hard",
    "sign_closing": "Sign to close the plan",
}


@require_safe
def suicide_plans(request: DeskRequest) -> HttpResponse:
    """Show the plans the viewer's service is in, what is due first."""
    lines = suicide.plans_at_work(request.actor, now=request.now)
    context = {"lines": lines, "states": SUICIDE_LABELS}
    return render(request, "plans/joint_suicide_list.jinja", context)


@require_safe
def suicide_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan as a story."""
    story = suicide.plan_story(request.actor, plan_id, now=request.now)
    line = story.content.line
    ways = WAYS.get(line.state, ()) if story.is_party else ()
    context = {
        "story": story,
        "line": line,
        "state": SUICIDE_LABELS[line.state],
        "says": _says(story),
        "entries": [_entry(story, entry) for entry in story.entries],
        "ways": [(WAY_WORDS[way], _way(plan_id, way)) for way in ways],
        "may_ask": story.proposed and line.state in (SuicideState.PROPOSED, SuicideState.DECLINED),
        "is_closing": line.state is SuicideState.CLOSING,
        "done_words": done_words(request, DONE),
        "is_open": line.state in (SuicideState.OPEN, SuicideState.CLOSING),
    }
    return render(request, "plans/joint_suicide_plan.jinja", context)


def _way(plan_id: UUID, way: str) -> str:
    return reverse(f"plans:suicide_{way}", args=[plan_id])


def _says(story: PlanStory) -> list[tuple[str, str]]:
    consent = PLAN_FIELDS["consent"]
    return [
        (label, CONSENT_ANSWERS[said] if label == consent else said)
        for label, said in story.content.says
    ]


def _entry(story: PlanStory, line: EntryLine) -> TimelineEntry:
    kind = line.event.kind
    may_correct = story.is_party and kind in CORRECTABLE
    return timeline_entry(
        line,
        title=_title(line),
        said=[] if kind == "proposed" else said_words(line, LABELS, WORDS),
        key=kind in KEY,
        link=reverse("plans:suicide_correct", args=[line.id]) if may_correct else "",
    )


def _title(line: EntryLine) -> str:
    if line.event.kind == "own_part" and not line.event.facts.get("given"):
        return "Why there is no part of their own was written down"
    if line.event.kind == "anniversary":
        day = date(LEAP_YEAR, int(line.event.text("month")), int(line.event.text("day")))
        return f"{SUICIDE_KINDS['anniversary']}: {day.day} {day:%B}"
    return SUICIDE_KINDS[line.event.kind]
