"""What is found by the words somebody would use, on both stores alike."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.liaison.actions.search_filing import (
    Findable,
    file_entry,
    take_out,
    words_of,
)
from alongside.areas.liaison.models import SearchEntry, SearchWord
from alongside.areas.liaison.queries import search_addresses, searching
from alongside.areas.liaison.queries.search_stores import make_again
from alongside.areas.liaison.queries.searching import found, looked_for, newest
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted
from tests.support.officers_questions import ASKED, MISTYPED, TYPING, file_answers
from tests.support.world import NOW, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ANSWER = SearchKind.ANSWER


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(search_addresses, "_ADDRESSES", {})
    monkeypatch.setattr(searching, "address_of", lambda kind, entry_id: f"/{kind}/{entry_id}/")
    search_addresses.lead_to(ANSWER, "liaison:answer")
    search_addresses.lead_to(SearchKind.LEARNING, "liaison:learning", permission="learning.read")
    return make_world()


def test_what_an_officer_asks_is_among_the_first_three(world: World) -> None:
    questions, officer = file_answers(), world[Role.RESPONSE_OFFICER]
    missed = []
    for words, wanted in ASKED + MISTYPED:
        first = [questions[one.entry_id] for one in found(officer, words, limit=3)]
        if not any(wanted in question for question in first):
            missed.append((words, wanted, first))
    for words, wanted in TYPING:
        first = [questions[one.entry_id] for one in found(officer, words, limit=3, typing=True)]
        if not any(wanted in question for question in first):
            missed.append((words, wanted, first))
    assert not missed, "\n".join(map(str, missed))


def test_whatever_is_typed_is_an_answer_or_nothing_and_never_a_fault(world: World) -> None:
    file_answers()
    officer = world[Role.RESPONSE_OFFICER]
    signs = st.sampled_from([*list("\"'()*:&|!<->+^{}[]~%\\;\x00\n "), "AND", "OR", "NEAR(", "136"])
    typed = st.one_of(st.text(max_size=60), st.lists(signs, max_size=12).map("".join))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(words=typed, typing=st.booleans())
    def holds(words: str, typing: bool) -> None:
        looked = looked_for(officer, words, typing=typing)
        assert len(looked.found) <= 10
        assert looked.understood or not looked.found
        assert looked.apart <= len(looked.found)

    holds()


def filed(title: str, body: str = "", *, kind: SearchKind = ANSWER, **more: object) -> Findable:
    what = Findable(kind, uuid4(), title, body, **more)  # type: ignore[arg-type]
    file_entry(what, now=NOW)
    return what


def test_the_index_follows_what_is_filed_changed_and_taken_out(world: World) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    what = filed("Lost property", "The quokka is kept at the front desk.", said_as="wombat")
    assert found(officer, "quokka")[0].href == f"/answer/{what.entry_id}/"
    assert found(officer, "wombat")
    changed = Findable(ANSWER, what.entry_id, "Lost property", "The numbat is kept there.")
    file_entry(changed, now=NOW + timedelta(days=1))
    assert not found(officer, "quokka")
    assert not found(officer, "wombat")
    assert found(officer, "numbat")[0].current_since == NOW + timedelta(days=1)
    assert SearchWord.objects.get(word="quokka").entries == 0
    make_again()
    assert found(officer, "numbat")
    take_out(ANSWER, what.entry_id)
    take_out(ANSWER, what.entry_id)
    assert not found(officer, "numbat")
    assert not SearchWord.objects.filter(entries__gt=0).exists()
    assert not SearchEntry.objects.exists()


def test_words_are_counted_in_as_many_entries_as_they_stand_in(world: World) -> None:
    file_answers()
    filed("Keys again", "The keys.")
    counted = dict(SearchWord.objects.values_list("word", "entries"))
    stand: dict[str, int] = {}
    for entry in SearchEntry.objects.all():
        for word in words_of(entry):
            stand[word] = stand.get(word, 0) + 1
    assert counted == stand


def test_the_title_weighs_more_than_the_text(world: World) -> None:
    filed("Parking at the suite", "Come to the side door. " * 20)
    filed("How to find the door", "There is no parking. " + "Walk round the back. " * 5)
    first = found(world[Role.RESPONSE_OFFICER], "parking")
    assert [one.title for one in first] == ["Parking at the suite", "How to find the door"]


def test_nobody_finds_what_their_role_may_not_read(world: World) -> None:
    filed("Learning about doors", kind=SearchKind.LEARNING)
    filed("An answer about doors")
    filed("A course about doors", kind=SearchKind.COURSE)
    titles = {one.title for one in found(world[Role.RESPONSE_OFFICER], "doors")}
    assert titles == {"Learning about doors", "An answer about doors"}
    assert [one.title for one in found(world[Role.LEARNER], "doors")] == ["An answer about doors"]
    assert [one.title for one in newest(world[Role.LEARNER])] == ["An answer about doors"]
    only = found(world[Role.RESPONSE_OFFICER], "doors", kinds=[SearchKind.LEARNING])
    assert [one.kind for one in only] == [SearchKind.LEARNING]
    for ask in (lambda: found(world[Role.PERSON], "doors"), lambda: newest(world[Role.PERSON])):
        with pytest.raises(NotPermitted):
            ask()


def test_words_typed_wrong_are_said_to_be_read_otherwise(world: World) -> None:
    file_answers()
    officer = world[Role.RESPONSE_OFFICER]
    looked = looked_for(officer, "handcufs")
    assert looked.read_as == "handcuffs"
    assert looked.found
    assert looked_for(officer, "handcuffs").read_as == ""
    assert looked_for(officer, "xqzzy wqpfd") == searching.Looked((), understood=True)
    assert looked_for(officer, "what is the") == searching.Looked((), understood=False)


def test_what_has_all_of_it_comes_before_what_has_some(world: World) -> None:
    filed("Keys", "Keys and pets.")
    filed("Pets", "Only pets.")
    looked = looked_for(world[Role.RESPONSE_OFFICER], "keys pets")
    assert looked.apart == 1
    assert [one.title for one in looked.found] == ["Keys", "Pets"]
