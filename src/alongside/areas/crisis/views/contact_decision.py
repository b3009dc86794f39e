"""Decide, beside the facts; think of a police station; hand on; close."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from alongside.areas.crisis.actions import NewEvent, record_decision, record_step
from alongside.areas.crisis.forms.contact_decision import (
    DecisionForm,
    HandOffForm,
    StationForm,
)
from alongside.areas.crisis.forms.contact_fields import StepForm
from alongside.areas.crisis.queries import Story
from alongside.areas.crisis.queries.entry import RecordedEntry, recorded_entry
from alongside.areas.crisis.queries.story import contact_story
from alongside.areas.crisis.rules.kinds import POWER_OF_DECISION
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.contact_flow import STEPS, address
from alongside.areas.crisis.views.contact_recording import (
    Recording,
    moment,
    record_page,
    shown_again,
)
from alongside.areas.crisis.views.detention_facts import facts_cards
from alongside.areas.directory.queries import place_names, places, teams
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import holds
from alongside.kernel.refusal import Refused

OFFERED: Final = ("who", "happening", "talk", "options")
"""Steps offered on the card of facts while nothing is recorded of them."""
MOST_TEAMS: Final = 5


def _decision_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    initial = options.get("initial") or {}
    keep = str(initial.get("decision", "")) if initial.get("correct") else ""
    if "data" in options and options["data"].get("correct"):
        keep = options["data"].get("decision", "")
    return DecisionForm(
        # Sent twice, the second finds somebody held already: the action knows the difference.
        may_use_power=holds(request.actor, PERMISSIONS, "power.use")
        and ("data" in options or not story.held),
        places=tuple(
            (str(place.id), place.name) for place in places(request.actor, now=request.now)
        ),
        only=keep if keep in POWER_OF_DECISION else "",
        **options,
    )


def _decision_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    return {
        "cards": facts_cards(story),
        "missing": [
            {"title": step.title, "href": address(step.name, story.contact_id)}
            for step in STEPS
            if step.name in OFFERED and not step.kinds & story.kinds_done
        ],
        "may_decide": holds(request.actor, PERMISSIONS, "contact.decide"),
        "may_use_power": holds(request.actor, PERMISSIONS, "power.use"),
        "child": story.person is not None and story.person.is_child is True,
    }


def _write_decision(request: DeskRequest, contact_id: UUID, kind: str, form: StepForm) -> UUID:
    at = form.happened_at(request.now)
    decision = NewEvent(kind, at, form.facts(request.now))
    return record_decision(
        request.actor,
        contact_id,
        decision,
        power_used=_power_used(request, form),
        now=request.now,
        request_key=form.request_key,
    )


def _power_used(request: DeskRequest, form: Any) -> NewEvent | None:
    if not form.uses_power:
        return None
    facts = form.power_facts() | {"officer_name": request.actor.name}
    kept_at = form.cleaned_data["kept_at"]
    if kept_at and kept_at != "other":
        place = place_names([UUID(kept_at)])[UUID(kept_at)]
        facts |= {"place_id": place.id, "place_name": place.name, "place_type": place.type}
    return NewEvent("power_used", form.happened_at(request.now), facts)


def _after_decision(form: StepForm) -> str | None:
    return "station" if form.cleaned_data.get("station") else None


def _hand_off_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    lines = sorted(teams(request.actor, now=request.now), key=lambda t: not t.standing.open)
    return HandOffForm(
        me=f"{request.actor.name}, {request.actor.organisation_name}",
        teams={str(line.id): (line.name, line.ring_now) for line in lines[:MOST_TEAMS]},
        **options,
    )


def _hand_off_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    cards = facts_cards(story)
    return {
        "cards": cards,
        "missing": _reasons_missing(request, story),
        "unsettled": [card for card in cards if not card.settled],
        "may_close": not story.held and "decision" in story.kinds_done and not story.closed_at,
        "close": address("close", story.contact_id),
        "station": address("station", story.contact_id) if story.held else "",
        "plain": PlainForm(),
    }


def _reasons_missing(request: DeskRequest, story: Story) -> list[dict[str, str]]:
    """The way to add reasons to the newest decision, where it has none."""
    decided = [entry.id for entry in story.entries if entry.kind == "decision"]
    if not decided or recorded_entry(request.actor, decided[-1]).facts.get("reasons"):
        return []
    add = address("decision", story.contact_id, correct=decided[-1])
    return [{"title": "Reasons for the decision", "href": add}]


def _hand_off_again(request: DeskRequest, entry: RecordedEntry) -> dict[str, Any]:
    facts = shown_again(entry.facts)
    by = "typed" if facts.get("due_at") else "none"
    return {**facts, "to": "other", "other_to": facts.get("to", ""), "by": by}


def _decision_again(request: DeskRequest, entry: RecordedEntry) -> dict[str, Any]:
    return {**entry.facts, "used_at": moment(entry.happened_at.isoformat())}


def _station_form(request: DeskRequest, story: Story, **options: Any) -> StepForm:
    return StationForm(**options)


def _station_more(request: DeskRequest, story: Story) -> dict[str, Any]:
    child = story.person is not None and story.person.is_child is True
    cards = [card for card in facts_cards(story) if card.title.startswith("A police station")]
    return {"child": child, "cards": cards, "held": story.held}


DECISION: Final = Recording(
    "decision",
    "decision",
    "crisis/contact_decision.jinja",
    _decision_form,
    more=_decision_more,
    write=_write_decision,
    onward=_after_decision,
    refill=_decision_again,
)
HAND_OFF: Final = Recording(
    "hand_off",
    "hand_off",
    "crisis/contact_hand_off.jinja",
    _hand_off_form,
    more=_hand_off_more,
    refill=_hand_off_again,
)
STATION: Final = Recording(
    "station",
    "station_decision",
    "crisis/contact_station.jinja",
    _station_form,
    more=_station_more,
    onward=lambda form: "station",
    settles=True,
)


@require_http_methods(["GET", "POST"])
def decision(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show the facts against the conditions, and record what was decided and why."""
    return record_page(request, contact_id, DECISION)


@require_http_methods(["GET", "POST"])
def station(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Record what is known when a police station is thought of, and show what it says."""
    return record_page(request, contact_id, STATION)


@require_http_methods(["GET", "POST"])
def hand_off(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Say who follows up and by when."""
    return record_page(request, contact_id, HAND_OFF)


@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Close a contact with what was decided as its outcome; opened as a page, go to its story."""
    if request.method != "POST":
        return redirect(address("contact", contact_id))
    story = contact_story(request.actor, contact_id, now=request.now)
    decided = [entry for entry in story.entries if entry.kind == "decision"]
    if not decided:
        raise Refused(
            "contact.not_decided",
            "Nothing is decided yet on this contact.",
            next_step="Record the decision, then close it.",
        )
    outcome = recorded_entry(request.actor, decided[-1].id).facts["decision"]
    form = PlainForm(request.POST)
    event = NewEvent("closed", request.now, {"outcome": outcome})
    record_step(request.actor, contact_id, event, now=request.now, request_key=form.request_key)
    return redirect(address("contact", contact_id))
