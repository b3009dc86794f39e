"""A review from raising to learning: what each action needs, writes, tells and declines."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from alongside.areas.liaison.actions.agreeing import NewAgreed
from alongside.areas.liaison.actions.review_accounts import Account, hand_in, save_account
from alongside.areas.liaison.actions.review_inviting import (
    Answered,
    Invited,
    invite,
    keep_answer,
    take_words_back,
)
from alongside.areas.liaison.actions.review_learning import (
    Learning,
    publish_learning,
    take_out_learning,
    write_learning,
)
from alongside.areas.liaison.actions.review_together import (
    NewDifference,
    add_factor,
    agree_in_review,
    mark_difference,
    take_away_factor,
)
from alongside.areas.liaison.actions.reviewing import (
    Ending,
    end_review,
    open_accounts,
)
from alongside.areas.liaison.models import (
    AccountVersion,
    AgreedAction,
    ReviewInvitation,
    SearchEntry,
)
from alongside.areas.liaison.queries.learning import learning_list, learning_page
from alongside.areas.liaison.queries.review_accounts import own_account
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.review_together import together
from alongside.areas.liaison.queries.reviews import (
    accounts_waiting,
    ended_reviews,
    open_reviews,
)
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.review_states import ReviewState, Said
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, Refused
from tests.support.reviewing import POLICE_WORDS, Reviewing
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        work()
    return refused.value.code


# ---- From raising to learning ------------------------------------------------


def test_the_last_account_in_opens_them_all(review: Reviewing) -> None:
    for number, (writer, words) in enumerate(review.writers, 1):
        assert review.row.state == ReviewState.GATHERING
        assert accounts_waiting(writer) == 1
        review.write(writer, words)
        assert accounts_waiting(writer) == 0
        (line,) = open_reviews(review.lead, today=TODAY)
        assert len(line.waits_for) == (3 - number)
    assert review.row.state == ReviewState.OPENED
    page = together(review.nurse, review.id, now=NOW)
    assert page.columns == ("Northmoor Council", "Northmoor MH", "Northmoor Police")
    kinds = [event.kind for event in review.row.events.order_by("sequence")]
    assert kinds == ["raised", "handed_in", "handed_in", "handed_in", "all_in"]
    assert AuditEntry.objects.filter(action="liaison.review_handed_in").count() == 3


def test_a_decision_opens_what_is_in_and_a_late_account_is_marked(review: Reviewing) -> None:
    assert (
        code_of(lambda: open_accounts(review.lead, review.id, "They left.", now=NOW))
        == "review.nothing_in"
    )
    review.write(*review.writers[0])
    assert code_of(lambda: open_accounts(review.lead, review.id, " ", now=NOW)) == (
        "review.no_reason"
    )
    open_accounts(review.lead, review.id, "The others have said they will not write.", now=NOW)
    later = NOW + timedelta(hours=1)
    save_account(review.nurse, review.id, Account("22:35 Rung."), now=later)
    draft = together(review.officer, review.id, now=later)
    assert draft.columns == ("Northmoor Police",)
    hand_in(review.nurse, review.id, number=1, now=later)
    page = review_page(review.officer, review.id, now=later)
    after = {one.organisation: one.after_opening for one in page.parties}
    assert after == {
        "Northmoor Police": False,
        "Northmoor MH": True,
        "Northmoor Council": False,
    }
    assert page.opened
    decided = review.row.events.get(kind=Said.OPENED)
    assert decided.by_id == review.lead.user_id
    assert decided.words == "The others have said they will not write."


def test_a_review_comes_to_learning_that_is_found_and_to_actions(review: Reviewing) -> None:
    review.hand_in_all()
    page = together(review.amhp, review.id, now=NOW)
    police = page.rows[0].of("Northmoor Police")
    trust = page.rows[0].of("Northmoor MH")
    assert police
    assert trust
    assert page.rows[0].found[0].kind == "time"
    said = NewDifference("happening", "One says nobody answered.", police.id, trust.id)
    mark_difference(review.amhp, review.id, said, now=NOW)
    add_factor(review.nurse, review.id, "transport", words="No ambulance for an hour.", now=NOW)
    add_factor(review.nurse, review.id, "other", words="", now=NOW)
    factors = review_page(review.nurse, review.id, now=NOW).factors
    gone = next(one for one in factors if one.category == "Something else")
    take_away_factor(review.officer, review.id, gone.id, now=NOW)
    told = Learning("Ring before you set off", "Ade rang Sgt Marlow on 3 June.")
    write_learning(review.nurse, review.id, told, now=NOW)
    held = review_page(review.lead, review.id, now=NOW)
    assert held.learning.held_back_for == "the day it happened, somebody's name"
    assert not held.may.publish
    work = lambda: publish_learning(review.lead, review.id, number=1, now=NOW)  # noqa: E731
    assert code_of(work) == "learning.held_back"
    plain = Learning("Ring before you set off", "Ring the suite before setting off.", read_at=1)
    write_learning(review.officer, review.id, plain, now=NOW)
    publish_learning(review.lead, review.id, number=2, now=NOW)
    assert SearchEntry.objects.get(kind="learning").entry_id == review.id
    found = learning_page(review.hub.world[Role.KEYWORKER], review.id)
    assert found.line.factors == ("Transport",)
    assert "3 June" not in repr(found)
    assert "Northmoor" not in repr(found)
    new = NewAgreed(
        "Put the number on the card.",
        review.hub.posts["lead"],
        date(2026, 7, 1),
        Origin.REVIEW,
        review.id,
    )
    agree_in_review(review.hub.police_lead, new, now=NOW)
    assert AgreedAction.objects.get().origin_id == review.id
    end_review(review.lead, review.id, Ending(Said.CLOSED, "Learnt and agreed."), now=NOW)
    page_after = review_page(review.nurse, review.id, now=NOW)
    assert page_after.actions[0].words == "Put the number on the card."
    assert not page_after.may.weigh
    assert [one.id for one in ended_reviews(review.nurse, today=TODAY)] == [review.id]
    take_out_learning(review.lead, review.id, "It was too near.", now=NOW)
    assert learning_list(review.nurse).total == 0
    assert not SearchEntry.objects.filter(kind="learning").exists()
    end_review(review.lead, review.id, Ending(Said.REOPENED, "There is more."), now=NOW)
    assert review.row.state == ReviewState.OPENED


def test_words_of_somebody_invited_wait_until_the_opening_and_can_be_taken_back(
    review: Reviewing,
) -> None:
    asked = Invited("person", "worker", TODAY)
    invite(review.lead, review.id, asked, now=NOW)
    row = ReviewInvitation.objects.get()
    work = lambda: keep_answer(  # noqa: E731
        review.lead, row.id, Answered("yes", "Ring me on 01632 960 123"), now=NOW
    )
    assert code_of(work) == "words.tell_who"
    keep_answer(review.lead, row.id, Answered("yes", "I was cold and nobody said why."), now=NOW)
    assert "cold" not in repr(review_page(review.lead, review.id, now=NOW))
    with pytest.raises(Conflict):
        keep_answer(review.lead, row.id, Answered("no", version=1), now=NOW)
    review.hand_in_all()
    (said,) = review_page(review.nurse, review.id, now=NOW).said
    assert said.words == "I was cold and nobody said why."
    take_words_back(review.lead, row.id, now=NOW)
    assert not review_page(review.nurse, review.id, now=NOW).said
    assert ReviewInvitation.objects.get().words == ""
    assert code_of(lambda: take_words_back(review.lead, row.id, now=NOW)) == ("invitation.no_words")
    assert code_of(lambda: take_words_back(review.lead, uuid4(), now=NOW)) == (
        "invitation.not_found"
    )


# ---- Drafts and handing in ---------------------------------------------------


def test_two_tabs_show_both_and_lose_neither(review: Reviewing) -> None:
    save_account(review.officer, review.id, Account("22:10 One tab", read_at=0), now=NOW)
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        save_account(review.officer, review.id, Account("22:10 Two", read_at=0), now=NOW)
    assert conflict.value.theirs["What happened, as your service saw it"] == "22:10 One tab"
    save_account(review.officer, review.id, Account("22:10 Both", read_at=1), now=NOW)
    assert AccountVersion.objects.count() == 2
    with pytest.raises(Conflict), transaction.atomic():
        hand_in(review.officer, review.id, number=1, now=NOW)


def test_an_account_that_tells_who_stays_a_draft(review: Reviewing) -> None:
    assert code_of(lambda: hand_in(review.officer, review.id, number=0, now=NOW)) == (
        "account.empty"
    )
    save_account(review.officer, review.id, Account("22:10 Born 3 March 1992"), now=NOW)
    assert code_of(lambda: hand_in(review.officer, review.id, number=1, now=NOW)) == (
        "words.tell_who"
    )
    assert own_account(review.officer, review.id).account.typed == "22:10 Born 3 March 1992"


def test_what_was_handed_in_stays_as_it_is(review: Reviewing) -> None:
    review.write(review.officer, POLICE_WORDS)
    again = lambda: save_account(review.officer, review.id, Account("x"), now=NOW)  # noqa: E731
    assert code_of(again) == "account.handed_in"
    assert code_of(lambda: hand_in(review.officer, review.id, number=None, now=NOW)) == (
        "account.handed_in"
    )
    assert own_account(review.officer, review.id).may_write is False


def test_a_form_sent_twice_is_saved_once(review: Reviewing) -> None:
    key = uuid4()
    for _ in range(2):
        save_account(review.officer, review.id, Account("22:10 x"), now=NOW, request_key=key)
    assert AccountVersion.objects.count() == 1
