"""Who a contact is with: find them, or say how they seem; then their own words."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.crisis.actions import (
    Unknown,
    meet_new_person,
    meet_unknown_person,
    name_person,
)
from alongside.areas.crisis.forms.contact_opening import PLACES
from alongside.areas.crisis.forms.contact_who import (
    LookForm,
    NewPersonForm,
    PickForm,
    UnknownForm,
)
from alongside.areas.crisis.queries import Story, contact_story
from alongside.areas.crisis.views.contact_flow import address, go_on, show, usual_purpose
from alongside.areas.crisis.views.detention_facts import facts_cards
from alongside.areas.people.queries import (
    FoundPerson,
    find_people,
    labels,
    possible_duplicates,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.as_typed import looked_up_as_typed
from alongside.foundation.kit.time_words import clock_time
from alongside.foundation.picture.compose import compose_part
from alongside.foundation.picture.panels import Place
from alongside.kernel.refusal import NotPermitted, Refused

LOOK_AGAIN = "That person is not here any more. Look again."


@require_http_methods(["GET", "POST"])
def who(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Find the person inline, or go on to "don't know yet".

    What was typed comes in the body, so that no name stands in an address or a server's log.
    """
    story = contact_story(request.actor, contact_id, now=request.now)
    if "person_id" not in request.POST:
        return _found(request, story)
    form = PickForm(request.POST)
    if form.is_valid():
        if not labels(request.actor, [form.chosen()], now=request.now):
            form.add_error(None, LOOK_AGAIN)
        else:
            name_person(
                request.actor,
                contact_id,
                form.chosen(),
                now=request.now,
                request_key=form.request_key,
            )
            return go_on(request, contact_id, "words")
    return show(request, "crisis/contact_who.jinja", story, step="who", form=form, **_box(story))


def _found(request: DeskRequest, story: Story) -> HttpResponse:
    """Look up what was typed; while somebody types, answer the list of results alone."""
    look = LookForm(request.POST if request.method == "POST" else None)
    people: list[FoundPerson] | None = None
    typed = look.cleaned_data["q"] if look.is_valid() else ""
    if typed:
        try:
            people = find_people(
                request.actor,
                typed,
                purpose=usual_purpose(request),
                now=request.now,
                sitting=look.request_key if request.htmx else None,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            look.refuse(refused)
    found = {"people": people, "typed": typed, "look": look, "pick": PickForm()}
    if request.htmx:
        return render(request, "crisis/contact_found.jinja", {"story": story, **found})
    return show(
        request,
        "crisis/contact_who.jinja",
        story,
        step="who",
        quiet=_place_so_far(story),
        status=422 if look.errors else 200,
        **_box(story) | found,
    )


def _box(story: Story) -> dict[str, Any]:
    as_typed = looked_up_as_typed(address("who", story.contact_id))
    return {"look": LookForm(), "as_typed": as_typed}


def _place_so_far(story: Story) -> str:
    """The kind of place, where what the law says of it is not plain."""
    cards = [card for card in facts_cards(story) if card.title.startswith("Can section 136")]
    return dict(PLACES).get(story.place_type, "") if any(not card.settled for card in cards) else ""


@require_http_methods(["GET", "POST"])
def unknown(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Say how somebody seems, in a few taps."""
    story = contact_story(request.actor, contact_id, now=request.now)
    form = UnknownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        low, high = form.ages()
        met = f"met {clock_time(story.opened_at)}, {story.place_words}"
        seems = Unknown(
            description=form.cleaned_data["description"].strip() or met[:120],
            sex=form.cleaned_data["sex"],
            age_low=low,
            age_high=high,
        )
        try:
            meet_unknown_person(
                request.actor, contact_id, seems, now=request.now, request_key=form.request_key
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return go_on(request, contact_id, "happening")
    return show(request, "crisis/contact_unknown.jinja", story, step="who", form=form)


@require_http_methods(["GET", "POST"])
def named(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Record somebody who has said who they are and is not on record."""
    story = contact_story(request.actor, contact_id, now=request.now)
    if request.method != "POST" or "q" in request.POST:
        given, _, family = request.POST.get("q", "").strip().rpartition(" ")
        said = {"given": given or family, "family": family if given else ""}
        return _named(request, story, NewPersonForm(initial=said))
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        return _named(request, story, form)
    if not form.cleaned_data["not_these"]:
        alike = possible_duplicates(
            request.actor,
            form.facts(),
            purpose=usual_purpose(request),
            now=request.now,
        )
        if alike and story.person_id not in {person.id for person in alike}:
            return _named(request, story, form, alike=alike)
    try:
        meet_new_person(
            request.actor, contact_id, form.facts(), now=request.now, request_key=form.request_key
        )
    except NotPermitted:
        raise
    except Refused as refused:
        form.refuse(refused)
        return _named(request, story, form)
    return go_on(request, contact_id, "words")


def _named(
    request: DeskRequest,
    story: Story,
    form: NewPersonForm,
    *,
    alike: list[FoundPerson] | None = None,
) -> HttpResponse:
    return show(
        request,
        "crisis/contact_named.jinja",
        story,
        step="who",
        form=form,
        status=422 if alike else 200,
        alike=alike,
        pick=PickForm(),
    )


@require_safe
def words(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show what the person wants known before anything else; go on where nothing may be shown."""
    story = contact_story(request.actor, contact_id, now=request.now)
    if story.person_id is None:
        return redirect(address("happening", contact_id))
    picture = compose_part(
        request.actor,
        story.person_id,
        places=(Place.WORDS,),
        purpose=usual_purpose(request),
        now=request.now,
    )
    if not picture.shown:
        return redirect(address("happening", contact_id))
    return show(request, "crisis/contact_words.jinja", story, step="words", picture=picture)
