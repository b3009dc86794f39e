"""A contact's page, which is the detention's page where somebody is held."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import etag, require_safe

from alongside.areas.crisis.queries import Story, contact_story
from alongside.areas.crisis.queries.entry import person_of, story_stamp
from alongside.areas.crisis.queries.looking import leave_to_look
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.detention_story import story_page
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.picture.compose import compose_part, mark_of
from alongside.foundation.picture.panels import Place
from alongside.foundation.picture.pictures import Picture
from alongside.foundation.picture.ways import WayLink, ways_for, ways_from_contact
from alongside.kernel.actor import require

WORDS: Final = (Place.WORDS,)


def _story_etag(request: DeskRequest, contact_id: UUID) -> str | None:
    """Answer the mark of a polled story; any other visit is shown afresh."""
    if request.headers.get("X-Alongside-Poll") != "1":
        return None
    require(request.actor, PERMISSIONS, "desk.see")
    return _stamp(request, contact_id)


def _stamp(request: DeskRequest, contact_id: UUID) -> str:
    """Mark a story with all that it shows: words taken back change it too."""
    person_id = person_of(contact_id)
    words = ""
    if person_id is not None:
        purpose = leave_to_look(request.actor, now=request.now).purpose
        words = mark_of(request.actor, person_id, places=WORDS, purpose=purpose, now=request.now)
    return f'"{story_stamp(contact_id)}{words}"'


@require_safe
@etag(_story_etag)
def contact(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show a contact's story: as a page, or as a part of one beside the board."""
    context = story_context(request, contact_id)
    part = request.htmx or request.headers.get("X-Alongside-Poll") == "1"
    template = "crisis/story_part.jinja" if part else "crisis/story.jinja"
    return render(request, template, context)


def story_context(request: DeskRequest, contact_id: UUID) -> dict[str, Any]:
    """Answer what the story's template places, and keep the look."""
    story = contact_story(request.actor, contact_id, now=request.now)
    purpose = leave_to_look(request.actor, now=request.now).purpose
    words = _words(request, story, purpose)
    return {
        "story": story,
        "page": story_page(story, request.actor, words=words, now=request.now),
        "purpose": purpose.value,
        "ways": _ways(request, story, purpose),
        "stamp": _stamp(request, contact_id),
    }


def _ways(request: DeskRequest, story: Story, purpose: Purpose) -> list[WayLink]:
    """Ways on from this contact: those about the person, where one is recorded, then the rest."""
    person = story.person_id
    about = ways_for(request.actor, person, purpose, from_contact=True) if person else []
    return [*about, *ways_from_contact(request.actor, story.contact_id)]


def _words(request: DeskRequest, story: Story, purpose: Purpose) -> Picture | None:
    """What the person wants known, from whichever areas keep it, with its own look in the log."""
    if story.person_id is None:
        return None
    return compose_part(
        request.actor, story.person_id, places=WORDS, purpose=purpose, now=request.now
    )
