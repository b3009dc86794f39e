"""Answers others can find: a second person, versions kept, a day to look again, who is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.liaison.actions import answer_reviewing as reviewing
from alongside.areas.liaison.actions import answer_telling as telling
from alongside.areas.liaison.actions import proposing
from alongside.areas.liaison.actions.proposing import (
    ProposedAnswer,
    propose_answer,
    propose_change,
)
from alongside.areas.liaison.actions.search_reindexing import reindex
from alongside.areas.liaison.models import (
    AnswerEvent,
    AnswerVersion,
    KnowledgeAnswer,
    SearchEntry,
    SearchWord,
)
from alongside.areas.liaison.queries.answers import (
    answer_page,
    answers_to_tend,
    changes_between,
    quoted,
    waiting_count,
)
from alongside.areas.liaison.queries.searching import found
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.hub import Hub, hub_in
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
KEYS = ProposedAnswer(
    "Who keeps the house keys?",
    "The **council** does, once somebody is admitted.",
    "what about the dog",
)


@pytest.fixture
def hub() -> Hub:
    return hub_in(make_world())


@pytest.fixture
def governance(hub: Hub) -> Actor:
    return hub.world[Role.INFORMATION_GOVERNANCE]


@pytest.fixture
def published(hub: Hub, governance: Actor) -> UUID:
    answer_id = propose_answer(hub.lead, KEYS, now=NOW)
    reviewing.publish_answer(governance, answer_id, version=1, now=NOW)
    return answer_id


def states(answer_id: UUID) -> list[str]:
    rows = AnswerVersion.objects.filter(answer_of=answer_id).order_by("number")
    return list(rows.values_list("state", flat=True))


def test_an_answer_is_found_once_a_second_person_looked_it_over(
    hub: Hub, governance: Actor
) -> None:
    key = uuid4()
    answer_id = propose_answer(hub.lead, KEYS, now=NOW, request_key=key)
    assert propose_answer(hub.lead, KEYS, now=NOW, request_key=key) == answer_id
    assert not found(hub.officer, "house keys")
    with pytest.raises(Refused) as refused:
        answer_page(hub.officer, answer_id, now=NOW)
    assert refused.value.code == "answer.not_found"
    with pytest.raises(Refused) as refused:
        reviewing.publish_answer(hub.lead, answer_id, version=1, now=NOW)
    assert refused.value.code == "answer.own"
    assert waiting_count(governance) == 1
    assert waiting_count(hub.lead) == waiting_count(hub.officer) == 0
    reviewing.publish_answer(governance, answer_id, version=1, now=NOW)
    first = found(hub.officer, "what about the dog")[0]
    assert first.title == KEYS.question
    assert first.extract == "The council does, once somebody is admitted."
    page = answer_page(hub.officer, answer_id, now=NOW)
    assert page.published
    assert page.published.reviewed_by == governance.name
    assert page.kept_by == "Clinical police liaison lead (Test liaison_lead)"
    assert not page.stale
    assert (page.story, page.waiting, len(page.versions)) == ((), None, 1)


def test_a_change_stands_beside_what_is_published_until_it_is_looked_over(
    hub: Hub, governance: Actor, published: UUID
) -> None:
    changed = ProposedAnswer(
        KEYS.question, "The ward does.", why="Agreed in May.", owner_id=hub.posts["amhp_lead"]
    )
    propose_change(hub.successor, published, changed, version=2, now=NOW)
    assert states(published) == ["published", "proposed"]
    assert found(hub.officer, "council admitted")
    with pytest.raises(Conflict) as conflict:
        propose_change(hub.lead, published, changed, version=2, now=NOW)
    assert conflict.value.theirs["Answer"] == "The ward does."
    reviewing.publish_answer(hub.lead, published, version=3, now=NOW)
    assert states(published) == ["superseded", "published"]
    assert found(hub.officer, "ward keys")[0].extract == "The ward does."
    before, after, lines = changes_between(governance, published, older=1, newer=2)
    assert (before.number, after.why) == (1, "Agreed in May.")
    assert any(line.change == "changed" for line in lines)
    page = answer_page(hub.lead, published, now=NOW)
    assert page.owner_id == hub.posts["amhp_lead"]
    assert [one.title for one in page.story][:2] == ["Looked over and published", "Written"]
    assert quoted(hub.officer, published) == "> Who keeps the house keys?\n> The ward does."


def test_what_is_sent_back_is_written_again(hub: Hub, governance: Actor) -> None:
    answer_id = propose_answer(hub.lead, KEYS, now=NOW)
    reviewing.send_back_answer(governance, answer_id, "Which council?", version=1, now=NOW)
    page = answer_page(hub.lead, answer_id, now=NOW)
    assert page.returned
    assert [line.own for line in answers_to_tend(hub.lead, now=NOW).returned] == [True]
    with pytest.raises(Refused) as refused:
        reviewing.publish_answer(governance, answer_id, version=None, now=NOW)
    assert refused.value.code == "answer.state"
    propose_change(hub.lead, answer_id, KEYS, version=page.version, now=NOW)
    assert states(answer_id) == ["superseded", "proposed"]
    assert quoted(hub.officer, answer_id) == ""


def test_what_is_taken_out_is_found_no_more_and_kept(hub: Hub, published: UUID) -> None:
    reviewing.withdraw_answer(hub.lead, published, "Done otherwise now.", version=2, now=NOW)
    assert states(published) == ["withdrawn"]
    assert not found(hub.officer, "house keys")
    story = answer_page(hub.lead, published, now=NOW).story
    assert (story[0].title, story[0].words) == ("Taken out", "Done otherwise now.")
    for act in (reviewing.confirm_answer, reviewing.publish_answer):
        with pytest.raises(Refused) as refused:
            act(hub.successor, published, version=None, now=NOW)
        assert refused.value.code == "answer.state"


def test_its_post_is_asked_once_when_its_day_comes_and_may_say_that_it_is_right(
    hub: Hub, published: UUID
) -> None:
    amhp = hub.world[Role.AMHP]
    KnowledgeAnswer.objects.filter(pk=published).update(owner=hub.posts["amhp_lead"])
    early = NOW + timedelta(days=181)
    assert telling.chase_answers(early) == 0
    due = NOW + timedelta(days=182)
    for _ in range(2):
        assert telling.chase_answers(due) == 1
    assert OutboxMessage.objects.filter(topic=telling.STALE).count() == 1
    work_once(due)
    assert InboxItem.objects.filter(user_id=amhp.user_id).count() == 1
    page = answer_page(amhp, published, now=due)
    assert page.stale
    assert page.may_confirm
    assert not answer_page(hub.officer, published, now=due).may_confirm
    assert [line.stale for line in answers_to_tend(hub.lead, now=due).stale] == [True]
    with pytest.raises(NotPermitted):
        reviewing.confirm_answer(hub.officer, published, version=None, now=due)
    reviewing.confirm_answer(amhp, published, version=2, now=due)
    assert not answer_page(amhp, published, now=due).stale
    message = OutboxMessage.objects.get(topic=telling.STALE)
    telling.tell_of_stale(message_of(message))
    assert InboxItem.objects.filter(user_id=amhp.user_id).count() == 1


def message_of(row: OutboxMessage):
    from alongside.foundation.outbox.messages import Message

    return Message(uuid4(), row.topic, row.payload, NOW)


def test_readers_are_told_of_what_waits_and_the_writer_of_what_became_of_it(
    hub: Hub, governance: Actor
) -> None:
    answer_id = propose_answer(hub.lead, KEYS, now=NOW)
    work_once(NOW)
    told = set(InboxItem.objects.values_list("user_id", flat=True))
    assert told == {governance.user_id, hub.successor.user_id}
    reviewing.send_back_answer(governance, answer_id, "Which council?", version=1, now=NOW)
    work_once(NOW)
    assert (
        InboxItem.objects.get(user_id=hub.lead.user_id).title == "An answer you wrote was sent back"
    )
    telling.tell_of_proposal(message_of(OutboxMessage.objects.get(topic=proposing.PROPOSED)))
    assert InboxItem.objects.filter(user_id=governance.user_id).count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": ""}, "answer.no_words"),
        ({"owner_id": uuid4()}, "answer.no_post"),
        ({"answer": "Ring her on 07700 900123."}, "words.tell_who"),
    ],
)
def test_a_refused_answer_leaves_no_trace(hub: Hub, change: dict[str, object], code: str) -> None:
    said = {"question": KEYS.question, "answer": KEYS.answer} | change
    with pytest.raises(Refused) as refused:
        propose_answer(hub.lead, ProposedAnswer(**said), now=NOW)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not KnowledgeAnswer.objects.exists()
    with pytest.raises(Refused) as refused:
        propose_answer(hub.successor, KEYS, now=NOW)
    assert refused.value.code == "answer.no_post"


def acts(hub: Hub, answer_id: UUID) -> dict[str, Callable[[Actor], object]]:
    again = ProposedAnswer(KEYS.question, "Again.", owner_id=hub.posts["lead"])
    return {
        "write": lambda actor: propose_answer(actor, again, now=NOW),
        "change": lambda actor: propose_change(actor, answer_id, again, version=None, now=NOW),
        "publish": lambda actor: reviewing.publish_answer(actor, answer_id, version=None, now=NOW),
        "send_back": lambda actor: reviewing.send_back_answer(
            actor, answer_id, "Say more.", version=None, now=NOW
        ),
        "confirm": lambda actor: reviewing.confirm_answer(actor, answer_id, version=None, now=NOW),
        "withdraw": lambda actor: reviewing.withdraw_answer(
            actor, answer_id, "Gone.", version=None, now=NOW
        ),
        "tend": lambda actor: answers_to_tend(actor, now=NOW),
        "compare": lambda actor: changes_between(actor, answer_id, older=1, newer=1),
        "reindex": lambda actor: reindex(actor, now=NOW, progress=lambda read: None),
        "read": lambda actor: answer_page(actor, answer_id, now=NOW),
        "quote": lambda actor: quoted(actor, answer_id),
    }


WRITES = {Role.LIAISON_LEAD}
LOOKS_OVER = {
    Role.LIAISON_LEAD,
    Role.POLICE_SUPERVISOR,
    Role.INFORMATION_GOVERNANCE,
    Role.DOCTOR,
}
NOT_STAFF = {Role.PERSON, Role.CARER}
MAY = {
    "write": WRITES,
    "change": WRITES,
    "withdraw": WRITES,
    "reindex": WRITES,
    "publish": LOOKS_OVER,
    "send_back": LOOKS_OVER,
    "confirm": LOOKS_OVER,
    "tend": LOOKS_OVER,
    "compare": LOOKS_OVER,
    "read": set(Role) - NOT_STAFF,
    "quote": set(Role) - NOT_STAFF,
}


def test_each_role_may_do_what_the_table_says_and_no_more(hub: Hub, published: UUID) -> None:
    """The lead wrote it, and holds its post; what is refused for its state was let through."""
    may: dict[str, set[Role]] = {}
    for act, do in acts(hub, published).items():
        for role in Role:
            with transaction.atomic():
                try:
                    do(hub.world[role])
                except NotPermitted:
                    continue
                except Refused:
                    pass
                finally:
                    transaction.set_rollback(True)
            may.setdefault(act, set()).add(role)
    assert may == MAY


def test_no_audit_no_write(hub: Hub, published: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the audit is down")

    monkeypatch.setattr(proposing, "record", fail)
    monkeypatch.setattr(reviewing, "record", fail)
    counted = (AnswerVersion, AnswerEvent, AuditEntry, OutboxMessage)
    before = [rows.objects.count() for rows in counted]
    for act, do in acts(hub, published).items():
        if act in ("write", "change", "confirm", "withdraw"):
            with pytest.raises(RuntimeError), transaction.atomic():
                do(hub.lead)
    assert [rows.objects.count() for rows in counted] == before
    assert states(published) == ["published"]
    assert SearchEntry.objects.count() == 1


def test_the_index_is_made_again_from_what_is_filed(hub: Hub, published: UUID) -> None:
    SearchWord.objects.all().delete()
    read: list[int] = []
    assert reindex(hub.lead, now=NOW, progress=read.append) == 1
    assert read == [1]
    assert SearchWord.objects.get(word="keys").entries == 1
    assert AuditEntry.objects.filter(action="liaison.reindex").count() == 1
    assert found(hub.officer, "keys")


def broken(hub: Hub, answer_id: UUID) -> list[Callable[[], object]]:
    version = AnswerVersion.objects.get(answer_of=answer_id)
    copy = {
        "answer_of_id": answer_id,
        "question": "A?",
        "answer": "B.",
        "written_by_id": hub.lead.user_id,
        "written_at": NOW,
    }
    same = AnswerVersion.objects.filter(pk=version.pk)
    create, tell = AnswerVersion.objects.create, AnswerEvent.objects.create
    seen = {"reviewed_by_id": hub.successor.user_id, "reviewed_at": NOW}
    event = {"answer_of_id": answer_id, "number": 1, "happened_at": NOW}
    return [
        lambda: create(number=1, state="superseded", **copy),
        lambda: create(number=2, state="published", **seen, **copy),
        lambda: [create(number=n, state="proposed", **copy) for n in (2, 3)],
        lambda: create(number=2, state="lost", **copy),
        lambda: same.update(question=""),
        lambda: same.update(answer=""),
        lambda: same.update(reviewed_by=version.written_by_id),
        lambda: same.update(reviewed_at=None),
        lambda: same.update(reviewed_by=None),
        lambda: same.update(reviewed_by=None, reviewed_at=None),
        lambda: tell(sequence=1, kind="proposed", **event),
        lambda: tell(sequence=9, kind="lost", **event),
        lambda: SearchEntry.objects.update(title=""),
        lambda: SearchEntry.objects.create(
            kind="answer", entry_id=answer_id, title="Twice", current_since=NOW
        ),
    ]


def test_the_database_refuses_what_cannot_be(hub: Hub, published: UUID) -> None:
    for break_it in broken(hub, published):
        with pytest.raises(IntegrityError), transaction.atomic():
            break_it()
