"""What every page of the contact flow has: progress, elapsed time, the last entry, the way on."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from alongside.areas.crisis.queries import Story
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.time_words import clock_time, duration
from alongside.foundation.picture.compose import purposes_for
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted

SEES: Final = (
    "Everybody on duty at the crisis desk, police and health, sees this as soon as you save it. "
    "Every look is kept, and the person can ask who looked."
)
CONTROL_ROOM: Final = frozenset(
    {Role.CONTROL_ROOM_CLINICIAN, Role.POLICE_SUPERVISOR, Role.LIAISON_LEAD}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the flow.

    Attributes:
        name: Its address within ``crisis``.
        title: Words in the list of steps.
        kinds: Kinds of event that show it is done.
        roles: Who passes through it; others may open it. ``None`` is everybody.
    """

    name: str
    title: str
    kinds: frozenset[str] = frozenset()
    roles: frozenset[Role] | None = None


STEPS: Final = (
    Step("where", "Where", frozenset({"opened"})),
    Step("who", "Who", frozenset({"person_named"})),
    Step("words", "Their own words"),
    Step("happening", "What is happening", frozenset({"happening"})),
    Step("talk", "Talk to a clinician", frozenset({"consultation"})),
    Step("options", "What else could work", frozenset({"alternative"})),
    Step("threshold", "Right Care Right Person", frozenset({"threshold"}), CONTROL_ROOM),
    Step("decision", "Decision", frozenset({"decision"})),
    Step("hand_off", "Who follows up", frozenset({"hand_off", "closed"})),
)
CORRECTED_ON: Final = {
    "happening": "happening",
    "consultation": "talk",
    "alternative": "options",
    "threshold": "threshold",
    "decision": "decision",
    "station_decision": "station",
    "hand_off": "hand_off",
}
"""The page that puts each kind of entry right."""


def address(name: str, contact_id: UUID, **query: Any) -> str:
    """Answer the address of a page about a contact."""
    asked = {key: value for key, value in query.items() if value}
    return reverse(f"crisis:{name}", args=[contact_id]) + (f"?{urlencode(asked)}" if asked else "")


def next_after(step: str, role: Role) -> str:
    """Answer the page after a step; the contact's own page after the last."""
    names = [s.name for s in STEPS if s.roles is None or role in s.roles or s.name == step]
    later = names[names.index(step) + 1 :] if step in names else []
    return later[0] if later else "contact"


def go_on(
    request: DeskRequest, contact_id: UUID, to: str, *, saved: UUID | None = None
) -> HttpResponse:
    """Go to a page after saving, or to the contact's own page for "carry on later"."""
    if "later" in request.POST:
        return redirect(address("contact", contact_id))
    return redirect(address(to, contact_id, saved=saved))


def usual_purpose(request: DeskRequest) -> Purpose:
    """Answer what a viewer in this role usually looks at people for.

    Raises:
        NotPermitted: ``not_permitted.no_purpose``.
    """
    allowed = purposes_for(request.actor, request.now)
    if not allowed:
        raise NotPermitted(
            "not_permitted.no_purpose",
            "Your role does not look at people.",
            next_step="Ask somebody at the desk.",
        )
    return allowed[0][0]


def show(
    request: DeskRequest,
    template: str,
    story: Story,
    *,
    step: str,
    form: Any = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw one screen of the flow."""
    context = {
        "story": story,
        "step": step,
        "steps": _progress(story, step),
        "form": form,
        "elapsed": duration(max(request.now - story.opened_at, request.now - request.now)),
        "elapsed_since": story.opened_at,
        "sees": SEES,
        "later": "later",
        "saved": _saved(request, story),
        "skip_to": address(next_after(step, request.actor.role), story.contact_id),
        **more,
    }
    return render(request, template, context, status=422 if form and form.errors else status)


def _progress(story: Story, here: str) -> list[dict[str, Any]]:
    return [
        {
            "title": step.title,
            "href": address(step.name, story.contact_id),
            "done": bool(step.kinds & story.kinds_done),
            "read_only": not step.kinds,
            "here": step.name == here,
        }
        for step in STEPS
        if step.name != "words" or story.person_id
    ]


def recorded_so_far(story: Story, kind: str) -> list[dict[str, str]]:
    """Answer what is recorded of one kind, each with the way to put it right."""
    page = CORRECTED_ON.get(kind)
    return [
        {
            "when": clock_time(entry.happened_at),
            "words": " · ".join(_said(label, text) for label, text in entry.words),
            "undo": address(page, story.contact_id, correct=entry.id) if page else "",
        }
        for entry in story.entries
        if entry.kind == kind
    ]


def _said(label: str, text: str) -> str:
    return f"{label}: {text}" if text in ("yes", "no") else text


def _saved(request: DeskRequest, story: Story) -> dict[str, str] | None:
    """The entry just saved, named in the address, with the way to put it right."""
    entry = next((e for e in story.entries if str(e.id) == request.GET.get("saved")), None)
    if entry is None:
        return None
    page = CORRECTED_ON.get(entry.kind)
    undo = address(page, story.contact_id, correct=entry.id) if page else ""
    return {"title": entry.title, "undo": undo}
