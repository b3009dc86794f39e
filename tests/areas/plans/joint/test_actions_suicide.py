"""Suicide prevention plans: opened by two, worked on by two, closed by two."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.plans.actions import suicide as actions
from alongside.areas.plans.actions import suicide_opening as opening
from alongside.areas.plans.actions.suicide_correcting import correct_plan_entry
from alongside.areas.plans.actions.suicide_opening import Proposal
from alongside.areas.plans.actions.suicide_writing import OwnPart
from alongside.areas.plans.models import (
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)
from alongside.areas.plans.queries import suicide
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.areas.plans.rules.suicide_dates import end_of
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Role
from alongside.kernel.period import Period
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)
DAY = timedelta(days=1)
SAYS = {
    "trigger": "Talked back from the viaduct",
    "trigger_place": "Calder viaduct",
    "location_code": "mcr",
    "consent": "yes",
    "services": "Crisis team",
}
CONTACT = NewEntry("contact_made", NOW, {"how": "Rang", "words": "Will ring on Friday"})


@pytest.fixture
def proposal(cast):
    return Proposal(SAYS, OwnPart("Ring my sister first"), cast.lead.user_id, TODAY + 90 * DAY)


@pytest.fixture
def proposed(cast, jamie, proposal):
    return opening.propose_plan(cast.rail, jamie, proposal, now=NOW)


@pytest.fixture
def plan(cast, proposed):
    opening.confirm_plan(cast.lead, proposed, review_due_on=TODAY + 28 * DAY, now=NOW)
    return proposed


def row(plan_id):
    return SuicidePlan.objects.get(pk=plan_id)


def page(viewer, person_id, at):
    return compose(viewer, person_id, purpose=Purpose.SUICIDE_PREVENTION, reason="", now=at)


def titles(actor):
    return list(InboxItem.objects.filter(user_id=actor.user_id).values_list("title", flat=True))


@pytest.mark.parametrize("role", Role)
def test_who_proposes_a_plan_follows_the_table(cast, jamie, proposal, role) -> None:
    actor = cast.keyworker if role is Role.KEYWORKER else cast.world[role]
    asked = cast.lead if actor.sector.is_police else cast.rail
    offer = replace(proposal, asked_id=asked.user_id)
    may = role in JOINT_PERMISSIONS["suicide_plan.propose"]
    if may:
        opening.propose_plan(actor, jamie, offer, now=NOW)
    else:
        with pytest.raises(NotPermitted):
            opening.propose_plan(actor, jamie, offer, now=NOW)
    assert SuicidePlan.objects.exists() is may


@pytest.mark.parametrize("role", Role)
def test_who_sees_the_list_follows_the_table(cast, role) -> None:
    actor = cast.keyworker if role is Role.KEYWORKER else cast.world[role]
    if role in JOINT_PERMISSIONS["suicide_plan.see"]:
        assert suicide.plans_at_work(actor, now=NOW) == ()
        return
    with pytest.raises(NotPermitted):
        suicide.plans_at_work(actor, now=NOW)


def test_a_proposed_plan_is_not_open_and_the_one_asked_is_told(cast, proposed) -> None:
    assert row(proposed).state == "proposed"
    assert row(proposed).review_due_on is None
    work_once(NOW)
    assert titles(cast.lead) == ["You are asked to confirm a suicide prevention plan"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"own_part": OwnPart()}, "suicide.no_own_part"),
        ({"own_part": OwnPart("x", "y")}, "suicide.both"),
        ({"ends_on": None}, "suicide.no_end"),
        ({"ends_on": TODAY + 184 * DAY}, "suicide.end_too_far"),
        ({"says": {**SAYS, "trigger": " "}}, "suicide.no_trigger"),
        ({"says": {**SAYS, "consent": "maybe"}}, "suicide.consent"),
        ({"says": {**SAYS, "location_code": "M-1"}}, "suicide.location_code"),
        ({"says": {**SAYS, "services": "Do not convey to hospital"}}, "suicide.barred"),
        ({"asked_id": uuid.UUID(int=3)}, "suicide.asked_unknown"),
    ],
)
def test_a_refused_proposal_leaves_no_trace(cast, jamie, proposal, change, code) -> None:
    with pytest.raises(Refused) as refused:
        opening.propose_plan(cast.rail, jamie, replace(proposal, **change), now=NOW)
    assert refused.value.code == code
    assert not SuicidePlan.objects.exists()


def test_a_plan_is_asked_of_the_other_side(cast, jamie, proposal) -> None:
    with pytest.raises(Refused) as refused:
        opening.propose_plan(
            cast.rail, jamie, replace(proposal, asked_id=cast.supervisor.user_id), now=NOW
        )
    assert refused.value.code == "suicide.one_side"


def test_a_person_has_one_plan_at_a_time(cast, jamie, proposal, proposed) -> None:
    with pytest.raises(Refused) as refused:
        opening.propose_plan(cast.rail, jamie, proposal, now=NOW)
    assert refused.value.code == "suicide.already"


def test_a_proposal_sent_twice_is_kept_once(cast, jamie, proposal) -> None:
    key = uuid.uuid4()
    made = {
        opening.propose_plan(cast.rail, jamie, proposal, now=NOW, request_key=key) for _ in range(2)
    }
    assert len(made) == SuicidePlan.objects.count() == 1


def test_only_the_one_asked_by_name_confirms(cast, proposed) -> None:
    for other in (cast.keyworker, cast.rail):
        with pytest.raises(NotPermitted) as refused:
            opening.confirm_plan(other, proposed, review_due_on=TODAY + DAY, now=NOW)
        assert refused.value.code == "suicide.not_the_one_asked"
    opening.confirm_plan(cast.lead, proposed, review_due_on=TODAY + DAY, now=NOW)
    assert row(proposed).state == "open"
    with pytest.raises(Refused) as refused:
        opening.confirm_plan(cast.lead, proposed, review_due_on=TODAY + DAY, now=NOW)
    assert refused.value.code == "suicide.not_now"


def test_a_plan_not_taken_up_can_be_asked_of_somebody_else(cast, proposed) -> None:
    with pytest.raises(Refused, match="Say why"):
        opening.decline_plan(cast.lead, proposed, words=" ", now=NOW)
    opening.decline_plan(cast.lead, proposed, words="Known to the other team", now=NOW)
    assert row(proposed).state == "declined"
    opening.ask_somebody_else(cast.rail, proposed, cast.keyworker.user_id, now=NOW)
    assert (row(proposed).state, row(proposed).asked_id) == ("proposed", cast.keyworker.user_id)
    work_once(NOW)
    assert titles(cast.lead) == []
    assert len(titles(cast.keyworker)) == 1


def test_only_the_proposer_asks_again_and_never_over_another_plan(
    cast, jamie, proposal, proposed
) -> None:
    with pytest.raises(Refused) as refused:
        opening.ask_somebody_else(cast.lead, proposed, cast.keyworker.user_id, now=NOW)
    assert refused.value.code == "suicide.not_the_proposer"
    opening.decline_plan(cast.lead, proposed, words="Known elsewhere", now=NOW)
    opening.propose_plan(cast.rail, jamie, proposal, now=NOW)
    with pytest.raises(Refused) as refused:
        opening.ask_somebody_else(cast.rail, proposed, cast.keyworker.user_id, now=NOW)
    assert refused.value.code == "suicide.already"


def test_a_service_that_is_not_a_party_adds_nothing(cast, plan) -> None:
    with pytest.raises(NotPermitted) as refused:
        actions.record_plan_entry(cast.supervisor, plan, CONTACT, now=NOW)
    assert refused.value.code == "suicide.not_a_party"
    assert suicide.plans_at_work(cast.supervisor, now=NOW) == ()


def test_what_is_done_is_kept_and_logged_without_its_words(cast, plan) -> None:
    made = actions.record_plan_entry(cast.keyworker, plan, CONTACT, now=NOW)
    assert SuicidePlanEvent.objects.get(pk=made).facts["how"] == "Rang"
    entry = AuditEntry.objects.get(action="plans.record_suicide_contact_made")
    assert entry.details["purpose"] == "P11"
    assert "Friday" not in str(entry.details)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (NewEntry("changed", NOW, {}), "suicide.nothing_said"),
        (NewEntry("changed", NOW, {"services": "Discharge without assessment"}), "suicide.barred"),
        (NewEntry("shared", NOW, {"what": "x", "gateway": "because"}), "suicide.gateway"),
        (NewEntry("contact_made", NOW + DAY, {"words": "x"}), "event.in_the_future"),
        (NewEntry("proposed", NOW, {"score": "9"}), "event.unknown_fact"),
    ],
)
def test_what_cannot_stand_in_a_plan_is_refused(cast, plan, entry, code) -> None:
    before = SuicidePlanEvent.objects.count()
    with pytest.raises(Refused) as refused:
        actions.record_plan_entry(cast.lead, plan, entry, now=NOW)
    assert refused.value.code == code
    assert SuicidePlanEvent.objects.count() == before


def test_sharing_is_logged_as_a_disclosure_with_its_ground(cast, plan) -> None:
    facts = {"recipient": "Samaritans", "gateway": "consent_common_law", "what": "Her number"}
    actions.record_plan_entry(cast.lead, plan, NewEntry("shared", NOW, facts), now=NOW)
    entry = AuditEntry.objects.get(op="disclosure")
    assert (entry.details["gateway"], entry.details["recipient"]) == (
        "consent_common_law",
        "Samaritans",
    )


def test_the_persons_part_is_theirs_to_take_back(cast, jamie, plan) -> None:
    assert suicide.running_own_part(jamie, now=NOW).text == "Ring my sister first"
    actions.write_own_part(cast.keyworker, plan, OwnPart(why_not="He took it back"), now=NOW)
    assert suicide.running_own_part(jamie, now=NOW) is None
    assert SuicideOwnPart.objects.filter(ended_at=None).get().why_not == "He took it back"
    with pytest.raises(Refused) as refused:
        actions.write_own_part(cast.keyworker, plan, OwnPart(), now=NOW)
    assert refused.value.code == "suicide.no_own_part"


@pytest.mark.parametrize(("consent", "shown"), [("yes", True), ("no", False), ("not_asked", False)])
def test_their_own_part_is_shown_when_they_agree_and_to_its_two_services(
    cast, jamie, plan, consent, shown
) -> None:
    change = NewEntry("changed", NOW, {"consent": consent})
    actions.record_plan_entry(cast.lead, plan, change, now=NOW)
    for viewer in (cast.lead, cast.rail):
        assert (suicide.plan_story(viewer, plan, now=NOW).own_part is not None) is shown
    assert suicide.plan_story(cast.supervisor, plan, now=NOW).own_part is None


def test_agreeing_ends_at_once_when_they_say_otherwise_and_it_is_said_so(cast, jamie, plan) -> None:
    later = NOW + timedelta(minutes=5)
    change = NewEntry("changed", later, {"consent": "no"})
    actions.record_plan_entry(cast.lead, plan, change, now=later)
    facts = suicide.agreed_to_plan(jamie, later)
    assert {consent.period for consent in facts.consents} == {Period(NOW, later)}
    held = {line.category: line.sentence for line in page(cast.lead, jamie, later).withheld}
    assert "withdrawn" in held[Category.OWN_WORDS]


def test_agreeing_lasts_no_longer_than_the_plan_though_nobody_has_closed_it(
    cast, jamie, plan
) -> None:
    ends_at = end_of(TODAY + 90 * DAY)
    for at, shown in ((ends_at - timedelta(seconds=1), True), (ends_at, False)):
        held = {line.category for line in page(cast.lead, jamie, at).withheld}
        assert (Category.OWN_WORDS not in held) is shown


def test_agreeing_ends_with_the_plan(cast, jamie, plan) -> None:
    assert len(suicide.agreed_to_plan(jamie, NOW).consents) == 2
    assert not suicide.agreed_to_plan(jamie, NOW - DAY).consents
    actions.sign_closing(cast.rail, plan, reason="Six weeks well", now=NOW)
    actions.close_plan(cast.lead, plan, now=NOW)
    assert not suicide.agreed_to_plan(jamie, NOW).consents


def test_a_review_sets_the_next_one_and_may_agree_a_new_end(cast, plan) -> None:
    later = NOW + 20 * DAY
    ends_on = TODAY + 190 * DAY
    actions.review_plan(
        cast.rail,
        plan,
        words="Better; keep ringing",
        review_due_on=TODAY + 48 * DAY,
        ends_on=ends_on,
        now=later,
    )
    assert (row(plan).last_reviewed_at, row(plan).ends_on) == (later, ends_on)
    with pytest.raises(Refused) as refused:
        actions.review_plan(cast.rail, plan, words="x", review_due_on=TODAY + 49 * DAY, now=later)
    assert refused.value.code == "suicide.review_too_far"
    with pytest.raises(Refused) as refused:
        actions.review_plan(cast.rail, plan, words="", review_due_on=TODAY + 30 * DAY, now=later)
    assert refused.value.code == "suicide.nothing_said"


def test_no_review_for_29_days_is_overdue_and_both_services_are_told(cast, plan) -> None:
    on_time = suicide.plans_at_work(cast.lead, now=NOW + 28 * DAY)
    late = suicide.plans_at_work(cast.lead, now=NOW + 29 * DAY)
    assert ([line.overdue for line in on_time], [line.overdue for line in late]) == (
        [False],
        [True],
    )
    InboxItem.objects.all().delete()
    work_once(NOW + 28 * DAY)
    due = "Due: review of a suicide prevention plan"
    assert due in titles(cast.lead)
    assert due in titles(cast.rail)


def test_the_list_goes_by_what_is_due_and_never_by_person(
    cast, jamie, child, proposal, plan
) -> None:
    other = opening.propose_plan(
        cast.rail, child, replace(proposal, own_part=OwnPart(why_not="Asleep")), now=NOW
    )
    assert [line.plan_id for line in suicide.plans_at_work(cast.lead, now=NOW)] == [other, plan]
    opening.confirm_plan(cast.lead, other, review_due_on=TODAY + 3 * DAY, now=NOW)
    assert [line.plan_id for line in suicide.plans_at_work(cast.lead, now=NOW)] == [other, plan]
    actions.review_plan(cast.lead, plan, words="x", review_due_on=TODAY + 2 * DAY, now=NOW)
    assert [line.plan_id for line in suicide.plans_at_work(cast.lead, now=NOW)] == [plan, other]


def test_an_anniversary_reminds_both_services_a_week_before_and_again_next_year(cast, plan) -> None:
    actions.add_anniversary(cast.lead, plan, month=6, day=20, words="Her brother died", now=NOW)
    work_once(NOW)
    InboxItem.objects.all().delete()
    hard = "A day that may be hard for somebody with a suicide prevention plan is near"
    work_once(NOW + 2 * DAY)
    assert hard not in titles(cast.lead)
    work_once(NOW + 3 * DAY)
    assert hard in titles(cast.lead)
    assert hard in titles(cast.rail)
    InboxItem.objects.all().delete()
    work_once(NOW + 368 * DAY)
    assert titles(cast.lead).count(hard) == 1


def test_a_hard_day_of_a_closed_plan_reminds_nobody(cast, plan) -> None:
    actions.add_anniversary(cast.lead, plan, month=6, day=20, words="Her brother died", now=NOW)
    actions.sign_closing(cast.rail, plan, reason="Six weeks well", now=NOW)
    actions.close_plan(cast.lead, plan, now=NOW)
    InboxItem.objects.all().delete()
    work_once(NOW + 3 * DAY)
    assert not InboxItem.objects.filter(title__startswith="A day that may").exists()


@pytest.mark.parametrize(
    ("month", "day", "code"), [(2, 30, "suicide.no_such_day"), (6, 20, "suicide.day_twice")]
)
def test_a_hard_day_that_cannot_be_or_is_there_already_is_refused(
    cast, plan, month, day, code
) -> None:
    actions.add_anniversary(cast.lead, plan, month=6, day=20, words="Her birthday", now=NOW)
    with pytest.raises(Refused) as refused:
        actions.add_anniversary(
            cast.rail, plan, month=month, day=day, words="Her birthday", now=NOW
        )
    assert refused.value.code == code
    assert SuicideAnniversary.objects.count() == 1


def test_closure_with_one_signature_is_refused(cast, plan) -> None:
    with pytest.raises(Refused) as refused:
        actions.close_plan(cast.lead, plan, now=NOW)
    assert refused.value.code == "suicide.one_signature"
    actions.sign_closing(cast.lead, plan, reason="Six weeks well", now=NOW)
    for same_side in (cast.lead, cast.keyworker):
        with pytest.raises(Refused) as refused:
            actions.close_plan(same_side, plan, now=NOW)
        assert refused.value.code == "suicide.one_signature"
    assert row(plan).state == "closing"
    work_once(NOW)
    assert "A suicide prevention plan needs your service's signature to close" in titles(cast.rail)


def test_both_names_and_the_reason_close_a_plan(cast, plan) -> None:
    actions.sign_closing(cast.rail, plan, reason="Six weeks well", now=NOW)
    actions.close_plan(cast.lead, plan, now=NOW)
    closed = row(plan)
    assert closed.state == "closed"
    assert (closed.first_signed_by_id, closed.second_signed_by_id) == (
        cast.rail.user_id,
        cast.lead.user_id,
    )
    story = suicide.plan_story(cast.lead, plan, now=NOW)
    assert [name.split(",")[0] for name in story.closed_by] == [cast.rail.name, cast.lead.name]
    assert suicide.plans_at_work(cast.lead, now=NOW) == ()


def test_a_plan_signed_by_one_can_be_kept_open(cast, plan) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.sign_closing(cast.rail, plan, reason=" ", now=NOW)
    actions.sign_closing(cast.rail, plan, reason="Six weeks well", now=NOW)
    with pytest.raises(Refused, match="Say why"):
        actions.keep_open(cast.lead, plan, words="", now=NOW)
    actions.keep_open(cast.lead, plan, words="His brother's inquest is in July", now=NOW)
    assert (row(plan).state, row(plan).first_signed_by) == ("open", None)


def test_a_plan_past_its_end_says_so_and_no_more_on_their_page(cast, jamie, plan) -> None:
    after = NOW + 91 * DAY
    assert suicide.running_plan(cast.lead, jamie, now=after).line.ended
    assert suicide.running_own_part(jamie, now=after) is None


def test_an_address_that_leads_nowhere_is_refused(cast) -> None:
    for read in (
        lambda: suicide.plan_story(cast.lead, uuid.uuid4(), now=NOW),
        lambda: actions.record_plan_entry(cast.lead, uuid.uuid4(), CONTACT, now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.code == "suicide.not_found"


def test_what_was_done_can_be_put_right_and_both_versions_stay(cast, plan) -> None:
    first = actions.record_plan_entry(cast.keyworker, plan, CONTACT, now=NOW)
    right = replace(CONTACT, facts={"how": "Visited", "words": "Will ring on Friday"})
    made = correct_plan_entry(cast.lead, first, right, reason="It was a visit", now=NOW)
    assert SuicidePlanEvent.objects.get(pk=made).supersedes_id == first
    shown = [line.id for line in suicide.plan_story(cast.lead, plan, now=NOW).entries]
    assert made in shown
    assert first not in shown
    with pytest.raises(Conflict):
        correct_plan_entry(cast.lead, first, right, reason="Again", now=NOW)
    with pytest.raises(NotPermitted):
        correct_plan_entry(cast.supervisor, made, right, reason="Again", now=NOW)


def test_what_two_services_agreed_is_not_corrected(cast, plan) -> None:
    confirmed = SuicidePlanEvent.objects.get(plan_id=plan, kind="confirmed")
    with pytest.raises(Refused) as refused:
        correct_plan_entry(cast.lead, confirmed.id, CONTACT, reason="x", now=NOW)
    assert refused.value.code == "suicide.not_corrected"
