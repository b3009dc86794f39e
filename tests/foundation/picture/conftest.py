"""A viewer on duty, and a page with panels of our own."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from alongside.foundation.picture import panels
from alongside.kernel.actor import Actor, Role, Sector

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
PERSON = UUID(int=7)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def person_id():
    return PERSON


@pytest.fixture
def officer():
    return Actor(
        user_id=UUID(int=1),
        name="PC Sam Aldous",
        organisation_id=UUID(int=2),
        organisation_name="Northmoor Police",
        sector=Sector.POLICE,
        role=Role.RESPONSE_OFFICER,
        on_duty=True,
    )


@pytest.fixture
def registry(monkeypatch):
    """An empty registry: ``registry()`` adds nothing of the areas'."""
    monkeypatch.setattr(panels, "_PANELS", {})
    monkeypatch.setattr(panels, "_FACTS", [])
    return panels
