"""The person takes words back, puts them back, says yes and no, and asks for things."""

from datetime import timedelta

import pytest

from alongside.areas.people import actions as people
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.actions import contact_drafting as drafting
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.actions.corrections import (
    ASKED,
    answer_correction,
    ask_to_put_right,
    tell_of_correction,
)
from alongside.areas.plans.actions.portal_reading import note_looks_read
from alongside.areas.plans.actions.portal_words import let_see, put_words_back, take_words_back
from alongside.areas.plans.models import CorrectionRequest
from alongside.areas.plans.queries.contact import plan_in_force
from alongside.areas.plans.queries.corrections import (
    correction,
    my_corrections,
    waiting_corrections,
    waiting_count,
)
from alongside.areas.plans.queries.portal import new_looks, who_looked
from alongside.areas.plans.queries.portal_words import my_words, read_my_words, who_sees
from alongside.areas.plans.rules.contact_plan import PlanState, latest_review
from alongside.areas.plans.rules.corrections import About, Outcome
from alongside.areas.plans.rules.doors import Allowance
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.plans.portal.conftest import SEE_ONLY, carer_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def me(come_by, jamie):
    return come_by(jamie)


@pytest.fixture
def shared(me, world):
    """The person's words, shared with the police and the trust, not with the council."""
    draft = drafting.start_contact_plan(me.actor, me.person_id, now=NOW)
    said = {"first_words": "canary-first", "helps": "Weak tea"}
    version = drafting.save_contact_words(me.actor, draft, said, version=1, now=NOW)
    recipients = {row.id: row.id != world.council for row in organisations()}
    sharing = NewSharing(recipients, latest_review(NOW.date()))
    assert share_contact_plan(me.actor, draft, sharing, version=version, now=NOW) == ()
    return draft


def answers(actor):
    return {line.name: line.answer for line in who_sees(actor, now=NOW)}


def test_words_taken_back_are_gone_with_the_next_look_and_come_back_whole(me, shared):
    before = answers(me.actor)
    take_words_back(me.actor, now=NOW + MINUTE)
    assert plan_in_force(me.person_id, NOW + MINUTE).state is PlanState.WITHDRAWN
    mine = my_words(me.actor, now=NOW + MINUTE)
    assert (mine.state, mine.may_undo, mine.said()) == ("withdrawn", True, [])
    put_words_back(me.actor, now=NOW + 2 * MINUTE)
    mine = my_words(me.actor, now=NOW + 2 * MINUTE)
    assert (mine.state, mine.words.first_words) == ("shared", "canary-first")
    assert mine.written_by == "you"
    assert answers(me.actor) == before


def test_after_an_hour_it_cannot_be_undone(me, shared):
    take_words_back(me.actor, now=NOW)
    assert not my_words(me.actor, now=NOW + HOUR).may_undo
    with pytest.raises(Refused, match="cannot be undone"):
        put_words_back(me.actor, now=NOW + HOUR)


def test_there_is_nothing_to_put_back_while_words_are_shared(me, shared):
    with pytest.raises(Refused):
        put_words_back(me.actor, now=NOW)


def test_short_words_that_a_worker_wrote_are_theirs_to_take_back(me, keyworker):
    with pytest.raises(Refused, match="Nothing of yours"):
        take_words_back(me.actor, now=NOW)
    people.record_words(keyworker, me.person_id, text="Slowly", helps="Tea", worse="Noise", now=NOW)
    mine = my_words(me.actor, now=NOW)
    assert (mine.state, mine.words.helps, mine.written_by) == ("short", "Tea", "a worker, with you")
    take_words_back(me.actor, now=NOW + MINUTE)
    assert words_in_force(me.person_id) is None


def test_words_past_their_day_are_still_the_persons_to_read(me, shared):
    later = NOW + timedelta(days=400)
    mine = my_words(me.actor, now=later)
    assert (mine.state, mine.words.helps) == ("expired", "Weak tea")
    with pytest.raises(Refused, match="no words to see"):
        let_see(me.actor, organisations()[0].id, yes=True, now=later)


def test_yes_and_no_hold_at_once_and_a_yes_needs_words(me, world, shared):
    assert answers(me.actor)["Northmoor County Council"] == "no"
    let_see(me.actor, world.council, yes=True, now=NOW)
    let_see(me.actor, world.police, yes=False, now=NOW)
    said = answers(me.actor)
    assert (said["Northmoor County Council"], said["Northmoor Police"]) == ("yes", "no")
    take_words_back(me.actor, now=NOW)
    with pytest.raises(Refused):
        let_see(me.actor, world.council, yes=True, now=NOW)


def test_a_yes_ends_when_the_words_are_taken_back_and_a_no_stays(me, world, shared):
    let_see(me.actor, world.council, yes=True, now=NOW)
    let_see(me.actor, world.police, yes=False, now=NOW)
    take_words_back(me.actor, now=NOW + MINUTE)
    lines = {x.name: x.answer for x in who_sees(me.actor, now=NOW + MINUTE)}
    assert (lines["Northmoor County Council"], lines["Northmoor Police"]) == ("", "no")


def test_a_carer_does_only_what_was_agreed(me, shared, come_by, world):
    carer = come_by(me.person_id, carer_of(allowed=SEE_ONLY))
    assert my_words(carer.actor, now=NOW).words.helps == "Weak tea"
    for forbidden in (
        lambda: take_words_back(carer.actor, now=NOW),
        lambda: put_words_back(carer.actor, now=NOW),
        lambda: let_see(carer.actor, world.police, yes=False, now=NOW),
        lambda: who_looked(carer.actor, now=NOW),
        lambda: note_looks_read(carer.actor, now=NOW),
        lambda: ask_to_put_right(carer.actor, about=About.MY_WORDS, words="x", now=NOW),
    ):
        with pytest.raises(NotPermitted):
            forbidden()


