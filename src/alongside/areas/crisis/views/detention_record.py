"""Recording a step, and putting one right."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.crisis import actions
from alongside.areas.crisis.forms.steps import (
    RECORDED_HERE,
    STEPS,
    StepForm,
    keep_to_kind_of_decision,
    step_form,
    step_initial,
)
from alongside.areas.crisis.forms.steps_places import OfferedPlaces
from alongside.areas.crisis.queries import Story, StoryEntry, contact_story
from alongside.areas.crisis.queries.entry import RecordedEntry, entry_words, recorded_entry
from alongside.areas.crisis.rules.facts import NEVER_STRUCK_OUT, STRUCK_OUT, stored_facts
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.detention_places import offered_places
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.time_words import clock_time
from alongside.kernel.actor import require
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Conflict, Refused

TAKEN_BACK: Final = {"What it says now": "did not happen"}


@require_http_methods(["GET", "POST"])
def record(request: DeskRequest, contact_id: UUID, kind: str) -> HttpResponse:
    """Record one step of a contact or of being held."""
    if kind not in RECORDED_HERE:
        raise Http404
    require(request.actor, PERMISSIONS, KINDS[kind].permission)
    story = contact_story(request.actor, contact_id, now=request.now)
    offered = _offered(request, story, kind)
    posted = request.POST if request.method == "POST" else None
    form = step_form(kind, offered)(posted, initial=_starts(request, kind, story, offered))
    if posted is not None and form.is_valid():
        step = _new_event(kind, form, offered)
        try:
            actions.record_step(
                request.actor, contact_id, step, now=request.now, request_key=form.request_key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(_onward(story, step))
    return _page(request, story, kind, form, primary="Save")


@require_http_methods(["GET", "POST"])
def correct(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Put an entry right. What it said before stays, shown as corrected."""
    entry = recorded_entry(request.actor, event_id)
    if entry.kind not in STEPS:
        raise Http404
    if request.method == "GET" and entry.newest_id != entry.id:
        return redirect("crisis:correct", entry.newest_id)
    if request.method == "GET" and STRUCK_OUT in entry.facts:
        return redirect("crisis:contact", entry.contact_id)
    require(request.actor, PERMISSIONS, KINDS[entry.kind].permission)
    story = contact_story(request.actor, entry.contact_id, now=request.now)
    offered = _offered(request, story, entry.kind)
    form = _correcting_form(request, entry, offered)
    if request.method == "POST" and form.is_valid():
        kept = {name: fact for name, fact in entry.facts.items() if name != STRUCK_OUT}
        step = _new_event(entry.kind, form, offered, kept=kept)
        reason = form.cleaned_data["correction_reason"]
        try:
            actions.correct_event(
                request.actor,
                event_id,
                step,
                reason=reason,
                now=request.now,
                request_key=form.request_key,
            )
        except Conflict as conflict:
            return _both_versions(request, story, (entry, step), form, conflict)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("crisis:contact", entry.contact_id)
    return _page(request, story, entry.kind, form, primary="Save the correction", correcting=entry)


def _offered(request: DeskRequest, story: Story, kind: str) -> OfferedPlaces:
    if not STEPS[kind].place:
        return OfferedPlaces()
    return offered_places(request.actor, story, request.now)


def _starts(
    request: DeskRequest, kind: str, story: Story, offered: OfferedPlaces
) -> dict[str, object]:
    """What a new step's form shows already: the time, and what the step before it said."""
    known: dict[str, object] = {"happened_at": request.now}
    if kind == "extension_given":
        known["at_police_station"] = _at_a_station(request, story)
    setting_off = _standing(story, "left_scene", "transfer_started")
    if kind == "arrived" and setting_off:
        facts = recorded_entry(request.actor, setting_off[-1].id).facts
        known = step_initial(kind, facts, happened_at=request.now, offered=offered)
    return known


