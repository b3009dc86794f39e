"""What the hub stands on: posts that survive whoever holds them, and one kind of action."""

from datetime import date

import pytest
from django.db import transaction

from alongside.areas.liaison.actions.agreeing import NewAgreed, write_agreed
from alongside.areas.liaison.queries.agreed import actions_of
from alongside.areas.liaison.queries.posts import holders_of, open_posts, posts_held
from alongside.areas.liaison.rules.agreed import Origin
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.refusal import Refused
from tests.support.hub import Hub, hub_in
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return hub_in(make_world())


def agreed(hub: Hub, **changes: object) -> NewAgreed:
    """An action of the senior group."""
    told = {
        "words": "Put the Larch Suite's side door on the map.",
        "owner_id": hub.posts["lead"],
        "due_on": date(2026, 6, 30),
        "origin": Origin.MEETING,
        "origin_id": hub.senior.id,
    }
    return NewAgreed(**told | changes)  # type: ignore[arg-type]


def test_an_action_is_numbered_and_owned_by_a_post(hub: Hub) -> None:
    with transaction.atomic():
        for _ in range(2):
            write_agreed(hub.lead, agreed(hub), now=NOW)
    lines = actions_of(hub.lead, Origin.MEETING, hub.senior.id, today=date(2026, 7, 1))
    assert [line.number for line in lines] == [1, 2]
    assert {line.owner for line in lines} == {"Clinical police liaison lead"}
    assert all(line.late for line in lines)
    assert AuditEntry.objects.filter(action="liaison.agree_action").count() == 2


@pytest.mark.parametrize(
    ("change", "code"), [({"words": " "}, "action.no_words"), ({"owner_id": None}, "action.owner")]
)
def test_an_action_without_words_or_owner_is_declined(
    hub: Hub, change: dict[str, object], code: str
) -> None:
    with transaction.atomic(), pytest.raises(Refused) as refused:
        write_agreed(hub.lead, agreed(hub, **change), now=NOW)
    assert refused.value.code == code
    assert not AuditEntry.objects.filter(action="liaison.agree_action").exists()


def test_a_post_says_who_holds_it_now(hub: Hub) -> None:
    named = {post.title: post.named for post in open_posts(hub.lead, now=NOW)}
    assert named["AMHP manager"] == "AMHP manager (Test amhp)"
    assert posts_held(hub.lead.user_id, now=NOW) == [hub.posts["lead"]]
    assert holders_of(hub.posts.values(), now=NOW)[hub.posts["lead"]] == hub.lead.user_id
