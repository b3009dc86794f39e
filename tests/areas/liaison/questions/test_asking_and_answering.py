"""A question from asked to answered: whose turn, who is told, who covers, what is kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail

from alongside.areas.liaison.actions.covering import NewCover, end_cover, record_cover, set_promise
from alongside.areas.liaison.actions.question_saying import (
    SaidOfQuestion,
    give_feedback,
    link_person,
    say_of_question,
)
from alongside.areas.liaison.actions.questions import (
    AboutPerson,
    Caller,
    FoundEntry,
    NewQuestion,
    ask_question,
    close_with_found,
)
from alongside.areas.liaison.actions.search_filing import Findable, file_entry
from alongside.areas.liaison.models import HubQuestion, PostHolding, QuestionEvent
from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.queries.question_measures import hub_measures
from alongside.areas.liaison.queries.question_page import question_page
from alongside.areas.liaison.queries.questions import inbox, open_questions, own_questions
from alongside.areas.liaison.rules.promises import Promise
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.people.actions import NewPerson, add_person
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = NOW + HOUR
NEW = NewQuestion("Who drives to the suite at night?", "The ambulance is three hours away.")


def asked(hub: Hub, *, by: Actor | None = None, at: datetime = NOW, **changes: object) -> UUID:
    return ask_question(by or hub.officer, replace(NEW, **changes), now=at)  # type: ignore[arg-type]


def say(hub: Hub, key: UUID, kind: str, *, by: Actor | None = None, **more: object) -> None:
    said = SaidOfQuestion(kind, f"We say: {kind}.", **more)  # type: ignore[arg-type]
    say_of_question(by or hub.lead, key, said, now=LATER)


def told(actor: Actor, *, now: datetime = LATER) -> list[str]:
    work_once(now)
    return [line.title for line in inbox_of(actor)]


def somebody(hub: Hub) -> UUID:
    new = NewPerson(given="Zephyrine", family="Quillwhistle")
    return add_person(hub.nurse, new, now=NOW)


def test_a_question_is_owned_by_a_post_promised_an_answer_and_told(hub: Hub) -> None:
    key = asked(hub)
    row = HubQuestion.objects.get(pk=key)
    assert (row.number, row.post_id) == (1, hub.posts["lead"])
    assert row.promised_by == NOW + timedelta(days=2)
    assert told(hub.lead) == ["Question 1 waits for an answer"]
    assert AuditEntry.objects.filter(action="liaison.ask_question", subject_id=key).count() == 1
    assert [one.number for one in own_questions(hub.officer, now=NOW)] == [1]


def test_a_form_sent_twice_is_one_question(hub: Hub) -> None:
    key = uuid4()
    made = {ask_question(hub.officer, NEW, now=NOW, request_key=key) for _ in range(2)}
    assert len(made) == HubQuestion.objects.count() == 1


def test_a_question_goes_its_way_and_each_turn_is_told(hub: Hub) -> None:
    key = asked(hub)
    say(hub, key, "asked_back")
    assert "Question 1: we need to know more from you" in told(hub.officer)
    say(hub, key, "replied", by=hub.officer)
    assert "Question 1: a reply came" in told(hub.lead)
    row = HubQuestion.objects.get(pk=key)
    assert row.promised_by > NOW + timedelta(days=2), "the promise begins anew with the reply"
    say(hub, key, "handed_on", post_id=hub.posts["police_lead"])
    assert "Question 1 was handed on to you" in told(hub.police_lead)
    assert [one.id for one in open_questions(hub.lead, hub.posts["police_lead"], now=LATER)] == [
        key
    ]
    say(hub, key, "answered", by=hub.police_lead)
    assert "Your question 1 is answered" in told(hub.officer)
    say(hub, key, "reopened", by=hub.officer)
    kinds = list(QuestionEvent.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["asked", "asked_back", "replied", "handed_on", "answered", "reopened"]


def test_whoever_holds_no_post_of_it_neither_sees_nor_answers_it(hub: Hub) -> None:
    key = asked(hub)
    with pytest.raises(Refused, match="no question here") as refused:
        question_page(hub.nurse, key, now=NOW)
    assert refused.value.code == "question.not_found"
    with pytest.raises(NotPermitted) as denied:
        say(hub, key, "answered", by=hub.officer)
    assert denied.value.code == "question.not_yours_to_answer"
    before = AuditEntry.objects.count()
    with pytest.raises(Refused):
        say(hub, key, "answered", by=hub.police_lead)
    assert AuditEntry.objects.count() == before


def test_notes_are_among_those_who_answer(hub: Hub) -> None:
    key = asked(hub)
    say(hub, key, "noted")
    kinds = {
        actor.user_id: [one.kind for one in question_page(actor, key, now=NOW).story]
        for actor in (hub.lead, hub.officer)
    }
    assert kinds == {hub.lead.user_id: ["asked", "noted"], hub.officer.user_id: ["asked"]}


def test_what_cannot_be_said_leaves_no_trace(hub: Hub) -> None:
    key = asked(hub)
    before = AuditEntry.objects.count(), QuestionEvent.objects.count()
    for kind, more, code in (
        ("replied", {}, "question.not_now"),
        ("handed_on", {}, "question.post"),
        ("handed_on", {"post_id": hub.posts["lead"]}, "question.post"),
        ("noted", {"version": 9}, "question.changed"),
    ):
        with pytest.raises((Refused, Conflict)) as refused:
            say(hub, key, kind, **more)
        assert refused.value.code == code
    assert before == (AuditEntry.objects.count(), QuestionEvent.objects.count())


def test_late_questions_come_first_and_are_told_of_once(hub: Hub) -> None:
    asked(hub, at=NOW, subject="Ordinary")
    urgent = asked(hub, at=NOW + HOUR, subject="Urgent", urgent=True)
    waiting = asked(hub, at=NOW - 3 * HOUR, subject="Waits for the asker")
    say(hub, waiting, "asked_back")
    then = NOW + timedelta(days=1)
    shown = inbox(hub.lead, "", now=then)
    assert [one.subject for one in shown.lines] == ["Urgent", "Ordinary", "Waits for the asker"]
    assert [one.late for one in shown.lines] == [True, False, False]
    assert (shown.show, shown.late) == ("mine", 1)
    assert "Question 2 is past its promise" in told(hub.lead, now=then)
    assert told(hub.lead, now=then).count("Question 2 is past its promise") == 1
    say(hub, urgent, "answered")
    assert inbox(hub.lead, "answered", now=then).lines[0].id == urgent


def test_cover_answers_while_the_holder_is_away(hub: Hub) -> None:
    post = hub.posts["lead"]
    cover = NewCover(post, NOW, NOW + timedelta(days=5), by_user_id=hub.nurse.user_id)
    made = record_cover(hub.lead, cover, now=NOW)
    with pytest.raises(Refused) as refused:
        record_cover(hub.lead, cover, now=NOW)
    assert refused.value.code == "cover.overlaps"
    key = asked(hub)
    assert told(hub.nurse) == ["Question 1 waits for an answer"]
    assert told(hub.lead) == []
    say(hub, key, "answered", by=hub.nurse)
    end_cover(hub.lead, made, now=LATER)
    assert answers_now([post], now=LATER)[post].user_ids == (hub.lead.user_id,)
    with pytest.raises(Refused, match="ended already"):
        end_cover(hub.lead, made, now=LATER)
    by_post = NewCover(post, LATER, NOW + 3 * HOUR, by_post_id=hub.posts["police_lead"])
    record_cover(hub.lead, by_post, now=LATER)
    assert answers_now([post], now=LATER)[post].user_ids == (hub.police_lead.user_id,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by_user_id": UUID(int=1)}, "cover.by"),
        ({"post_id": UUID(int=1)}, "cover.post"),
        ({"by_user_id": None, "by_post_id": "own"}, "cover.by"),
    ],
)
def test_a_cover_is_by_somebody_for_an_open_post(
    hub: Hub, change: dict[str, object], code: str
) -> None:
    post = hub.posts["lead"]
    change = {key: post if value == "own" else value for key, value in change.items()}
    new = NewCover(post, NOW, LATER, by_user_id=hub.nurse.user_id)
    with pytest.raises(Refused) as refused:
        record_cover(hub.lead, replace(new, **change), now=NOW)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_an_empty_post_falls_to_every_lead(hub: Hub) -> None:
    PostHolding.objects.filter(post_id=hub.posts["lead"]).update(until_at=NOW)
    answers = answers_now([hub.posts["lead"]], now=NOW)[hub.posts["lead"]]
    assert set(answers.user_ids) == {hub.lead.user_id, hub.successor.user_id}
    asked(hub)
    assert told(hub.successor) == ["Question 1 waits for an answer"]
    assert inbox(hub.successor, "", now=NOW).show == "all"


def test_the_promise_and_who_is_asked_first_are_the_hubs_to_set(hub: Hub) -> None:
    promise = Promise(urgent_hours=2, ordinary_days=1)
    set_promise(hub.lead, promise, post_id=hub.posts["police_lead"], now=NOW)
    row = HubQuestion.objects.get(pk=asked(hub))
    assert row.promised_by == NOW + timedelta(days=1)
    assert row.post_id == hub.posts["police_lead"]
    with pytest.raises(NotPermitted):
        set_promise(hub.officer, promise, post_id=hub.posts["lead"], now=NOW)


def test_about_a_person_only_through_the_sharing_decision(hub: Hub) -> None:
    person = somebody(hub)
    about = AboutPerson(person, Purpose.S136_TO_HEALTH)
    key = asked(hub, by=hub.nurse, about=about)
    row = HubQuestion.objects.get(pk=key)
    assert (row.person_id, row.purpose) == (person, "P2")
    assert row.ground
    shown = question_page(hub.nurse, key, now=NOW)
    assert shown.about is not None
    assert shown.about.name == "Zephyrine Quillwhistle"
    looks = AuditEntry.objects.filter(action="picture.compose", subject_id=person)
    assert looks.count() == 1
    with pytest.raises(NotPermitted):
        asked(hub, by=hub.world[Role.LEARNER], about=about)
    with pytest.raises(NotPermitted):
        asked(hub, about=AboutPerson(person, Purpose.SURVEILLANCE))


def test_a_viewer_who_may_not_know_who_it_is_sees_no_name_and_no_words(hub: Hub) -> None:
    key = asked(hub, by=hub.nurse, about=AboutPerson(somebody(hub), Purpose.S136_TO_HEALTH))
    PostHolding.objects.filter(post_id=hub.posts["lead"]).update(
        user_id=hub.world[Role.INFORMATION_GOVERNANCE].user_id
    )
    page = question_page(hub.world[Role.INFORMATION_GOVERNANCE], key, now=NOW)
    assert page.about is not None
    assert (page.about.name, page.words, page.held_back) == ("", "", True)
    assert page.may_say == ()


def test_whom_it_is_about_can_be_said_afterwards_and_once(hub: Hub) -> None:
    key, person = asked(hub, by=hub.nurse), somebody(hub)
    about = AboutPerson(person, Purpose.S136_TO_HEALTH)
    link_person(hub.nurse, key, about, now=NOW)
    with pytest.raises(Refused) as refused:
        link_person(hub.nurse, key, about, now=NOW)
    assert refused.value.code == "question.about_already"
    with pytest.raises(Refused) as refused:
        say(hub, key, "answered", share=True)
    assert refused.value.code == "question.about_somebody"
    closed = asked(hub, by=hub.nurse)
    say(hub, closed, "answered")
    with pytest.raises(Refused) as refused:
        link_person(hub.nurse, closed, about, now=NOW)
    assert refused.value.code == "question.not_now"


def test_for_a_caller_the_number_is_kept_for_whoever_answers(hub: Hub) -> None:
    caller = Caller("Sgt Lowe", "Eastmoor Police", "01632 960111")
    key = asked(hub, caller=caller)
    page = question_page(hub.lead, key, now=NOW)
    assert (page.line.asked_by, page.reply_to) == ("Sgt Lowe, Eastmoor Police", "01632 960111")
    with pytest.raises(Refused, match="Say who rang"):
        asked(hub, caller=Caller(" "))
    say(hub, key, "answered")
    with pytest.raises(Refused) as refused:
        give_feedback(hub.officer, key, "yes", now=LATER)
    assert refused.value.code == "feedback.not_yours"


def test_what_was_found_closes_a_question_and_is_counted(hub: Hub) -> None:
    entry = uuid4()
    file_entry(Findable(SearchKind.ANSWER, entry, "Who conveys", "The ambulance."), now=NOW)
    found = FoundEntry(SearchKind.ANSWER, entry)
    key = close_with_found(hub.officer, replace(NEW, words=""), found, now=NOW)
    assert question_page(hub.officer, key, now=NOW).found_title == "Who conveys"
    assert told(hub.lead) == []
    with pytest.raises(Refused) as refused:
        close_with_found(hub.officer, NEW, replace(found, entry_id=uuid4()), now=NOW)
    assert refused.value.code == "question.found_gone"
    give_feedback(hub.officer, key, "partly", words="Say which door.", now=NOW)
    with pytest.raises(Refused) as refused:
        give_feedback(hub.officer, key, "yes", now=NOW)
    assert refused.value.code == "feedback.once"
    kept, late, still = (asked(hub, subject=one) for one in ("kept", "late", "open"))
    with pytest.raises(Refused) as refused:
        give_feedback(hub.officer, still, "yes", now=NOW)
    assert refused.value.code == "feedback.not_now"
    say(hub, kept, "answered")
    HubQuestion.objects.filter(pk=late).update(promised_by=NOW + HOUR / 2)
    say(hub, late, "answered")
    counted = hub_measures(hub.lead, "", now=LATER)
    assert (counted.asked, counted.open) == (4, 1)
    assert counted.within.words == "1 of 2"
    assert counted.found.words == "1 of 4"
    assert counted.wait == "1 h of working time (median of 2)"
    assert dict(counted.helped)["Partly"].words == "1 of 1"
    assert counted.words == (("Partly", "Say which door."),)
    with pytest.raises(NotPermitted):
        hub_measures(hub.officer, "", now=LATER)


def test_nothing_about_a_person_stands_in_a_message(hub: Hub) -> None:
    about = AboutPerson(somebody(hub), Purpose.S136_TO_HEALTH)
    key = asked(hub, by=hub.nurse, about=about, urgent=True)
    say(hub, key, "answered")
    lines = told(hub.lead) + told(hub.nurse)
    assert lines
    sent = "".join(one.subject + str(one.body) for one in mail.outbox)
    assert "Quillwhistle" not in "".join(lines) + sent
    assert NEW.subject not in "".join(lines) + sent
