"""Recording a step, putting one right, and taking one back."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.diversion.actions.adult import acknowledge_alert, call_adult
from alongside.areas.diversion.actions.correcting import correct_entry, take_back
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.forms.adult import CallAdultForm
from alongside.areas.diversion.forms.steps import STEP_FORMS, step_form
from alongside.areas.diversion.queries.entries import StandingEntry, standing_entry
from alongside.areas.diversion.queries.story import EpisodeStory, episode_story
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.putting_right import check_may_correct
from alongside.areas.diversion.views.first_look import correct_first_look
from alongside.areas.diversion.views.offers import last_offer
from alongside.areas.diversion.views.pages import StepPage, posted, step_page, to_episode
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import RequestKeyField
from alongside.kernel.actor import require

TITLES: Final = {
    "seen": ("You met them", "Save", ""),
    "not_seen": ("They were not seen", "Save", "Somebody goes again, unless you say otherwise."),
    "offered": (
        "Offer help",
        "Save the answer",
        "Say what it is, that it is theirs to choose, and what the court would and would not hear.",
    ),
    "assessed": ("Assessment", "Save the assessment", ""),
    "about_a_child": ("The young person's circumstances", "Save", ""),
    "adult_needed": ("An appropriate adult is needed", "Save", ""),
    "adult_arrived": ("The appropriate adult is here", "Save", ""),
    "adult_left": ("The appropriate adult left", "Save", ""),
    "adult_not_found": ("No appropriate adult could be found", "Save", ""),
    "interview_started": ("An interview began", "Save", ""),
    "told_custody": (
        "Tell custody, for safety",
        "Tell the custody officer now",
        "You may tell custody what keeps somebody safe even where they have not agreed to a "
        "report. The ground is kept, and the person is told unless that would be dangerous.",
    ),
    "support_planned": ("Support to the first appointment", "Save", ""),
    "support_done": ("Did they get to the first appointment?", "Save", ""),
    "outcome": ("How help ended", "Save the outcome", ""),
    "note": ("Write a note", "Save the note", ""),
    "closed": ("Close this episode", "Close it", ""),
    "reopened": ("Open it again", "Open it again", ""),
}
"""The heading, the button and a sentence for each step."""
DONE: Final = {"told_custody": "told", "closed": "closed", "reopened": "reopened"}


@require_http_methods(["GET", "POST"])
def record(request: DeskRequest, episode_id: UUID, kind: str) -> HttpResponse:
    """Record one step."""
    if kind not in STEP_FORMS:
        raise Http404
    require(request.actor, PERMISSIONS, KINDS[kind].permission)
    story = episode_story(request.actor, episode_id, now=request.now)
    form = step_form(kind, posted(request), age_band=story.age_band, initial=_starts(story, kind))

    def act() -> HttpResponse:
        step = form.step(request.now)
        record_step(request.actor, episode_id, step, now=request.now, request_key=form.request_key)
        return to_episode(episode_id, DONE.get(kind, "saved"))

    return step_page(request, story, form, _page(story, kind), act=act)


def _page(story: EpisodeStory, kind: str, *, correcting: str = "") -> StepPage:
    title, submit, intro = TITLES[kind]
    extra = {"last_offer": last_offer(story)} if kind == "offered" and not correcting else {}
    if correcting:
        title, submit = f"Put right: {title[:1].lower()}{title[1:]}", "Save the correction"
        intro = "What it said first stays on record, shown as corrected."
    return StepPage(title, submit, intro, extra=extra)


def _starts(story: EpisodeStory, kind: str) -> dict[str, Any]:
    """What a new form shows already."""
    if kind == "offered":
        return {"stage": "assessment"}
    if kind == "about_a_child":
        return dict(story.child)
    if kind == "adult_arrived":
        return {"name": story.adult.called}
    return {}


@require_http_methods(["GET", "POST"])
def correct(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Put an entry right. What it said first stays, shown as corrected."""
    entry = standing_entry(request.actor, event_id)
    if request.method == "GET" and entry.id != event_id:
        return redirect("diversion:correct", entry.id)
    check_may_correct(entry.kind)
    require(request.actor, PERMISSIONS, KINDS[entry.kind].permission)
    story = episode_story(request.actor, entry.episode_id, now=request.now)
    if entry.kind == "screened":
        return correct_first_look(request, story, entry)
    form = step_form(
        entry.kind,
        posted(request),
        age_band=story.age_band,
        initial=_stored(entry),
        correcting=True,
    )

    def act() -> HttpResponse:
        correct_entry(
            request.actor,
            event_id,
            form.step(entry.happened_at),
            reason=form.why,
            now=request.now,
            request_key=form.request_key,
        )
        return to_episode(entry.episode_id, "corrected")

    return step_page(request, story, form, _page(story, entry.kind, correcting="yes"), act=act)


def _stored(entry: StandingEntry) -> dict[str, Any]:
    """What an entry says, as its form shows it."""
    shown: dict[str, Any] = {**entry.facts, "happened_at": entry.happened_at}
    for name in ("at", "started_at", "ended_at"):
        if shown.get(name):
            shown[name] = entry.instant(name)
    if entry.kind == "offered":
        shown[f"reason_{entry.facts.get('answer')}"] = entry.facts.get("reason", "")
    return shown


@require_POST
def undo(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Take back what was just saved."""
    entry = standing_entry(request.actor, event_id)
    take_back(request.actor, event_id, now=request.now)
    return to_episode(entry.episode_id, "taken_back")


@require_POST
def read_alert(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Say that the custody officer has read what a first look found."""
    key = RequestKeyField(required=False).clean(request.POST.get("request_key", ""))
    acknowledge_alert(request.actor, episode_id, now=request.now, request_key=key)
    return to_episode(episode_id, "read")


@require_http_methods(["GET", "POST"])
def ask_adult(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Record that somebody was asked to act as appropriate adult."""
    require(request.actor, PERMISSIONS, "adult.record")
    story = episode_story(request.actor, episode_id, now=request.now)
    form = CallAdultForm(posted(request))
    form.for_path(story.age_band)
    form.ask_when("When did you ask them?")

    def act() -> HttpResponse:
        call_adult(
            request.actor,
            episode_id,
            form.proposed(),
            happened_at=form.at(request.now),
            now=request.now,
            request_key=form.request_key,
        )
        return to_episode(episode_id, _came_to(request, episode_id))

    page = StepPage(
        "Somebody was asked to be the appropriate adult",
        intro="They help the person understand and be understood, and see that they are treated "
        "fairly. Some people cannot act; if so, the page says why.",
    )
    return step_page(request, story, form, page, act=act)


def _came_to(request: DeskRequest, episode_id: UUID) -> str:
    story = episode_story(request.actor, episode_id, now=request.now)
    refused = any(finding.code == "adult.cannot_act" for finding in story.findings)
    return "cannot_act" if refused else "saved"
