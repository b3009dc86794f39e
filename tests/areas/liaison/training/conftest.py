"""A course with sessions, and a browser for each who goes, teaches or keeps it."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor
from tests.support.teaching import Teaching, teaching
from tests.support.world import NOW


@pytest.fixture
def there(db: None) -> Teaching:
    return teaching()


@pytest.fixture
def browse(client: Client) -> Iterator[Callable[[Actor], Client]]:
    """Sign somebody in for the test client, with the clock at ``NOW``."""

    def sign_in(actor: Actor) -> Client:
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in
