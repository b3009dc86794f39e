"""Past episodes taken in many at a time, each whole or not at all."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from alongside.areas.diversion import demo_history
from alongside.areas.diversion.actions import importing
from alongside.areas.diversion.actions.importing import PastRecord, Provider, import_episodes
from alongside.areas.diversion.models import Episode, EpisodeEvent, Site
from alongside.areas.diversion.rules.counting import count_episode
from alongside.areas.diversion.rules.past_episodes import PastEpisode, past_timeline
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world, on_duty

AT = NOW - timedelta(days=90)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def victor(world: World) -> Actor:
    """The trust's administrator."""
    return on_duty(Role.ADMINISTRATOR, world.trust, name="Victor Lane")


@pytest.fixture
def site(world: World) -> UUID:
    row = Site.objects.create(
        name="Moorchester", kind="custody", host_id=world.police, provider_id=world.trust
    )
    return row.id


@pytest.fixture
def trust(world: World) -> Provider:
    return Provider(world.trust, "Northmoor MH")


def records(site: UUID, count: int, **told: object) -> list[PastRecord]:
    return [
        PastRecord(
            PastEpisode(f"k{n}", site, "custody", AT, closed_at=AT + timedelta(days=2), **told),  # type: ignore[arg-type]
            UnnamedPerson("Somebody", age_low=16, age_high=16, local_reference=f"P{n // 2}"),
        )
        for n in range(count)
    ]


def test_each_becomes_a_closed_episode_with_its_events(site, victor, trust):
    done = import_episodes(victor, records(site, 4), provider=trust, now=NOW)
    assert (done.made, done.already) == (4, 0)
    rows = Episode.objects.order_by("imported_key")
    assert [row.first_time for row in rows] == [True, False, True, False]
    assert {(row.stage, row.next_what, row.age_band) for row in rows} == {
        ("closed", "", "under_18")
    }
    assert EpisodeEvent.objects.count() == 8
    entry = AuditEntry.objects.get(action="diversion.import_episodes")
    assert entry.op == "collection"


def test_sent_again_it_leaves_alone_what_is_here(site, victor, trust):
    import_episodes(victor, records(site, 2), provider=trust, now=NOW)
    again = import_episodes(victor, records(site, 5), provider=trust, now=NOW)
    assert (again.made, again.already) == (3, 2)
    assert Episode.objects.count() == 5


def test_broken_off_it_keeps_whole_batches_and_goes_on_from_there(site, victor, trust, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    wrong = PastRecord(PastEpisode("late", site, "custody", NOW, closed_at=NOW + timedelta(1)),
                       UnnamedPerson("Somebody"))  # fmt: skip
    four = records(site, 4)
    with pytest.raises(Refused) as refused:
        import_episodes(victor, [*four[:3], wrong], provider=trust, now=NOW)
    assert refused.value.code == "event.in_the_future"
    assert Episode.objects.count() == 2
    assert EpisodeEvent.objects.values("episode").distinct().count() == 2
    done = import_episodes(victor, four, provider=trust, now=NOW)
    assert (done.made, done.already) == (2, 2)


def test_only_an_administrator_imports(site, world, trust):
    with pytest.raises(NotPermitted):
        import_episodes(
            world[Role.DIVERSION_PRACTITIONER], records(site, 1), provider=trust, now=NOW
        )


def test_a_place_there_is_not_is_refused(site, victor, trust):
    with pytest.raises(Refused) as refused:
        import_episodes(victor, records(uuid4(), 1), provider=trust, now=NOW)
    assert (refused.value.code, Episode.objects.count()) == ("site.not_found", 0)


def test_the_demo_history_has_the_published_shapes_and_never_runs_ahead():
    now = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
    places = [demo_history.Place(UUID(int=1), "custody", 3, 1600),
              demo_history.Place(UUID(int=2), "magistrates", 1, 300)]  # fmt: skip
    total: Counter[str] = Counter()
    for record in demo_history.history(places, now=now, seed=1271, episodes=2500):
        story = past_timeline(record.past, now)
        assert story.events[-1].happened_at <= now
        assert story.events[0].kind == "identified"
        total.update(count_episode(story, now).counts)
    asked = total["needs.asked"]
    shares = [round(100 * total[f"needs.{part}"] / asked)
              for part in ("any", "mental_health", "substances")]  # fmt: skip
    assert asked > 1000
    for share, published in zip(shares, (88, 71, 52), strict=True):
        assert abs(share - published) <= 3


def test_somebody_of_the_demo_history_is_the_same_whenever_they_are_met():
    first, later = (demo_history._person(7, AT + timedelta(days=n)) for n in (0, 200))
    assert (first.sex, first.age_low, first.local_reference) == (
        later.sex, later.age_low, later.local_reference,
    )  # fmt: skip
