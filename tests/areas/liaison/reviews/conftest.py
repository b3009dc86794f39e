"""A joint review in the small hub, and a browser for each role."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor
from tests.support.hub import Hub, hub_in
from tests.support.reviewing import Reviewing, reviewing_in
from tests.support.world import NOW, make_world

Browse = Callable[[Actor], Client]


@pytest.fixture
def hub() -> Hub:
    return hub_in(make_world())


@pytest.fixture
def review(hub: Hub) -> Reviewing:
    return reviewing_in(hub)


@pytest.fixture
def browse(client: Client) -> Iterator[Browse]:
    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in
