"""A post passes from one holder to the next, and nothing open is lost on the way."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.directory.models import Contact
from alongside.areas.liaison.actions.agreeing import NewAgreed, agree_action
from alongside.areas.liaison.actions.handovers import (
    Prepared,
    call_off_handover,
    confirm_handover,
    prepare_handover,
    read_part,
    say_of_part,
    start_handover,
)
from alongside.areas.liaison.actions.posts import leave_post
from alongside.areas.liaison.models import (
    AnswerVersion,
    GroupMember,
    GuidePage,
    GuideVersion,
    Handover,
    HandoverPart,
    HubCover,
    HubQuestion,
    IncidentReview,
    KnowledgeAnswer,
    Meeting,
    PostHolding,
)
from alongside.areas.liaison.queries.followers import follower_of
from alongside.areas.liaison.queries.handover_pack import LOADS, PackOf, how_many_open, pack
from alongside.areas.liaison.queries.handovers import briefing, own_handovers
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.handovers import Part
from alongside.areas.liaison.rules.permissions_posts import POST_PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CHANGES = NOW + 6 * DAY
Browse = Callable[[Actor], Client]


def refusal(code: str):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def titles(actor: Actor) -> list[str]:
    return [line.title for line in inbox_of(actor)]


def prepared(hub: Hub, *, at: datetime = CHANGES, to: Actor | None = None) -> UUID:
    made = start_handover(hub.lead, hub.posts["lead"], now=NOW)
    successor = (to or hub.successor).user_id
    prepare_handover(hub.lead, made, Prepared(successor, at, "Trust the matron."), now=NOW)
    return made


def confirmed(hub: Hub, **changes: datetime) -> UUID:
    made = prepared(hub, **changes)
    return confirm_handover(hub.lead, made, version=None, now=NOW)


# ---- Every kind of thing that can be open -----------------------------------


def ask(hub: Hub, number: int) -> None:
    HubQuestion.objects.create(
        number=number,
        subject="Who signs the badge?",
        channel="form",
        asker_id=hub.officer.user_id,
        recorded_by_id=hub.officer.user_id,
        post_id=hub.posts["lead"],
        asked_at=NOW,
        promised_by=NOW + DAY,
    )


def agree(hub: Hub, number: int, origin: Origin = Origin.PLAN) -> None:
    owner = hub.posts["lead"]
    new = NewAgreed(f"Thing {number}.", owner, date(2026, 6, 1 + number), origin, why="So.")
    agree_action(hub.lead, new, now=NOW)


def promise(hub: Hub, number: int) -> None:
    agree(hub, number, Origin.PROMISE)


def review(hub: Hub, number: int) -> None:
    IncidentReview.objects.create(
        number=number,
        title="A long wait at the door",
        why="It happened twice.",
        happened_on=date(2026, 6, 1),
        accounts_due_on=date(2026, 6, 20),
        raised_by_id=hub.nurse.user_id,
        raised_for_id=hub.world.trust,
        raised_at=NOW,
    )


def meet(hub: Hub, number: int) -> None:
    GroupMember.objects.get_or_create(
        group=hub.locality,
        post_id=hub.posts["lead"],
        defaults={
            "since_on": date(2026, 1, 1),
            "added_by_id": hub.lead.user_id,
            "added_at": NOW,
        },
    )
    at = NOW + (20 + number) * DAY
    Meeting.objects.create(
        group=hub.locality,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        place="Room 4",
        called_by_id=hub.lead.user_id,
        called_at=NOW,
    )


def propose(hub: Hub, number: int) -> None:
    answer = KnowledgeAnswer.objects.create(owner_id=hub.posts["lead"], created_at=NOW)
    AnswerVersion.objects.create(
        answer_of=answer,
        number=1,
        question=f"Who signs badge {number}?",
        answer="The ward clerk.",
        written_by_id=hub.nurse.user_id,
        written_at=NOW,
    )


def draft(hub: Hub, number: int) -> None:
    page = GuidePage.objects.create(
        slug=f"page-{number}",
        section="held",
        title=f"Page {number}",
        kind="page",
        owner_id=hub.posts["lead"],
        created_by_id=hub.lead.user_id,
        created_at=NOW,
    )
    GuideVersion.objects.create(page=page, number=1, markdown="Ring.", author_id=hub.lead.user_id)


def cover(hub: Hub, number: int) -> None:
    HubCover.objects.create(
        post_id=hub.posts["lead"],
        by_user_id=hub.nurse.user_id,
        from_at=NOW,
        until_at=NOW + (60 + number) * DAY,
        recorded_by_id=hub.lead.user_id,
        recorded_at=NOW,
    )


def vouch(hub: Hub, number: int) -> None:
    Contact.objects.create(
        organisation_id=hub.world.trust,
        name=f"Ward sister {number}",
        job_title="Ward sister",
        phone="01632 960129",
        hours="always",
        confirmed_at=NOW - 9 * DAY,
        confirmed_by_id=hub.lead.user_id,
        confirmed_by_name=hub.lead.name,
        confirm_again_at=NOW + 20 * DAY,
    )


OPEN_BY_PART: dict[Part, Callable[[Hub, int], None]] = {
    Part.QUESTIONS: ask,
    Part.ACTIONS: agree,
    Part.PROMISES: promise,
    Part.REVIEWS: review,
    Part.MEETINGS: meet,
    Part.ANSWERS: propose,
    Part.GUIDE: draft,
    Part.CONTACTS: vouch,
    Part.COVER: cover,
}


def seen(viewer: Actor, hub: Hub, *, now: datetime) -> set[str]:
    found = pack(PackOf(viewer, hub.posts["lead"], hub.lead.user_id, now))
    return {line.key for lines in found.values() for line in lines}


@given(many=st.fixed_dictionaries({part: st.integers(0, 3) for part in OPEN_BY_PART}))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_open_is_lost_when_a_post_changes_hands(hub: Hub, many: dict[Part, int]) -> None:
    with transaction.atomic():
        for part, count in many.items():
            for number in range(1, 1 + count):
                OPEN_BY_PART[part](hub, number)
        before = seen(hub.lead, hub, now=NOW)
        assert len(before) == sum(many.values())
        made = confirmed(hub)
        assert seen(hub.successor, hub, now=CHANGES) == before
        assert holders_of([hub.posts["lead"]], now=CHANGES) == {
            hub.posts["lead"]: hub.successor.user_id
        }
        read = briefing(hub.successor, made, now=CHANGES)
        assert {line.key for part in read.parts for line in part.lines} == before
        work_once(CHANGES, most=200)
        owed = how_many_open(hub.posts["lead"])
        assert any(f"now: {owed} open thing" in title for title in titles(hub.successor))
        transaction.set_rollback(True)


def test_every_part_of_a_briefing_is_loaded() -> None:
    assert set(LOADS) == set(Part)
    assert set(OPEN_BY_PART) == set(Part)


def test_what_the_leaver_vouched_for_is_asked_of_whoever_follows(hub: Hub) -> None:
    assert follower_of(hub.lead.user_id, NOW) == hub.lead.user_id
    confirmed(hub)
    assert follower_of(hub.lead.user_id, NOW) == hub.lead.user_id
    assert follower_of(hub.lead.user_id, CHANGES) == hub.successor.user_id


# ---- Confirming, calling off, reading ---------------------------------------


def test_both_and_those_who_meet_with_the_post_are_told(hub: Hub) -> None:
    meet(hub, 1)
    GroupMember.objects.create(
        group=hub.locality,
        post_id=hub.posts["amhp_lead"],
        since_on=date(2026, 1, 1),
        added_by_id=hub.lead.user_id,
        added_at=NOW,
    )
    confirmed(hub)
    work_once(NOW)
    day = "Tue 16 June 2026"
    assert f"Clinical police liaison lead changes hands on {day}: the briefing" in titles(
        hub.successor
    )
    assert f"Test successor is Clinical police liaison lead from {day}" in titles(
        hub.world[Role.AMHP]
    )
    assert not any("You are" in title for title in titles(hub.successor))
    work_once(CHANGES)
    assert any("You are Clinical police liaison lead now" in t for t in titles(hub.successor))
    assert AuditEntry.objects.filter(action="liaison.confirm_handover").count() == 1


def test_today_is_at_once(hub: Hub) -> None:
    confirmed(hub, at=NOW - timedelta(hours=3))
    holder = holders_of([hub.posts["lead"]], now=NOW)
    assert holder == {hub.posts["lead"]: hub.successor.user_id}


def test_what_is_called_off_leaves_the_post_where_it_was(hub: Hub) -> None:
    made = confirmed(hub)
    call_off_handover(hub.lead, made, now=NOW + DAY)
    assert holders_of([hub.posts["lead"]], now=CHANGES + DAY) == {
        hub.posts["lead"]: hub.lead.user_id
    }
    work_once(CHANGES)
    assert not any("You are" in title for title in titles(hub.successor))
    assert any("called off" in title for title in titles(hub.successor))
    again = confirmed(hub)
    assert again != made
    with refusal("handover.happened"):
        call_off_handover(hub.lead, again, now=CHANGES)


def test_one_who_was_to_leave_sooner_leaves_sooner(hub: Hub) -> None:
    made = prepared(hub)
    leave_post(hub.lead, hub.posts["lead"], until_at=NOW + DAY, now=NOW)
    confirm_handover(hub.lead, made, version=None, now=NOW)
    assert holders_of([hub.posts["lead"]], now=NOW + 2 * DAY) == {}
    assert holders_of([hub.posts["lead"]], now=CHANGES) == {
        hub.posts["lead"]: hub.successor.user_id
    }


def test_what_is_half_prepared_is_the_leavers_alone(hub: Hub) -> None:
    made = prepared(hub)
    assert start_handover(hub.lead, hub.posts["lead"], now=NOW) == made
    with refusal("handover.not_found"):
        briefing(hub.successor, made, now=NOW)
    with refusal("handover.not_found"):
        read_part(hub.successor, made, Part.ACTIONS, now=NOW)
    with refusal("handover.not_found"):
        say_of_part(hub.successor, made, Part.ACTIONS, words="Mine.", now=NOW)
    with refusal("handover.to_self"):
        prepare_handover(hub.lead, made, Prepared(hub.lead.user_id), now=NOW)
    with pytest.raises(Conflict):
        prepare_handover(hub.lead, made, Prepared(version=1), now=NOW)


def test_the_successor_reads_part_by_part_and_it_is_kept(hub: Hub) -> None:
    made = prepared(hub)
    say_of_part(hub.lead, made, Part.ACTIONS, words="Start with the map.", now=NOW)
    confirm_handover(hub.lead, made, version=None, now=NOW)
    with refusal("handover.not_now"):
        say_of_part(hub.lead, made, Part.ACTIONS, words="Or not.", now=NOW)
    read_part(hub.successor, made, Part.ACTIONS, now=CHANGES)
    read_part(hub.successor, made, Part.ACTIONS, now=CHANGES + DAY)
    page = briefing(hub.successor, made, now=CHANGES + DAY)
    kept = {part.part: (part.words, part.read_at) for part in page.parts}
    assert kept[Part.ACTIONS] == ("Start with the map.", CHANGES)
    assert page.coffee == "Trust the matron."
    assert own_handovers(hub.successor, now=CHANGES).held[0].post.id == hub.posts["lead"]


@pytest.mark.one_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_hands_over_only_what_the_table_and_the_post_allow(hub: Hub, role: Role) -> None:
    actor = hub.world.actors.get(role)
    if actor is None:
        pytest.skip("nobody holds this role in the small world")
    holds_it = actor.user_id == hub.lead.user_id
    if holds_it or role in POST_PERMISSIONS["handover.for_another"]:
        assert start_handover(actor, hub.posts["lead"], now=NOW)
        return
    with pytest.raises(NotPermitted):
        start_handover(actor, hub.posts["lead"], now=NOW)
    if role not in POST_PERMISSIONS["handover.read"]:
        with pytest.raises(NotPermitted):
            own_handovers(actor, now=NOW)


@pytest.mark.one_database
def test_no_audit_no_handover(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    made = prepared(hub)

    def no_audit(*_: object, **__: object) -> None:
        raise RuntimeError("no audit today")

    monkeypatch.setattr("alongside.areas.liaison.actions.handovers.record", no_audit)
    with pytest.raises(RuntimeError):
        confirm_handover(hub.lead, made, version=None, now=NOW)
    assert PostHolding.objects.filter(post_id=hub.posts["lead"]).count() == 1
    assert Handover.objects.get().state == "draft"


def test_the_database_refuses_half_a_handover(hub: Hub) -> None:
    row = Handover.objects.get(pk=prepared(hub))
    part = {"handover": row, "part": Part.ACTIONS}
    HandoverPart.objects.create(**part)
    for broken in (
        lambda: Handover.objects.create(
            post=row.post, leaver=row.leaver, started_by=row.leaver, started_at=NOW
        ),
        lambda: Handover.objects.update(state="lost"),
        lambda: Handover.objects.update(state="confirmed"),
        lambda: Handover.objects.update(successor=row.leaver),
        lambda: HandoverPart.objects.create(**part),
        lambda: HandoverPart.objects.update(part="nothing"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


# ---- Pages ------------------------------------------------------------------


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.one_database
def test_a_leaver_hands_over_with_one_button_and_the_successor_reads(
    hub: Hub, browse: Browse
) -> None:
    agree(hub, 1)
    meet(hub, 1)
    lead = browse(hub.lead)
    assert "Hand over" in text(lead.get(reverse("liaison:handover")))
    begun = lead.post(reverse("liaison:start_handover", args=[hub.posts["lead"]]), follow=True)
    assert "built from the record" in text(begun)
    assert "Thing 1." in text(begun)
    made = Handover.objects.get().id
    typed = {
        "successor": str(hub.successor.user_id),
        "day_day": "16",
        "day_month": "6",
        "day_year": "2026",
        "coffee": "Ask about 999 000 0018.",
        "version": 1,
    }
    prepare = reverse("liaison:prepare_handover", args=[made])
    assert "This looks as if it has an NHS number in it" in text(lead.post(prepare, typed))
    kept = lead.post(prepare, typed | {"coffee": "Trust the matron."}, follow=True)
    assert "Hand over to Test successor" in text(kept)
    say = reverse("liaison:say_part", args=[made, "actions"])
    assert "Start with it." in text(lead.post(say, {"words": "Start with it."}, follow=True))
    confirm = reverse("liaison:confirm_handover", args=[made])
    assert "Test successor holds the post from Tue 16 June 2026" in text(lead.get(confirm))
    assert "Both of you are told" in text(lead.post(confirm, {"version": 2}, follow=True))
    assert lead.get(reverse("liaison:call_off_handover", args=[made])).status_code == 200
    successor = browse(hub.successor)
    page = text(successor.get(reverse("liaison:briefing", args=[made])))
    assert "Trust the matron." in page
    assert "I have read this part" in page
    read = reverse("liaison:read_part", args=[made, "actions"])
    assert "Kept: you have read this part" in text(successor.post(read, follow=True))
    assert "Trust the matron." in text(
        successor.get(reverse("liaison:briefing_sheet", args=[made]))
    )
    assert successor.get(prepare).status_code == 404
