"""Who sees, may and is told what of a review: nobody another service's words too early."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.crisis.actions import Opening, open_contact
from alongside.areas.liaison.actions import review_accounts, review_story, reviewing
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
from alongside.areas.liaison.actions.review_telling import DELIVERIES
from alongside.areas.liaison.actions.review_together import (
    NewDifference,
    add_factor,
    agree_in_review,
    mark_difference,
    take_away_factor,
    take_times_again,
)
from alongside.areas.liaison.actions.reviewing import (
    Ending,
    ask_service,
    end_review,
    open_accounts,
    raise_review,
)
from alongside.areas.liaison.models import (
    AccountVersion,
    IncidentReview,
    Post,
    PostHolding,
)
from alongside.areas.liaison.queries.learning import learning_list
from alongside.areas.liaison.queries.review_accounts import own_account
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.review_together import together
from alongside.areas.liaison.queries.reviews import (
    open_reviews,
)
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.beside import RECORD
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_states import Said
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.hub import Hub
from tests.support.reviewing import Reviewing, new_review
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        work()
    return refused.value.code


# ---- Blind until opened ------------------------------------------------------

CANARIES = ("quillfeather", "marrowdrift", "saltlantern")
STEPS = st.lists(
    st.tuples(st.sampled_from(["save", "hand in", "open"]), st.integers(0, 2)), max_size=7
)


def answers_of(viewer: Actor, review: Reviewing) -> str:
    """Everything that any query answers this viewer, as one text."""
    asked: list[Callable[[], object]] = [
        lambda: open_reviews(viewer, today=TODAY),
        lambda: review_page(viewer, review.id, now=NOW),
        lambda: own_account(viewer, review.id),
        lambda: together(viewer, review.id, now=NOW),
        lambda: learning_list(viewer),
    ]
    found = []
    for ask in asked:
        try:
            found.append(repr(ask()))
        except Refused as refused:
            found.append(str(refused))
    return " ".join(found)


@given(steps=STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_answers_another_services_words_before_the_opening(
    review: Reviewing, steps: list[tuple[str, int]]
) -> None:
    writers = [writer for writer, _ in review.writers]
    lookers = [*writers, review.lead, review.hub.world[Role.INFORMATION_GOVERNANCE]]
    with transaction.atomic():
        for what, whose in steps:
            try_step(review, what, writers[whose], CANARIES[whose])
        opened = review.row.opened_at is not None
        in_now = set(
            AccountVersion.objects.exclude(handed_in_at=None).values_list(
                "party__organisation_id", flat=True
            )
        )
        for viewer in lookers:
            told = answers_of(viewer, review)
            for writer, canary in zip(writers, CANARIES, strict=True):
                own = viewer.organisation_id == writer.organisation_id and viewer != review.lead
                if not own and not (opened and writer.organisation_id in in_now):
                    assert canary not in told
        transaction.set_rollback(True)


def try_step(review: Reviewing, what: str, writer: Actor, canary: str) -> None:
    try:
        if what == "save":
            said = Account(f"22:10 {canary}", f"{canary} well", f"{canary} less")
            save_account(writer, review.id, said, now=NOW)
        elif what == "hand in":
            hand_in(writer, review.id, number=None, now=NOW)
        else:
            open_accounts(review.lead, review.id, "Enough waiting.", now=NOW)
    except Refused:
        pass


def test_the_inbox_the_outbox_and_the_log_hold_nothing_of_an_account(review: Reviewing) -> None:
    review.write(review.officer, f"22:10 {CANARIES[0]}")
    deliver_all()
    held = [
        *OutboxMessage.objects.values_list("payload", flat=True),
        *InboxItem.objects.values_list("title", flat=True),
        *AuditEntry.objects.values_list("details", flat=True),
        *review.row.events.values_list("words", flat=True),
    ]
    assert CANARIES[0] not in repr(held)


# ---- Who may -----------------------------------------------------------------

ACTIONS: dict[str, tuple[str, Callable[[Actor, Reviewing], object]]] = {
    "raise": ("review.raise", lambda a, r: raise_review(a, new_review(r.hub), now=NOW)),
    "ask": ("review.run", lambda a, r: ask_service(a, r.id, uuid4(), now=NOW)),
    "open": ("review.run", lambda a, r: open_accounts(a, r.id, "why", now=NOW)),
    "end": ("review.run", lambda a, r: end_review(a, r.id, Ending(Said.CLOSED, "x"), now=NOW)),
    "invite": (
        "review.run",
        lambda a, r: invite(a, r.id, Invited("family", "phone", TODAY), now=NOW),
    ),
    "answer": ("review.run", lambda a, r: keep_answer(a, uuid4(), Answered("no"), now=NOW)),
    "words back": ("review.run", lambda a, r: take_words_back(a, uuid4(), now=NOW)),
    "save": ("review.account", lambda a, r: save_account(a, r.id, Account("x"), now=NOW)),
    "hand in": ("review.account", lambda a, r: hand_in(a, r.id, number=None, now=NOW)),
    "factor": ("review.weigh", lambda a, r: add_factor(a, r.id, "other", words="", now=NOW)),
    "factor gone": ("review.weigh", lambda a, r: take_away_factor(a, r.id, uuid4(), now=NOW)),
    "times": ("review.weigh", lambda a, r: take_times_again(a, r.id, now=NOW)),
    "differ": (
        "review.weigh",
        lambda a, r: mark_difference(a, r.id, NewDifference("time", "x", uuid4()), now=NOW),
    ),
    "learn": ("review.weigh", lambda a, r: write_learning(a, r.id, Learning("x", "y"), now=NOW)),
    "publish": ("learning.publish", lambda a, r: publish_learning(a, r.id, number=0, now=NOW)),
    "take out": ("learning.publish", lambda a, r: take_out_learning(a, r.id, "x", now=NOW)),
    "agree": (
        "action.agree",
        lambda a, r: agree_in_review(
            a, NewAgreed("x", uuid4(), TODAY, Origin.REVIEW, r.id), now=NOW
        ),
    ),
}


@pytest.mark.one_database
def test_each_action_is_for_its_roles_alone(review: Reviewing) -> None:
    for permission, act in ACTIONS.values():
        for role in Role:
            let_through = True
            try:
                with transaction.atomic():
                    act(review.hub.world[role], review)
                    transaction.set_rollback(True)
            except NotPermitted as refused:
                let_through = refused.code not in ("not_permitted.role", "not_permitted.off_duty")
            except Refused:
                pass
            assert let_through is (role in PERMISSIONS[permission]), (permission, role)


def test_a_service_that_is_not_asked_finds_no_review(review: Reviewing, hub: Hub) -> None:
    other = Post.objects.get(pk=hub.posts["amhp_lead"])
    outside = replace(review.amhp, organisation_id=uuid4())
    assert code_of(lambda: review_page(outside, review.id, now=NOW)) == "review.not_found"
    assert open_reviews(outside, today=TODAY) == []
    again = lambda: ask_service(review.lead, review.id, other.id, now=NOW)  # noqa: E731
    assert code_of(again) == "review.asked_twice"
    runs = hub.posts["lead"]
    for post in (uuid4(), runs):
        work = lambda post=post: ask_service(review.lead, review.id, post, now=NOW)  # noqa: E731
        assert code_of(work) == "review.post"


def test_a_review_is_changed_by_one_at_a_time(review: Reviewing) -> None:
    ending = Ending(Said.WITHDRAWN, "Raised twice.", version=review.row.version)
    review.write(*review.writers[0])
    with pytest.raises(Conflict), transaction.atomic():
        end_review(review.lead, review.id, ending, now=NOW)
    end_review(review.lead, review.id, Ending(Said.WITHDRAWN, "Raised twice."), now=NOW)
    assert not review_page(review.nurse, review.id, now=NOW).opened
    assert code_of(lambda: save_account(review.nurse, review.id, Account("x"), now=NOW)) == (
        "review.ended"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Born 3 March 1992"}, "words.tell_who"),
        ({"why": " "}, "review.no_why"),
        ({"happened_on": date(2026, 6, 11)}, "review.not_yet"),
        ({"accounts_due_on": date(2026, 6, 9)}, "review.due_past"),
        ({"posts": ()}, "review.few_services"),
    ],
)
def test_a_review_that_does_not_hold_together_is_not_raised(
    hub: Hub, review: Reviewing, changes: dict[str, object], code: str
) -> None:
    assert code_of(lambda: raise_review(hub.lead, new_review(hub, **changes), now=NOW)) == code
    assert IncidentReview.objects.count() == 1


def test_what_is_done_together_waits_for_the_opening(review: Reviewing) -> None:
    review.write(*review.writers[0])
    line = AccountVersion.objects.get().lines.first()
    assert line is not None
    for work in (
        lambda: add_factor(review.nurse, review.id, "other", words="", now=NOW),
        lambda: write_learning(review.nurse, review.id, Learning("a", "b"), now=NOW),
        lambda: mark_difference(
            review.nurse, review.id, NewDifference("time", "x", line.id), now=NOW
        ),
        lambda: together(review.nurse, review.id, now=NOW),
    ):
        assert code_of(work) == "review.not_open"


def test_a_difference_is_between_two_services_or_beside_the_record(review: Reviewing) -> None:
    review.hand_in_all()
    first, second = AccountVersion.objects.get(saved_by=review.officer.user_id).lines.all()[:2]
    for line, beside in ((uuid4(), None), (first.id, second.id), (first.id, uuid4())):
        new = NewDifference("time", "x", line, beside)
        work = lambda new=new: mark_difference(review.nurse, review.id, new, now=NOW)  # noqa: E731
        assert code_of(work) == "review.line"
    only = NewDifference("one_sided", "Nobody else tells of this.", second.id)
    mark_difference(review.nurse, review.id, only, now=NOW)
    assert together(review.nurse, review.id, now=NOW).marked[0].kind_words == "Only one says so"


@pytest.mark.parametrize(
    ("module", "work"),
    [
        (review_story, lambda r: raise_review(r.lead, new_review(r.hub), now=NOW)),
        (review_accounts, lambda r: save_account(r.officer, r.id, Account("x"), now=NOW)),
        (
            review_story,
            lambda r: end_review(r.lead, r.id, Ending(Said.WITHDRAWN, "x"), now=NOW),
        ),
    ],
)
def test_no_audit_no_write(review: Reviewing, monkeypatch, module, work) -> None:
    def no_audit(*_: object, **__: object) -> None:
        raise RuntimeError("no audit")

    before = (IncidentReview.objects.count(), AccountVersion.objects.count(), review.row.version)
    with monkeypatch.context() as broken:
        broken.setattr(module, "record", no_audit)
        with pytest.raises(RuntimeError), transaction.atomic():
            work(review)
    after = (IncidentReview.objects.count(), AccountVersion.objects.count(), review.row.version)
    assert after == before


# ---- Who is told -------------------------------------------------------------


def deliver_all(now: datetime = NOW) -> None:
    for row in OutboxMessage.objects.filter(topic__in=DELIVERIES, due_at__lte=now):
        DELIVERIES[row.topic](Message(row.id, row.topic, row.payload, now))


def titles(actor: Actor) -> list[str]:
    return list(InboxItem.objects.filter(user_id=actor.user_id).values_list("title", flat=True))


def test_whoever_holds_the_post_when_it_is_due_is_reminded(review: Reviewing, hub: Hub) -> None:
    review.write(*review.writers[0])
    post = hub.posts["crisis_lead"]
    PostHolding.objects.filter(post_id=post).update(until_at=NOW + timedelta(days=1))
    doctor = hub.world[Role.DOCTOR]
    PostHolding.objects.create(
        post_id=post,
        user_id=doctor.user_id,
        from_at=NOW + timedelta(days=1),
        recorded_by_id=doctor.user_id,
        recorded_at=NOW,
    )
    deliver_all(datetime(2026, 6, 21, 12, 0, tzinfo=UTC))
    assert "Your service's account is late, review 1" in titles(doctor)
    assert "Your service's account is late, review 1" not in titles(review.nurse)
    assert not [one for one in titles(hub.police_lead) if "late" in one or "due" in one]
    assert "No account from Northmoor MH yet, review 1" in titles(hub.lead)
    assert "Your service's account was handed in, review 1" in titles(hub.police_lead)


def test_everybody_in_a_review_is_told_of_its_opening_and_end(review: Reviewing) -> None:
    review.hand_in_all()
    write_learning(review.nurse, review.id, Learning("Ring first", "Ring the suite."), now=NOW)
    publish_learning(review.lead, review.id, number=1, now=NOW)
    end_review(review.lead, review.id, Ending(Said.CLOSED, "Done."), now=NOW)
    deliver_all()
    told = titles(review.nurse)
    for said in ("The accounts are open", "What was learnt is published", "Review 1 is closed"):
        assert any(title.startswith(said) for title in told)
    assert "Review 1 was raised" in titles(review.lead)


# ---- From a record -----------------------------------------------------------


def test_times_are_taken_from_a_record_without_a_name_and_looks_are_kept(
    review: Reviewing, hub: Hub
) -> None:
    began = NOW - timedelta(hours=5)
    contact = open_contact(
        hub.officer, Opening(began, "street", "Mill Lane footbridge", "bridge"), now=began
    )
    new = new_review(hub, contact_id=contact, happened_on=date(2026, 6, 10))
    review_id = raise_review(hub.officer, new, now=NOW)
    row = IncidentReview.objects.get(pk=review_id)
    assert row.purpose
    assert row.ground
    (fact,) = row.facts.all()
    assert (fact.words, fact.happened_at) == ("Contact opened", began)
    assert AuditEntry.objects.filter(action="crisis.contact_times").count() == 1
    made = replace(review, id=review_id)
    made.hand_in_all()
    page = together(hub.officer, review_id, now=NOW)
    assert page.columns[0] == RECORD
    assert AuditEntry.objects.filter(action="liaison.review_times").count() == 1
    take_times_again(hub.officer, review_id, now=NOW)
    assert row.facts.count() == 2
    assert len(together(hub.officer, review_id, now=NOW).rows) == len(page.rows)
    link = (hub.world[Role.KEYWORKER], hub.officer)
    assert [bool(review_page(one, review_id, now=NOW).record_page) for one in link] == [False, True]


def test_a_record_is_not_read_for_a_role_it_is_not_shared_with(hub: Hub, review: Reviewing) -> None:
    contact = open_contact(hub.officer, Opening(NOW, "street", "Mill Lane", "bridge"), now=NOW)
    new = new_review(hub, contact_id=contact)
    with pytest.raises(NotPermitted):
        raise_review(hub.world[Role.KEYWORKER], new, now=NOW)
    lost = new_review(hub, contact_id=uuid4())
    assert code_of(lambda: raise_review(hub.officer, lost, now=NOW)) == "contact.not_found"
    assert code_of(lambda: take_times_again(hub.officer, review.id, now=NOW)) == "review.no_record"
    assert reviewing.REMINDS[0] < 0
