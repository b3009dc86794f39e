"""What the database itself does not let in: each constraint of lists and hearings, broken once."""

import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.diversion.models import (
    CustodyEntry,
    CustodyList,
    CustodyMark,
    CustodyRow,
    DeskLink,
    Episode,
    Hearing,
)
from tests.support.custody import Suite, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
Spoil = Callable[[Suite], models.Model]


def a_hearing(suite: Suite, **more: object) -> Hearing:
    episode = Episode.objects.get()
    facts = {"episode": episode, "site_id": suite.court, "at": NOW, "purpose": "bail"}
    return Hearing(**facts | more)


def a_list(suite: Suite, **more: object) -> CustodyList:
    by = {"made_by_id": suite.nurse.user_id, "organisation_id": suite.world.trust}
    return CustodyList(site_id=suite.custody, way="typed", made_at=NOW, **by, **more)


def a_row(**more: object) -> CustodyRow:
    return CustodyRow(list=CustodyList.objects.get(), **more)


def an_entry(suite: Suite, **more: object) -> CustodyEntry:
    facts = {
        "site_id": suite.custody,
        "person_id": Episode.objects.get().person_id,
        "arrived_at": NOW,
        "age_band": "adult",
        "recorded_at": NOW,
        "recorded_by_id": suite.nurse.user_id,
    }
    return CustodyEntry(**facts | more)


def a_mark(suite: Suite, **more: object) -> CustodyMark:
    by = {"happened_at": NOW, "recorded_at": NOW, "recorded_by_id": suite.nurse.user_id}
    return CustodyMark(entry=CustodyEntry.objects.first(), **by, **more)


def a_link(suite: Suite, **more: object) -> DeskLink:
    force = suite.world.police
    facts = {"contact_id": uuid.uuid4(), "force_id": force, "happened_at": NOW, "received_at": NOW}
    return DeskLink(**facts, **more)


BROKEN: dict[str, Spoil] = {
    "hearing_settled_when_over": lambda suite: a_hearing(suite, settled_at=NOW),
    "hearing_held_has_result": lambda suite: a_hearing(suite, state="held", settled_at=NOW),
    "custody_list_settled_once": lambda suite: a_list(suite, state="taken"),
    "custody_row_once": lambda _: a_row(number=2),
    "custody_row_decided_known": lambda _: a_row(number=90, decided="guessed"),
    "custody_entry_once": lambda suite: an_entry(
        suite, person_id=CustodyEntry.objects.first().person_id
    ),
    "custody_entry_mark_known": lambda suite: an_entry(suite, mark="risky"),
    "custody_mark_says_why": lambda suite: a_mark(suite, mark="not_seen"),
    "desk_link_from_custody_has_episode": lambda suite: a_link(suite, way="section_136"),
}


def test_each_constraint_keeps_its_promise() -> None:
    suite = make_suite(make_world())
    suite.notice(suite.person())
    suite.take()
    kept = {
        constraint.name
        for model in (CustodyEntry, CustodyList, CustodyMark, CustodyRow, DeskLink, Hearing)
        for constraint in model._meta.constraints
    }
    assert kept == set(BROKEN)
    for spoil in BROKEN.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(suite).save(force_insert=True)
