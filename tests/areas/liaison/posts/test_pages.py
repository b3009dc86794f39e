"""Pages of posts and actions: each opens for its roles, and says what is wrong in place."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from alongside.areas.liaison.actions.agreeing import NewAgreed, write_agreed
from alongside.areas.liaison.models import AgreedAction, Post
from alongside.areas.liaison.rules.agreed import Origin
from alongside.kernel.actor import Actor, Role
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
Browse = Callable[[Actor], Client]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def action(hub: Hub) -> str:
    new = NewAgreed(
        "Put the Larch Suite's side door on the map.",
        hub.posts["police_lead"],
        date(2026, 6, 20),
        Origin.MEETING,
        why="Two crews stood at the front door for ten minutes.",
        group_id=hub.locality.id,
    )
    with transaction.atomic():
        return str(write_agreed(hub.lead, new, now=NOW))


def test_an_action_is_read_said_of_and_found_in_its_list(
    hub: Hub, browse: Browse, action: str
) -> None:
    owner = browse(hub.police_lead)
    listed = text(owner.get(reverse("liaison:actions")))
    assert "Put the Larch Suite" in listed
    assert 'aria-current="page">Mine (1)' in listed
    page = reverse("liaison:action", args=[action])
    assert "Two crews stood at the front door" in text(owner.get(page))
    say = reverse("liaison:action_say", args=[action, "done"])
    wrong = owner.post(say, {"words": "", "version": 1})
    assert wrong.status_code == 422
    assert "What shows that it is done?" in text(wrong)
    sent = owner.post(say, {"words": "Photographed with its new sign.", "version": 1}, follow=True)
    assert "Photographed with its new sign." in text(sent)
    assert AgreedAction.objects.get().state == "done"


def test_what_was_said_since_is_shown_beside_what_was_typed(
    hub: Hub, browse: Browse, action: str
) -> None:
    lead = browse(hub.lead)
    say = reverse("liaison:action_say", args=[action, "noted"])
    assert lead.post(say, {"words": "The sign is ordered.", "version": 1}).status_code == 302
    clash = lead.post(say, {"words": "Estates say no.", "version": 1})
    assert clash.status_code == 409
    assert "The sign is ordered." in text(clash)
    assert "Estates say no." in text(clash)


@pytest.mark.parametrize("said", ["moved", "given", "reprioritised", "escalated", "dropped"])
def test_each_thing_to_say_is_asked_for(hub: Hub, browse: Browse, action: str, said: str) -> None:
    response = browse(hub.lead).get(reverse("liaison:action_say", args=[action, said]))
    assert response.status_code == 200


def test_an_action_is_written_down(hub: Hub, browse: Browse) -> None:
    lead = browse(hub.lead)
    address = reverse("liaison:agree_action")
    typed = {
        "words": "Agree who drives the person home at night.",
        "owner": str(hub.posts["lead"]),
        "due_on_day": "1",
        "due_on_month": "9",
        "due_on_year": "2026",
        "priority": "now",
        "promised": "yes",
    }
    assert "Choose" in text(lead.post(address, typed | {"owner": ""}))
    assert "The post keeps it" in text(lead.get(address))
    assert "Agree who drives" in text(lead.post(address, typed, follow=True))
    assert AgreedAction.objects.get().origin == "promise"
    assert browse(hub.nurse).get(address).status_code == 403


def test_a_post_is_opened_held_and_closed(hub: Hub, browse: Browse) -> None:
    lead = browse(hub.lead)
    assert "Clinical police liaison lead" in text(lead.get(reverse("liaison:posts")))
    made = {"organisation": str(hub.world.trust), "title": "Ward matron", "does": "", "phone": ""}
    opened = lead.post(reverse("liaison:open_post"), made, follow=True)
    assert "Nobody now" in text(opened)
    post = Post.objects.get(title="Ward matron").id
    hold = {
        "user": str(hub.successor.user_id),
        "from_on_day": "10",
        "from_on_month": "6",
        "from_on_year": "2026",
    }
    address = reverse("liaison:hold_post", args=[post])
    assert "Test successor holds it" in text(lead.post(address, hold, follow=True))
    assert "Somebody else holds this post then" in text(lead.post(address, hold))
    for name in ("change_post", "leave_post", "close_post"):
        assert lead.get(reverse(f"liaison:{name}", args=[post])).status_code == 200
    assert "The post is closed" in text(
        lead.post(reverse("liaison:close_post", args=[post]), {}, follow=True)
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.AMHP, 200), (Role.RESPONSE_OFFICER, 200), (Role.ANALYST, 403), (Role.LEARNER, 403)],
)
def test_the_list_opens_for_those_who_see_it(
    hub: Hub, browse: Browse, role: Role, status: int
) -> None:
    visitor = browse(hub.world[role])
    for name in ("actions", "actions_sheet"):
        assert visitor.get(reverse(f"liaison:{name}")).status_code == status
