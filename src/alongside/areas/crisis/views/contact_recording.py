"""The one shape of a page that records an event, or puts one right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.areas.crisis.actions import NewEvent, correct_event, record_step
from alongside.areas.crisis.forms.contact_fields import StepForm
from alongside.areas.crisis.queries import Story, contact_story
from alongside.areas.crisis.queries.entry import RecordedEntry, recorded_entry
from alongside.areas.crisis.views.contact_flow import (
    address,
    go_on,
    next_after,
    recorded_so_far,
    show,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.local_time import parse_instant
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

Made = Callable[..., StepForm]
TIMES = ("started_at", "ended_at", "entered_at", "due_at", "review_at", "accepted_at")


def nothing_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    """A page with nothing beside its form."""
    return {}


def write_step(request: DeskRequest, contact_id: UUID, kind: str, form: StepForm) -> UUID:
    """Record what a form says as one event."""
    event = NewEvent(kind, form.happened_at(request.now), form.facts(request.now))
    return record_step(
        request.actor, contact_id, event, now=request.now, request_key=form.request_key
    )


@dataclass(frozen=True, slots=True)
class Recording:
    """A page that records one kind of event.

    Attributes:
        step: Its address within ``crisis``.
        kind: The kind of event.
        template: What draws it.
        form: Makes the form from the request, the story, and what Django forms take.
        more: What else the page shows.
        write: Records it.
        onward: Answers the page that follows, once saved; ``None`` is the next step.
        refill: Turns an entry's facts into what the form shows, where names differ.
        settles: Whether, once answered, the page shows what the answers say instead of asking,
            and asks again from the answers before.
    """

    step: str
    kind: str
    template: str
    form: Made
    more: Callable[[DeskRequest, Story], dict[str, Any]] = nothing_more
    write: Callable[[DeskRequest, UUID, str, StepForm], UUID] = write_step
    onward: Callable[[StepForm], str | None] = lambda form: None
    refill: Callable[[DeskRequest, RecordedEntry], dict[str, Any]] | None = None
    settles: bool = False


def record_page(request: DeskRequest, contact_id: UUID, recording: Recording) -> HttpResponse:
    """Show a step, or take it: record, then go on; what is wrong is said in place."""
    story = contact_story(request.actor, contact_id, now=request.now)
    entry = _entry_to_correct(request, story, recording)
    if request.method != "POST":
        shown = _initial(request, story, recording, entry)
        form = recording.form(request, story, initial=shown, now=request.now)
        return _draw(request, story, form, recording, entry)
    form = recording.form(request, story, data=request.POST, initial={}, now=request.now)
    if "later" in request.POST and form.says_nothing:
        return redirect(address("contact", contact_id))
    if form.is_valid():
        try:
            saved = _save(request, story, form, recording, entry)
        except (NotPermitted, Conflict):
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            to = recording.onward(form) or next_after(recording.step, request.actor.role)
            return go_on(request, contact_id, to, saved=saved)
    return _draw(request, story, form, recording, entry)


def _draw(
    request: DeskRequest,
    story: Story,
    form: StepForm,
    recording: Recording,
    entry: RecordedEntry | None,
) -> HttpResponse:
    return show(
        request,
        recording.template,
        story,
        step=recording.step,
        form=form,
        correcting=entry,
        already=recorded_so_far(story, recording.kind),
        asking=_asking(request, story, form, recording),
        **recording.more(request, story),
    )


def _asking(request: DeskRequest, story: Story, form: StepForm, recording: Recording) -> bool:
    """Whether a page that shows its answers once they are in also asks again."""
    if not recording.settles or request.method == "POST" or form.is_correction:
        return True
    return "again" in request.GET or recording.kind not in story.kinds_done


def _save(
    request: DeskRequest,
    story: Story,
    form: StepForm,
    recording: Recording,
    entry: RecordedEntry | None,
) -> UUID:
    if entry is None:
        return recording.write(request, story.contact_id, recording.kind, form)
    happened_at = form.happened_at(entry.happened_at)
    return correct_event(
        request.actor,
        entry.id,
        NewEvent(entry.kind, happened_at, form.facts(entry.happened_at)),
        reason=form.cleaned_data["correction_reason"],
        now=request.now,
        request_key=form.request_key,
    )


def _entry_to_correct(
    request: DeskRequest, story: Story, recording: Recording
) -> RecordedEntry | None:
    """The entry named in the address or the form, when it is of this contact and this kind.

    One that was corrected in the meantime is left to the action, which knows a form sent twice
    from somebody else's correction.
    """
    wanted = request.POST.get("correct") or request.GET.get("correct")
    try:
        entry = recorded_entry(request.actor, UUID(wanted)) if wanted else None
    except ValueError:
        return None
    if entry is None or (entry.contact_id, entry.kind) != (story.contact_id, recording.kind):
        return None
    return entry


def _initial(
    request: DeskRequest, story: Story, recording: Recording, entry: RecordedEntry | None
) -> dict[str, Any]:
    if entry is None:
        before = [e.id for e in story.entries if recording.settles and e.kind == recording.kind]
        return shown_again(recorded_entry(request.actor, before[-1]).facts) if before else {}
    facts = recording.refill(request, entry) if recording.refill else shown_again(entry.facts)
    return {**facts, "correct": entry.id}


def shown_again(facts: Mapping[str, object]) -> dict[str, Any]:
    """Turn stored facts into what a form shows: times as instants, the rest as they are."""
    return {
        name: parse_instant(str(value)) if name in TIMES else value for name, value in facts.items()
    }


def moment(value: object) -> datetime | None:
    """Read a stored time; ``None`` when there is none."""
    return parse_instant(str(value)) if value else None
