"""A cohort about to start, those in it, and a browser for each."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from alongside.areas.placements.models import Learner, PlacementPlan
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor
from tests.support.placing import OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world


@pytest.fixture
def placing(db: None) -> Placing:
    return make_placing(make_world())


@pytest.fixture
def ann(placing: Placing) -> Learner:
    """The first of the cohort, who has an account."""
    return placing.learners[OFFICERS[0]]


@pytest.fixture
def standing(placing: Placing) -> PlacementPlan:
    return placing.publish()


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
