"""Noticing somebody and each step after: who may, once, audited, told, put right, taken back."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.areas.diversion.actions.adult import Proposed, acknowledge_alert, call_adult
from alongside.areas.diversion.actions.correcting import correct_entry, take_back
from alongside.areas.diversion.actions.first_look import (
    Correcting,
    FirstLook,
    record_first_look,
)
from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.sites import NewSite, add_site
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.models import Episode, EpisodeEvent, Site
from alongside.areas.diversion.panels import PANELS
from alongside.areas.diversion.queries.person import last_assessment
from alongside.areas.diversion.queries.received import receipt
from alongside.areas.diversion.queries.story import episode_story
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.custody import HOUR, Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LOOK = FirstLook(
    "first_look_adult",
    {"learning": "learning", "follow": "yes"},
    "need_identified",
    NOW,
    urgency="same_day",
    record_says="nothing",
)
DECLINED = {"stage": "assessment", "answer": "declined", "reason": "not_now"}


@pytest.fixture
def suite() -> Suite:
    return make_suite(make_world())


@pytest.fixture
def episode(suite: Suite) -> UUID:
    return suite.notice(suite.person())


def kinds(episode: UUID) -> list[str]:
    rows = EpisodeEvent.objects.filter(episode=episode, superseded_by=None)
    return list(rows.order_by("happened_at", "sequence").values_list("kind", flat=True))


def titles(actor) -> list[str]:
    return [t.split(" · ")[0] for t in InboxItem.objects.filter(user_id=actor.user_id)
            .values_list("title", flat=True)]  # fmt: skip


def actor_of(suite: Suite, role: Role):
    own = {Role.DIVERSION_PRACTITIONER: suite.nurse, Role.COURT_LINK_WORKER: suite.link}
    return own.get(role) or suite.world[role]


@pytest.mark.parametrize("role", Role)
def test_who_notices_records_and_sees_follows_the_table(suite, episode, role) -> None:
    actor = actor_of(suite, role)
    other = suite.person(family="Other")
    said = Identified(other, suite.custody, "liaison_and_diversion", NOW, source="other")
    attempts = {
        "episode.identify": lambda: identify_person(actor, said, now=NOW),
        "episode.record": lambda: record_step(
            actor, episode, NewEvent("note", NOW, {"words": "x"}), now=NOW
        ),
        "adult.record": lambda: call_adult(
            actor, episode, Proposed("Ann", "scheme"), happened_at=NOW, now=NOW
        ),
        "episode.see": lambda: episode_story(actor, episode, now=NOW),
        "sites.keep": lambda: add_site(
            actor, NewSite("New", "custody", suite.world.police), now=NOW
        ),
    }
    for permission, attempt in attempts.items():
        if role in PERMISSIONS[permission]:
            attempt()
        else:
            with pytest.raises(NotPermitted):
                attempt()


def test_a_form_sent_twice_opens_one_episode_and_answers_it(suite) -> None:
    person, key = suite.person(), uuid.uuid4()
    said = Identified(person, suite.custody, "liaison_and_diversion", NOW, source="self")
    made = [identify_person(suite.nurse, said, now=NOW, request_key=key) for _ in range(2)]
    assert made[0] == made[1]
    assert Episode.objects.filter(person_id=person).count() == 1
    assert Episode.objects.get().first_time
    again = identify_person(suite.nurse, said, now=NOW + MINUTE)
    assert not Episode.objects.get(pk=again).first_time


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"site_id": uuid.UUID(int=1)}, "site.not_found"),
        ({"door": "window"}, "door.unknown"),
        ({"door": "outreach"}, "door.other_setting"),
        ({"source": "voluntary_attendance_officer"}, "door.other_source"),
        ({"offence_group": "moon"}, "step.not_in_list"),
        ({"identified_at": NOW + HOUR}, "event.in_the_future"),
    ],
)
def test_a_refused_notice_leaves_no_trace(suite, change, code) -> None:
    said = Identified(
        suite.person(), suite.custody, "liaison_and_diversion", NOW, source="custody_staff"
    )
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        identify_person(suite.nurse, replace(said, **change), now=NOW)
    assert refused.value.code == code
    assert (Episode.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_whoever_refers_somebody_sees_that_it_was_received_and_no_more(suite) -> None:
    officer, person = suite.world[Role.RESPONSE_OFFICER], suite.person()
    said = Identified(person, suite.custody, "liaison_and_diversion", NOW, source="other")
    episode = identify_person(officer, said, now=NOW)
    work_once(NOW)
    assert titles(suite.nurse) == ["Somebody was referred to Liaison and Diversion"]
    assert receipt(officer, episode, now=NOW).went_at is None
    record_step(suite.nurse, episode, NewEvent("seen", NOW, {"words": "quiet"}), now=NOW)
    assert receipt(officer, episode, now=NOW).went_at == NOW
    with pytest.raises(Refused, match="not one of yours"):
        receipt(suite.sergeant, episode, now=NOW)
    with pytest.raises(NotPermitted):
        episode_story(officer, episode, now=NOW)


def test_a_first_look_against_the_record_tells_the_custody_officer_at_once(suite, episode) -> None:
    record_first_look(suite.nurse, episode, LOOK, now=NOW)
    assert kinds(episode) == ["identified", "screened", "alert_raised", "adult_needed"]
    work_once(NOW)
    alert = InboxItem.objects.get(user_id=suite.sergeant.user_id)
    assert alert.urgent
    assert "Marsh" not in alert.title
    story = episode_story(suite.sergeant, episode, now=NOW)
    assert (story.alert_open, story.adult.basis) == (True, "learning_disability")
    assert {line.kind for line in story.lines} == {"identified", "alert_raised", "adult_needed"}
    row = Episode.objects.get(pk=episode)
    assert (row.next_what, row.next_role) in {
        ("read_alert", "custody_officer"),
        ("call_adult", "custody_officer"),
    }
    record_first_look(suite.nurse, episode, LOOK, now=NOW + MINUTE)
    assert kinds(episode).count("alert_raised") == 1


def test_reading_an_alert_is_kept_with_its_time_and_told(suite, episode) -> None:
    with pytest.raises(Refused, match="Nothing was raised"):
        acknowledge_alert(suite.sergeant, episode, now=NOW)
    record_first_look(suite.nurse, episode, LOOK, now=NOW)
    later, key = NOW + 5 * MINUTE, uuid.uuid4()
    for _ in range(2):
        acknowledge_alert(suite.sergeant, episode, now=later, request_key=key)
    work_once(later)
    assert "Custody has read what the first look found" in titles(suite.nurse)
    assert not episode_story(suite.nurse, episode, now=later).alert_open
    assert EpisodeEvent.objects.get(kind="alert_acknowledged").happened_at == later
    with pytest.raises(NotPermitted):
        acknowledge_alert(suite.nurse, episode, now=later)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tool": "none"}, "tool.unknown"),
        ({"answers": {"follow": "perhaps"}}, "tool.unknown_answer"),
        ({"answers": {"luck": "yes"}}, "tool.unknown_answer"),
        ({"record_says": "rain"}, "first_look.record_says"),
        ({"result": "maybe"}, "step.not_in_list"),
    ],
)
def test_a_refused_first_look_leaves_no_trace(suite, episode, change, code) -> None:
    with pytest.raises(Refused) as refused:
        record_first_look(suite.nurse, episode, replace(LOOK, **change), now=NOW)
    assert refused.value.code == code
    assert kinds(episode) == ["identified"]


def test_a_first_look_keeps_the_version_of_its_tool_and_adds_up_nothing(suite, episode) -> None:
    record_first_look(suite.nurse, episode, replace(LOOK, record_says="yes"), now=NOW)
    facts = EpisodeEvent.objects.get(kind="screened").facts
    assert (facts["tool"], facts["version"]) == ("first_look_adult", "1")
    assert "total" not in facts
    assert kinds(episode) == ["identified", "screened"]


def test_a_first_look_put_right_can_raise_what_the_first_version_did_not(suite, episode) -> None:
    first = record_first_look(suite.nurse, episode, replace(LOOK, record_says="yes"), now=NOW)
    right = Correcting(first, "The record said nothing")
    record_first_look(suite.nurse, episode, LOOK, now=NOW, correcting=right)
    assert sorted(kinds(episode)) == ["adult_needed", "alert_raised", "identified", "screened"]
    with pytest.raises(Conflict):
        record_first_look(suite.nurse, episode, LOOK, now=NOW, correcting=right)
    with pytest.raises(Refused, match="Say why"):
        record_first_look(suite.nurse, episode, LOOK, now=NOW, correcting=Correcting(first, " "))


def test_somebody_who_cannot_act_is_recorded_with_the_reason(suite, episode) -> None:
    sister = Proposed("Ann Marsh", "relative", age_years=17)
    call_adult(suite.sergeant, episode, sister, happened_at=NOW, now=NOW)
    event = EpisodeEvent.objects.get(kind="adult_refused_as")
    assert "must be 18 or over" in event.facts["why"]
    call_adult(suite.sergeant, episode, Proposed("Scheme", "scheme"), happened_at=NOW, now=NOW)
    assert EpisodeEvent.objects.get(kind="adult_called").facts["relation"] == "scheme"
    for proposed, field in ((Proposed(" ", "scheme"), "name"), (Proposed("x", "cat"), "relation")):
        with pytest.raises(Refused) as refused:
            call_adult(suite.sergeant, episode, proposed, happened_at=NOW, now=NOW)
        assert refused.value.field == field


def test_custody_is_told_for_safety_with_the_ground_though_help_was_declined(
    suite, episode
) -> None:
    record_step(suite.nurse, episode, NewEvent("offered", NOW, DECLINED), now=NOW)
    told = {"what": "No cord", "ground": "vital_interests", "told_person": "told"}
    record_step(suite.nurse, episode, NewEvent("told_custody", NOW, told), now=NOW)
    work_once(NOW)
    assert len(titles(suite.sergeant)) == 1
    shown = episode_story(suite.sergeant, episode, now=NOW)
    assert {line.kind: dict(line.facts) for line in shown.lines}["told_custody"] == told
    assert "offered" not in {line.kind for line in shown.lines}
    assert (shown.offers, shown.states, shown.whole) == ((), {}, False)


def test_an_entry_is_put_right_once_and_its_first_version_stays(suite, episode) -> None:
    seen = record_step(suite.nurse, episode, NewEvent("seen", NOW, {}), now=NOW)
    right = NewEvent("seen", NOW - 5 * MINUTE, {"words": "In the corridor"})
    correct_entry(suite.nurse, seen, right, reason="Wrong clock", now=NOW)
    line = episode_story(suite.nurse, episode, now=NOW).lines[0]
    assert (line.happened_at, line.first_said, line.reason) == (
        NOW - 5 * MINUTE,
        NOW,
        "Wrong clock",
    )
    with pytest.raises(Conflict):
        correct_entry(suite.nurse, seen, right, reason="Again", now=NOW)
    with pytest.raises(Refused, match="not here"):
        correct_entry(suite.nurse, uuid.uuid4(), right, reason="x", now=NOW)
    assert EpisodeEvent.objects.filter(pk=seen).exists()


def test_entries_of_one_moment_are_told_as_they_were_recorded_also_after_a_correction(
    suite, episode
) -> None:
    record_first_look(suite.nurse, episode, LOOK, now=NOW)
    told = ["screened", "alert_raised", "adult_needed"]
    screened = EpisodeEvent.objects.get(kind="screened")
    again = Correcting(screened.id, "Misheard")
    record_first_look(suite.nurse, episode, LOOK, correcting=again, now=NOW + MINUTE)
    lines = [
        line for line in episode_story(suite.nurse, episode, now=NOW).lines if line.kind in told
    ]
    assert [line.kind for line in reversed(lines)] == told
    assert lines[-1].reason == "Misheard"


def test_what_was_just_saved_is_taken_back_and_no_later(suite, episode) -> None:
    seen = record_step(suite.nurse, episode, NewEvent("seen", NOW, {}), now=NOW)
    assert Episode.objects.get().stage == "seen"
    with pytest.raises(Refused, match="no longer"):
        take_back(suite.nurse, seen, now=NOW + 11 * MINUTE)
    with pytest.raises(Refused, match="no longer"):
        take_back(suite.link, seen, now=NOW)
    take_back(suite.nurse, seen, now=NOW + MINUTE)
    assert Episode.objects.get().stage == "identified"
    assert episode_story(suite.nurse, episode, now=NOW).lines[0].kind == "undone"
    with pytest.raises(Conflict):
        take_back(suite.nurse, seen, now=NOW + MINUTE)


def test_what_was_offered_last_time_is_seen_at_the_next_contact(suite, episode) -> None:
    record_step(suite.nurse, episode, NewEvent("offered", NOW, DECLINED), now=NOW)
    record_step(suite.nurse, episode, NewEvent("closed", NOW, {}), now=NOW)
    person = Episode.objects.get().person_id
    again = suite.notice(person, at=NOW)
    story = episode_story(suite.link, again, now=NOW)
    assert (story.first_time, len(story.offers)) == (False, 1)
    assert story.offers[0].facts["answer"] == "declined"
    assert story.offers[0].episode_id == episode


def test_another_service_sees_what_bears_on_custody_and_no_more(suite, episode) -> None:
    record_step(suite.nurse, episode, NewEvent("note", NOW, {"words": "x"}), now=NOW)
    shown = episode_story(elsewhere(), episode, now=NOW)
    assert not shown.whole
    assert "note" not in {line.kind for line in shown.lines}


def test_a_persons_page_shows_an_open_episode_but_never_an_answer(suite, episode) -> None:
    record_step(suite.nurse, episode, NewEvent("offered", NOW, DECLINED), now=NOW)
    record_step(
        suite.nurse,
        episode,
        NewEvent("vulnerabilities", NOW, {"states": {"drugs": "known", "adhd": "not_asked"}}),
        now=NOW,
    )
    person = Episode.objects.get().person_id
    officer = compose(suite.sergeant, person, purpose=Purpose.CUSTODY, reason="", now=NOW)
    panels = {panel.name: panel for panel in officer.shown}
    assert panels["diversion.open"].category is Category.RISK
    line = panels["diversion.open"].body.content.lines[0]
    assert line.standing == "seen by Liaison and Diversion"
    assert "diversion.assessment" not in panels


def test_the_assessment_and_needs_are_clinical(suite, episode) -> None:
    person = Episode.objects.get().person_id
    assert last_assessment(person) is None
    states = {"drugs": "known", "adhd": "screened_negative"}
    record_step(suite.nurse, episode, NewEvent("vulnerabilities", NOW, {"states": states}), now=NOW)
    found = {"method": "face", "outcome": "complete", "words": "Low in mood"}
    record_step(suite.nurse, episode, NewEvent("assessed", NOW, found), now=NOW)
    shown = last_assessment(person)
    assert (shown.needs, shown.words, shown.method) == (("Drugs",), "Low in mood", "Face to face")
    clinical = {panel.name for panel in PANELS if panel.category is Category.CLINICAL}
    assert clinical == {"diversion.assessment"}


def test_every_step_is_audited_by_names_alone_and_the_chain_holds(suite, episode) -> None:
    record_step(suite.nurse, episode, NewEvent("note", NOW, {"words": "Zebra"}), now=NOW)
    entry = AuditEntry.objects.order_by("-id").first()
    assert entry.action == "diversion.record_note"
    assert "Zebra" not in str(entry.details)
    assert verify().broken == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [({"kind": "moon"}, "site.unknown_kind"), ({"name": "Moorchester custody suite"},
                                              "site.name_taken")],
)  # fmt: skip
def test_a_place_needs_a_kind_and_a_name_of_its_own(suite, said, code) -> None:
    lead = suite.world[Role.LIAISON_LEAD]
    site = replace(NewSite("New suite", "custody", suite.world.police), **said)
    with pytest.raises(Refused) as refused:
        add_site(lead, site, now=NOW)
    assert (refused.value.code, Site.objects.count()) == (code, 2)


def test_a_child_is_on_the_path_for_the_young_from_the_start(suite) -> None:
    child = suite.notice(suite.person(family="Young", born_on=date(2011, 3, 1)))
    row = Episode.objects.get(pk=child)
    assert (row.age_band, row.next_what, row.next_role) == (
        "under_18",
        "call_adult",
        "custody_officer",
    )
