"""Our counts beside those others publish: side by side, never made to agree."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.areas.crisis.actions.importing import Force, PastUse, import_history
from alongside.areas.crisis.actions.published_counts import NewCount, import_published_counts
from alongside.areas.crisis.queries import counts as queries
from alongside.areas.crisis.rules.history import PastDetention
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Role
from alongside.kernel.local_time import parse_instant
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
YEAR = "2023/24"


@pytest.fixture
def world() -> World:
    return make_world(NOW - timedelta(hours=1))


def published(measure: str, organisation: str, breakdown: str, count: int | None) -> NewCount:
    return NewCount(
        source="NHS England", year=YEAR, measure=measure, definition="Orders under section 136",
        breakdown=breakdown, organisation_code=organisation, organisation_name=organisation,
        count=count, rounding="exact" if count else "not given: suppressed",
    )  # fmt: skip


@pytest.fixture
def kept(world: World) -> None:
    statistician = world[Role.FORCE_STATISTICS]
    national, trust = "All / All / All submissions", "All / All / NHS Trust"
    measure = "Short term orders: Section 136"
    rows = [
        published(measure, "All prov", national, 16837),
        published(measure, "RX0", trust, None),
        published(measure, "All prov", trust, 14835),
        published("Uses of section 2: Section 136 to 2", "All prov", national, 2485),
    ]
    import_published_counts(statistician, rows, now=NOW)
    used = parse_instant("2024-03-31T23:30")
    past = PastDetention(key="1", origin="f", power_used_at=used, ended_at=used)
    use = PastUse(past, UnnamedPerson("Somebody"))
    force = Force(world.police, "Northmoor Police")
    import_history(statistician, [use], force=force, now=NOW)


def test_both_national_counts_and_ours_stand_side_by_side(world, kept):
    told = queries.counts(world[Role.LIAISON_LEAD], YEAR)
    assert [line.count for line in told.published] == [31213, 16837]
    assert all(line.definition and line.source for line in told.published)
    assert [(own.force, own.s136, own.s135) for own in told.own] == [("Northmoor Police", 1, 0)]
    assert [(line.organisation, line.count) for line in told.providers] == [("RX0", None)]


def test_the_newest_published_year_comes_first(world):
    assert queries.counts(world[Role.LIAISON_LEAD]).year == YEAR
    assert queries.counts(world[Role.LIAISON_LEAD], "1066/67").year == YEAR


def test_a_stated_fact_says_where_it_is_from(world):
    (line,) = queries.counts(world[Role.LIAISON_LEAD], YEAR).published
    assert line.address.startswith("https://")
    assert "commentary" in line.read_in


def test_how_many_are_here_already(world, kept):
    assert queries.imported_already(["1", "2"] * 400) == 2


@pytest.mark.parametrize("role", list(Role))
def test_the_page(world, kept, role):
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(
            User.objects.get(pk=world[role].user_id),
            "alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()
        answer = client.get(reverse("crisis:counts"), {"year": YEAR})
        other = client.get(reverse("crisis:counts"), {"year": "2022/23"})
    if role not in PERMISSIONS["counts.see"]:
        assert answer.status_code == 403
        return
    text = answer.content.decode()
    for words in ("16,837", "31,213", "Why they differ", "not given", "Northmoor Police"):
        assert words in text
    assert other.status_code == 200


def test_a_year_with_nothing_published_says_so(world):
    used = parse_instant("2021-06-10T12:00")
    past = PastDetention(key="1", origin="f", power_used_at=used, ended_at=used)
    use = PastUse(past, UnnamedPerson("Somebody"))
    force = Force(world.police, "Northmoor Police")
    import_history(world[Role.FORCE_STATISTICS], [use], force=force, now=NOW)
    told = queries.counts(world[Role.LIAISON_LEAD], "2021/22")
    assert (told.year, told.published) == ("2021/22", ())
