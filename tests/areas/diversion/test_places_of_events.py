"""The place of an event among those of its story: kept by the database, filled for old rows."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.diversion.actions.reporting import NewReport, ask_for_report
from alongside.areas.diversion.models import EpisodeEvent, ReferralEvent, ReportEvent
from tests.support.custody import make_suite
from tests.support.referring import make_services
from tests.support.world import NOW, make_world

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_the_database_refuses_a_second_event_in_the_same_place() -> None:
    services = make_services(make_suite(make_world()))
    episode = services.suite.notice(services.suite.person())
    services.refer(episode)
    asked = NewReport("court", "The clerk", "Bail", "full_report", NOW, NOW + MINUTE)
    ask_for_report(services.suite.link, episode, asked, now=NOW)
    for model in (EpisodeEvent, ReferralEvent, ReportEvent):
        again(model.objects.get(sequence=1))


def again(event: models.Model) -> None:
    """Save a copy, and expect the database to say no."""
    event.pk = event._meta.pk.get_default()
    event._state.adding = True
    with pytest.raises(IntegrityError, match=r"sequence|own_place"), transaction.atomic():
        event.save(force_insert=True)


@pytest.mark.parametrize("area", ["crisis", "diversion"])
def test_events_kept_before_there_were_places_get_theirs_as_they_were_recorded(area: str) -> None:
    migration = import_module(f"alongside.areas.{area}.migrations.0006_fill_places_of_events")
    first, second = migration.TOGETHER[:2]
    rows = [
        old(1, "late", happened=-5, recorded=9),
        old(2, second),
        old(3, first),
        old(4, second, recorded=20, corrects=2),
        old(5, second, recorded=30, corrects=4),
    ]
    migration._number(rows)
    assert {row.pk: row.sequence for row in rows} == {3: 1, 2: 2, 4: 2, 5: 2, 1: 3}


def old(
    pk: int, kind: str, *, happened: int = 0, recorded: int = 0, corrects: int | None = None
) -> SimpleNamespace:
    """An event as a migration reads it."""
    times = {"happened_at": NOW + happened * MINUTE, "recorded_at": NOW + recorded * MINUTE}
    return SimpleNamespace(pk=pk, kind=kind, supersedes_id=corrects, **times)
