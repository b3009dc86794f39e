"""The small scheme, and a browser in which somebody is signed in."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor
from tests.support.placing import Placing, make_placing
from tests.support.world import NOW, make_world


@pytest.fixture
def placing() -> Placing:
    return make_placing(make_world())


@pytest.fixture
def browse(client: Client) -> Iterator[Callable[[Actor], Client]]:
    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        backend = "alongside.foundation.accounts.backend.SignInBackend"
        client.force_login(user, backend=backend)
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in
