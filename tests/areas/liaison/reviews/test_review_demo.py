"""Two years of reviews are told through the actions alone, and come to every state."""

import pytest

from alongside.areas.liaison.demo import reviews
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.models import Post
from alongside.areas.liaison.queries.learning import learning_list
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.reviews import ended_reviews, open_reviews
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.hub import Hub
from tests.support.world import NOW, World


def cast_of(hub: Hub, world: World) -> HubCast:
    posts = {"liaison_lead": hub.posts["lead"], "police_mh_lead": hub.posts["police_lead"]}
    posts["amhp_manager"] = hub.posts["amhp_lead"]
    for key in ("control_room_lead", "ed_lead", "ambulance_lead"):
        post = Post.objects.create(organisation_id=world.trust, title=key, opened_at=NOW)
        posts[key] = post.id
    return HubCast(
        lead=hub.lead,
        successor=hub.successor,
        supervisor=hub.police_lead,
        officer=hub.officer,
        nurse=hub.nurse,
        amhp=world[Role.AMHP],
        governance=world[Role.INFORMATION_GOVERNANCE],
        organisations={},
        posts=posts,
    )


@pytest.mark.django_db
@pytest.mark.one_database
def test_two_years_of_reviews_are_told(hub: Hub) -> None:
    cast = cast_of(hub, hub.world)
    Post.objects.filter(pk=cast.posts["ambulance_lead"]).update(organisation_id=hub.world.council)
    reviews.fill(cast, now=NOW)
    today = local_date(NOW)
    open_now = open_reviews(hub.lead, today=today)
    assert len(ended_reviews(hub.lead, today=today)) == 5
    assert {line.state.value for line in open_now} == {"gathering", "opened"}
    assert any(line.late for line in open_now)
    assert learning_list(hub.nurse).total == 4
    pages = [review_page(hub.lead, line.id, now=NOW) for line in open_now]
    assert any(page.learning.held_back_for for page in pages)
    assert any(page.said for page in pages)
    assert any(page.alike for page in pages)
