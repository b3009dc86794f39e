"""What the database itself does not let into the guide and the library: each, broken once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.liaison.models import (
    GuideEvent,
    GuidePage,
    GuideVersion,
    LawQuote,
    MustRead,
    PracticeNote,
    PracticeTrial,
    ReadReceipt,
)
from alongside.kernel.actor import Role
from tests.support.guide import kept_note, published, row_of
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
Spoil = Callable[[Hub, GuideVersion], models.Model]


def like(row: models.Model, **changes: object) -> models.Model:
    """Another row like one, otherwise in these columns."""
    names = [field.attname for field in row._meta.fields if field.name != "id"]
    return type(row)(**{name: getattr(row, name) for name in names} | changes)


def page(row: GuideVersion, **changes: object) -> models.Model:
    """Another page like the one that stands."""
    return like(row.page, **{"slug": "another"} | changes)


def version(row: GuideVersion, **changes: object) -> models.Model:
    """Another version like the one that stands, which was replaced."""
    ended = {"number": 2, "state": "superseded", "ended_at": NOW}
    return like(row, **ended | changes)


def note(**changes: object) -> models.Model:
    """Another note like the one that is kept."""
    return like(PracticeNote.objects.get(), **changes)


def trial(hub: Hub, **changes: object) -> models.Model:
    """That the police tried it."""
    said = {"services": "Beat team", "measured": False, "found": "Calmer."}
    by = {"organisation_id": hub.world.police, "added_by_id": hub.officer.user_id}
    return PracticeTrial(note=PracticeNote.objects.get(), added_at=NOW, **said | by | changes)


BROKEN: dict[str, Spoil] = {
    "guide_page_named": lambda _, row: page(row, title=""),
    "guide_page_kind_is_known": lambda _, row: page(row, kind="rule"),
    "guide_page_section_is_known": lambda _, row: page(row, section="x"),
    "role_must_read_page_once": lambda _, row: MustRead(page=row.page, role=Role.RESPONSE_OFFICER),
    "guide_version_numbered": lambda _, row: version(row, number=1),
    "one_guide_version_stands": lambda _, row: version(row, state="published", ended_at=None),
    "one_guide_version_in_hand": lambda _, row: version(row, number=3, state="draft"),
    "guide_version_state_is_known": lambda _, row: version(row, state="perhaps"),
    "guide_is_published_by_another": lambda hub, row: version(row, reviewer_id=row.author_id),
    "guide_is_published_whole": lambda _, row: version(row, why=""),
    "guide_version_ends_after_it_began": lambda _, row: version(
        row, ended_at=NOW - timedelta(days=1)
    ),
    "guide_events_in_order": lambda _, row: GuideEvent(
        of=row, sequence=1, kind="comment", happened_at=NOW
    ),
    "law_quoted_once": lambda _, row: LawQuote(of=row, name="pos.detention_hours", said="1 day"),
    "guide_read_once": lambda hub, row: ReadReceipt(
        of=row, user_id=hub.officer.user_id, read_at=NOW
    ),
    "practice_says_what_and_where": lambda *_: note(place=""),
    "practice_measured_says_how": lambda *_: note(measured=True, how=""),
    "practice_state_is_known": lambda *_: note(state="perhaps"),
    "practice_finding_is_ours": lambda *_: note(finding="https://elsewhere.example/"),
    "practice_kept_by_somebody": lambda *_: note(kept_by_id=None),
    "trial_says_who_and_what": lambda hub, _: trial(hub, found=""),
    "trial_measured_says_how": lambda hub, _: trial(hub, counted=3),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_database_refuses(hub: Hub, name: str):
    row = row_of(published(hub))
    kept_note(hub)
    ReadReceipt.objects.create(of=row, user_id=hub.officer.user_id, read_at=NOW)
    GuideVersion.objects.create(page=row.page, number=9, author_id=row.author_id)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name](hub, row).save(force_insert=True)
    said = str(refused.value)
    assert name in said or "UNIQUE constraint failed" in said


def test_every_constraint_is_broken_once():
    rows = (
        GuidePage, MustRead, GuideVersion, GuideEvent, LawQuote, ReadReceipt, PracticeNote,
        PracticeTrial,
    )  # fmt: skip
    assert {one.name for row in rows for one in row._meta.constraints} == set(BROKEN)