def _at_a_station(request: DeskRequest, story: Story) -> bool | None:
    """Whether they were last brought to a police station; ``None`` where that is not recorded."""
    arrivals = _standing(story, "arrived")
    facts = recorded_entry(request.actor, arrivals[-1].id).facts if arrivals else {}
    kind = facts.get("place_type") or "not_known"
    return None if kind == "not_known" else kind == "police_station"


def _standing(story: Story, *kinds: str) -> list[StoryEntry]:
    """Entries of some kinds, without those that did not happen after all."""
    return [entry for entry in story.entries if entry.kind in kinds and not entry.struck_out]


def _new_event(
    kind: str,
    form: StepForm,
    offered: OfferedPlaces,
    kept: Mapping[str, object] | None = None,
) -> actions.NewEvent:
    facts = form.facts(kind, offered, kept=kept)
    return actions.NewEvent(kind, form.cleaned_data["happened_at"], facts)


def _onward(story: Story, step: actions.NewEvent) -> str:
    """Go back to the story, but ask about a police station at once when one was reached."""
    at_station = step.facts.get("place_type") == "police_station"
    if step.kind == "arrived" and at_station and "station_decision" not in story.kinds_done:
        return reverse("crisis:record", args=[story.contact_id, "station_decision"])
    return reverse("crisis:contact", args=[story.contact_id])


def _correcting_form(
    request: DeskRequest, entry: RecordedEntry, offered: OfferedPlaces
) -> StepForm:
    made = step_form(entry.kind, offered, correcting=True)
    form = made(
        request.POST if request.method == "POST" else None,
        initial=step_initial(
            entry.kind, entry.facts, happened_at=entry.happened_at, offered=offered
        ),
    )
    if entry.kind == "decision":
        keep_to_kind_of_decision(form, str(entry.facts.get("decision", "")))
    return form


def _both_versions(
    request: DeskRequest,
    story: Story,
    corrected: tuple[RecordedEntry, actions.NewEvent],
    form: StepForm,
    conflict: Conflict,
) -> HttpResponse:
    """Show theirs beside ours; saving again corrects theirs."""
    entry, step = corrected
    newest = recorded_entry(request.actor, entry.newest_id)
    words = TAKEN_BACK if STRUCK_OUT in newest.facts else newest.words
    theirs = {"When": say(newest.happened_at), **words}
    theirs |= {"Because": newest.newest_reason, "By": newest.newest_by}
    mine = {"When": say(step.happened_at), **_words(step)}
    mine |= {"Because": form.cleaned_data["correction_reason"], "By": "you"}
    labels = dict.fromkeys((*theirs, *mine))
    also = {
        "conflict": conflict,
        "theirs": {label: theirs.get(label, "") for label in labels},
        "mine": {label: mine.get(label, "") for label in labels},
        "action": reverse("crisis:correct", args=[newest.id]),
    }
    return _page(request, story, entry.kind, form, primary="Save mine", correcting=entry, also=also)


def _may_strike(entry: RecordedEntry) -> bool:
    return entry.kind not in NEVER_STRUCK_OUT and STRUCK_OUT not in entry.facts


def _words(step: actions.NewEvent) -> dict[str, str]:
    return entry_words(step.kind, stored_facts(step.kind, step.facts))


def _page(
    request: DeskRequest,
    story: Story,
    kind: str,
    form: StepForm,
    *,
    primary: str,
    correcting: RecordedEntry | None = None,
    also: dict[str, Any] | None = None,
) -> HttpResponse:
    step = STEPS[kind]
    context = {
        "story": story,
        "form": form,
        "step": step,
        "kind": kind,
        "title": f"Correct: {KINDS[kind].label}" if correcting else step.title,
        "strikes": correcting.id if correcting and _may_strike(correcting) and not also else "",
        "stood": clock_time(correcting.happened_at, request.now) if correcting else "",
        "primary": primary,
        **(also or {}),
    }
    conflicted = bool(also)
    status = 409 if conflicted else 422 if form.errors else 200
    template = "crisis/step_part.jinja" if request.htmx else "crisis/step.jinja"
    return render(request, template, context, status=status)