def test_a_carers_reading_is_shown_to_the_person_and_their_own_is_not(me, shared, come_by):
    carer = come_by(me.person_id, carer_of(allowed=SEE_ONLY))
    read_my_words(me.actor, now=NOW)
    assert who_looked(me.actor, now=NOW) == []
    read_my_words(carer.actor, now=NOW)
    (look,) = who_looked(me.actor, now=NOW)
    assert look.sentence == "Somebody who acts for you looked today at 15:00."
    assert look.saw == "your words"


def test_a_carer_who_may_write_is_named_as_the_writer(me, come_by):
    may = SEE_ONLY | {Allowance.WRITE_WORDS, Allowance.CHOOSE_WHO_SEES}
    carer = come_by(me.person_id, carer_of(allowed=may))
    draft = drafting.start_contact_plan(carer.actor, me.person_id, now=NOW)
    version = drafting.save_contact_words(carer.actor, draft, {"helps": "Tea"}, version=1, now=NOW)
    sharing = NewSharing({row.id: True for row in organisations()}, latest_review(NOW.date()))
    share_contact_plan(carer.actor, draft, sharing, version=version, now=NOW)
    assert my_words(me.actor, now=NOW).written_by == "your carer, Mo Marsh"


def test_looks_are_new_until_they_are_read(me, world, keyworker):
    keyworker_looks(world, me)
    assert new_looks(me.actor, now=NOW + MINUTE) == 1
    note_looks_read(me.actor, now=NOW + MINUTE)
    assert new_looks(me.actor, now=NOW + 2 * MINUTE) == 0
    assert [look.new for look in who_looked(me.actor, now=NOW + 2 * MINUTE)] == [False]


def keyworker_looks(world, me):
    from alongside.areas.people.queries.page import person_picture
    from alongside.engines.sharing import Purpose

    person_picture(
        world[Role.RESPONSE_OFFICER],
        me.person_id,
        purpose=Purpose.S136_TO_POLICE,
        reason="",
        now=NOW,
    )


def test_a_look_names_the_service_and_the_job_and_never_the_officer(me, world):
    keyworker_looks(world, me)
    (look,) = who_looked(me.actor, now=NOW + MINUTE)
    assert look.sentence == (
        "A police officer from Northmoor Police looked today at 15:00, "
        "because they were with you and were working out how to help."
    )
    assert world[Role.RESPONSE_OFFICER].name not in look.sentence


def test_what_is_asked_is_told_waits_is_told_again_and_is_answered_in_words(me, world):
    asked = ask_to_put_right(me.actor, about=About.ABOUT_ME, words="Wrong number", now=NOW)
    messages = list(OutboxMessage.objects.filter(topic=ASKED).order_by("due_at"))
    assert [(m.due_at - NOW).days for m in messages] == [0, 10, 25]
    first = messages[0]
    tell_of_correction(Message(first.id, ASKED, first.payload, NOW))
    told = InboxItem.objects.get(user_id=world[Role.KEYWORKER].user_id)
    assert InboxItem.objects.filter(user_id=world[Role.LIAISON_LEAD].user_id).exists()
    assert "Jamie" not in told.title
    keyworker = world[Role.KEYWORKER]
    assert waiting_count(keyworker) == 1
    (line,) = waiting_corrections(keyworker, now=NOW + 40 * DAY)
    assert (line.words, line.late, line.full_name) == ("", True, "")
    answer_correction(
        keyworker, asked, outcome=Outcome.CHANGED, answer="Done, thank you.", now=NOW + DAY
    )
    (mine,) = my_corrections(me.actor, now=NOW + DAY)
    assert (mine.outcome, mine.answer) == ("It has been put right", "Done, thank you.")
    assert keyworker.name not in str(mine)
    last = messages[2]
    tell_of_correction(Message(last.id, ASKED, last.payload, NOW + 25 * DAY))
    assert InboxItem.objects.count() == 2
    with pytest.raises(Refused, match="answered this already"):
        answer_correction(keyworker, asked, outcome=Outcome.CHANGED, answer="x", now=NOW + DAY)


@pytest.mark.parametrize("role", list(Role))
def test_only_keyworkers_and_liaison_leads_of_that_service_answer(role, me, world):
    asked = ask_to_put_right(me.actor, about=About.MY_WORDS, words="Wrong", now=NOW)
    actor = world[role]
    may = role in (Role.KEYWORKER, Role.LIAISON_LEAD)
    near = may and actor.organisation_id == me.actor.organisation_id
    if near:
        assert correction(actor, asked, now=NOW).full_name == "Jamie Canarymarsh"
        looks = AuditEntry.objects.filter(action="plans.correction")
        assert looks.get().details["purpose"] == "correction"
        answer_correction(actor, asked, outcome=Outcome.NOT_CHANGED, answer="No", now=NOW)
        return
    for refused in (
        lambda: correction(actor, asked, now=NOW),
        lambda: answer_correction(actor, asked, outcome=Outcome.CHANGED, answer="x", now=NOW),
    ):
        with pytest.raises(Refused):
            refused()
    assert CorrectionRequest.objects.get().answered_at is None


def test_nobody_sees_what_another_person_asked(me, come_by, priya):
    other = come_by(priya)
    ask_to_put_right(me.actor, about=About.MY_WORDS, words="canary-asked", now=NOW)
    assert my_corrections(other.actor, now=NOW) == []
