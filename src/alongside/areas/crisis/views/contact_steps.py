"""What is happening, who was talked to, what else could work, and the Right Care questions."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.areas.crisis.forms.contact_fields import StepForm
from alongside.areas.crisis.forms.contact_steps import (
    Consultable,
    HappeningForm,
    OptionForm,
    TalkForm,
    ThresholdForm,
)
from alongside.areas.crisis.queries import Story
from alongside.areas.crisis.queries.entry import RecordedEntry
from alongside.areas.crisis.rules.permissions import CLINICIANS
from alongside.areas.crisis.views.contact_flow import address
from alongside.areas.crisis.views.contact_recording import Recording, moment, record_page
from alongside.areas.crisis.views.detention_facts import facts_cards
from alongside.areas.directory.queries import SeatLine, on_now, options
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import Role

CONSULTED_BY_SEAT: Final = {
    "control_room_clinician": "nurse",
    "triage_car": "nurse",
    "duty_amhp": "amhp",
}
"""Seats whose people may be consulted, and what they usually are."""
CONSULTED_BY_ROLE: Final = {
    Role.DOCTOR: "doctor",
    Role.AMHP: "amhp",
    Role.CONTROL_ROOM_CLINICIAN: "nurse",
    Role.TRIAGE_CLINICIAN: "nurse",
    Role.PLACE_OF_SAFETY_COORDINATOR: "nurse",
}
TRIED_AS: Final = {
    "own_team": "own_team",
    "crisis_line": "crisis_line",
    "crisis_cafe": "crisis_cafe",
}


def _happening_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    return HappeningForm(**options)


def _threshold_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    return ThresholdForm(**options)


def _threshold_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    return {"cards": [c for c in facts_cards(story) if c.title == "Right Care Right Person"]}


def _seats(request: DeskRequest) -> list[SeatLine]:
    return [seat for seat in on_now(request.actor, request.now) if seat.seat in CONSULTED_BY_SEAT]


def _people(request: DeskRequest) -> tuple[Consultable, ...]:
    return tuple(
        Consultable(
            key=str(person.user_id),
            name=person.name,
            seat=seat.label.lower() if seat.seat != "duty_amhp" else "duty AMHP",
            organisation=person.organisation,
            consultee=CONSULTED_BY_SEAT[seat.seat],
        )
        for seat in _seats(request)
        for person in seat.people
    )


def _talk_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    people = _people(request)
    if not options.get("initial") and "data" not in options:
        options["initial"] = {"began": request.now.isoformat(), **_own_advice(request, people)}
    return TalkForm(people=people, own=request.actor.role in CLINICIANS, **options)


def _own_advice(request: DeskRequest, people: tuple[Consultable, ...]) -> dict[str, Any]:
    """What is filled beforehand for a clinician, who was the one consulted."""
    actor = request.actor
    if actor.role not in CLINICIANS:
        return {}
    me = str(actor.user_id)
    if me in {person.key for person in people}:
        return {"consulted": "yes", "who": me}
    return {
        "consulted": "yes",
        "who": "other",
        "consultee": CONSULTED_BY_ROLE[actor.role],
        "consultee_name": actor.name,
        "organisation": actor.organisation_name,
    }


def _talk_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    return {"seats": _seats(request), "is_clinician": request.actor.role in CLINICIANS}


def _talk_again(request: DeskRequest, entry: RecordedEntry) -> dict[str, Any]:
    facts = dict(entry.facts)
    times = {name: moment(facts.pop(name, None)) for name in ("started_at", "ended_at")}
    return {**facts, **times, "who": "other"}


def _option_form(request: DeskRequest, story: Story, **given: Any) -> StepForm:
    tapped = request.GET.get("tried")
    if tapped and not given.get("initial"):
        line = next(
            (o for o in options(request.actor, now=request.now) if str(o.id) == tapped), None
        )
        if line is not None:
            given["initial"] = {"what": TRIED_AS.get(line.kind, "other"), "who": line.name}
    return OptionForm(**given)


def _options_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    lines = options(request.actor, now=request.now)
    return {
        "open_now": [line for line in lines if line.standing.open],
        "shut_now": [line for line in lines if not line.standing.open],
        "here": address("options", story.contact_id),
    }


HAPPENING: Final = Recording(
    "happening", "happening", "crisis/contact_happening.jinja", _happening_form
)
TALK: Final = Recording(
    "talk",
    "consultation",
    "crisis/contact_talk.jinja",
    _talk_form,
    more=_talk_more,
    refill=_talk_again,
)
OPTIONS: Final = Recording(
    "options",
    "alternative",
    "crisis/contact_options.jinja",
    _option_form,
    more=_options_more,
    onward=lambda form: "options",
)
THRESHOLD: Final = Recording(
    "threshold",
    "threshold",
    "crisis/contact_threshold.jinja",
    _threshold_form,
    more=_threshold_more,
    onward=lambda form: "threshold",
    settles=True,
)


@require_http_methods(["GET", "POST"])
def happening(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Ask what is happening, safety first."""
    return record_page(request, contact_id, HAPPENING)


@require_http_methods(["GET", "POST"])
def talk(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Ring a clinician, and record who was talked to or why nobody was."""
    return record_page(request, contact_id, TALK)


@require_http_methods(["GET", "POST"])
def tried(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show what else could work tonight, and record what was tried."""
    return record_page(request, contact_id, OPTIONS)


@require_http_methods(["GET", "POST"])
def threshold(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Ask the Right Care Right Person questions and show what the answers say."""
    return record_page(request, contact_id, THRESHOLD)
