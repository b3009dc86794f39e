"""Agreements: who may, everything in one transaction, and what the sharing decision learns."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.areas.oversight import actions
from alongside.areas.oversight.actions.agreements import DUE
from alongside.areas.oversight.chasing import chase
from alongside.areas.oversight.models import (
    AgreementParty,
    AgreementReview,
    AgreementSignature,
    SharingAgreement,
)
from alongside.areas.oversight.queries import agreement_facts
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.people.queries import find_people
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import OutboxMessage
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.agreements import agree, agreement_entry
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOBODY = uuid.UUID(int=0)


def facts(now=NOW):
    (one,) = agreement_facts(NOBODY, now).agreements
    return one


@pytest.fixture
def agreed(leads, parties):
    return agree(leads, parties, now=NOW)


def sign(actor, agreement_id, party, **changed):
    terms = {"signed_by": "Dr Celia Marchbanks", "post": "Caldicott Guardian", "version": 1}
    actions.sign_agreement(actor, agreement_id, party, **(terms | changed), now=NOW)


def test_a_draft_is_told_as_unsigned_until_the_last_party_signs(hal, uma, world, parties):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW), now=NOW)
    sign(hal, made, world.police)
    sign(uma, made, world.trust)
    assert facts().signed is False
    sign(hal, made, world.council)
    told = facts()
    assert (told.id, told.signed) == (str(made), True)
    assert told.parties == {str(party) for party in parties}
    assert NOW in told.period
    assert {purpose.value for purpose in told.purposes} == {"P6", "P13", "P14"}


def test_the_decision_learns_of_agreements_in_one_query(agreed, leads, parties):
    agree(leads, parties[:2], now=NOW, reference="NM-T2")
    with CaptureQueriesContext(connection) as asked:
        assert len(agreement_facts(NOBODY, NOW).agreements) == 2
    assert len(asked) == 1


def test_a_withdrawal_counts_at_the_next_reading(agreed, uma):
    later = NOW + DAY
    assert later in facts(later).period
    actions.withdraw_agreement(uma, agreed, reason="A breach was not told.", now=later)
    assert later not in facts(later).period
    assert later - timedelta(microseconds=1) in facts(later).period


def test_a_lapse_counts_at_its_instant_and_is_forgotten_after_a_year(agreed):
    row = SharingAgreement.objects.get(pk=agreed)
    ended = facts().period.ends_at
    assert local_date(ended) == row.ends_on + DAY
    assert agreement_facts(NOBODY, ended + 360 * DAY).agreements
    assert not agreement_facts(NOBODY, ended + 400 * DAY).agreements


@pytest.mark.parametrize("role", Role)
def test_only_information_governance_writes_and_ends_agreements(world, parties, role):
    may = role is Role.INFORMATION_GOVERNANCE
    for name in ("write", "sign", "review", "withdraw"):
        assert (role in PERMISSIONS[f"agreement.{name}"]) is may
    if may:
        return
    actor = world[role]
    with pytest.raises(NotPermitted):
        actions.write_agreement(actor, agreement_entry(parties, NOW), now=NOW)
    with pytest.raises(NotPermitted):
        sign(actor, NOBODY, world.police)
    with pytest.raises(NotPermitted):
        actions.change_agreement(actor, NOBODY, agreement_entry(parties, NOW), version=1, now=NOW)
    with pytest.raises(NotPermitted):
        actions.review_agreement(
            actor, NOBODY, words="Looked at", next_review_on=local_date(NOW), now=NOW
        )
    with pytest.raises(NotPermitted):
        actions.withdraw_agreement(actor, NOBODY, reason="No", now=NOW)
    assert not SharingAgreement.objects.exists()


def test_a_lead_signs_for_their_own_and_for_a_party_without_a_lead(hal, uma, world, parties):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW), now=NOW)
    with pytest.raises(NotPermitted, match="its own information governance lead"):
        sign(hal, made, world.trust)
    sign(uma, made, world.council)
    with pytest.raises(Refused, match="signed this version already"):
        sign(hal, made, world.council)
    with pytest.raises(Refused, match="by name and post"):
        sign(hal, made, world.police, post=" ")
    with pytest.raises(Conflict):
        sign(hal, made, world.police, version=7)


def test_an_incomplete_agreement_is_not_signed(hal, world, parties):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW, necessity=""), now=NOW)
    with pytest.raises(Refused, match="necessary and proportionate"):
        sign(hal, made, world.police)


def test_a_change_needs_new_signatures_and_the_old_stay_on_record(hal, uma, world, parties):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW), now=NOW)
    sign(uma, made, world.trust)
    changed = agreement_entry(parties[:2], NOW, benefits="More of them")
    actions.change_agreement(hal, made, changed, version=1, now=NOW)
    entry = AuditEntry.objects.get(action="oversight.change_agreement")
    assert entry.details["fields"] == ["benefits", "parties"]
    sign(hal, made, world.police, version=2)
    assert facts().signed is False
    sign(uma, made, world.trust, version=2)
    assert facts().signed is True
    assert AgreementSignature.objects.filter(agreement_version=1).count() == 1
    with pytest.raises(Refused, match="cannot be done"):
        actions.change_agreement(hal, made, changed, version=2, now=NOW)


def test_of_two_changes_the_second_is_shown_the_first(hal, parties):
    entry = agreement_entry(parties, NOW)
    made = actions.write_agreement(hal, entry, now=NOW)
    actions.change_agreement(hal, made, replace(entry, foi="Ask us"), version=1, now=NOW)
    with pytest.raises(Conflict) as clash:
        actions.change_agreement(hal, made, replace(entry, foi="Ask them"), version=1, now=NOW)
    assert clash.value.theirs == {"foi": "Ask us"}


def test_an_agreement_is_drafted_once_by_a_party_under_a_reference_of_its_own(hal, parties, world):
    key = uuid.uuid4()
    entry = agreement_entry(parties, NOW)
    first = actions.write_agreement(hal, entry, now=NOW, request_key=key)
    assert actions.write_agreement(hal, entry, now=NOW, request_key=key) == first
    with pytest.raises(Refused, match="has this reference"):
        actions.write_agreement(hal, entry, now=NOW)
    with pytest.raises(NotPermitted, match="not a party"):
        actions.write_agreement(
            hal, agreement_entry([world.trust, world.council], NOW, reference="X"), now=NOW
        )
    with pytest.raises(Refused, match="no such agreement"):
        actions.withdraw_agreement(hal, NOBODY, reason="Gone", now=NOW)


def test_a_review_moves_the_day_on(agreed, hal):
    row = SharingAgreement.objects.get(pk=agreed)
    at = NOW + 200 * DAY
    with pytest.raises(Refused, match="what the review found"):
        actions.review_agreement(hal, agreed, words=" ", next_review_on=row.ends_on, now=at)
    with pytest.raises(Refused, match="no later than"):
        actions.review_agreement(
            hal, agreed, words="Fine", next_review_on=row.ends_on + DAY, now=at
        )
    actions.review_agreement(hal, agreed, words="Fine", next_review_on=row.ends_on, now=at)
    row.refresh_from_db()
    assert row.review_on == row.ends_on
    assert AgreementReview.objects.get().reviewed_by_name == hal.name


def test_a_withdrawal_says_why_and_happens_once(agreed, hal):
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_agreement(hal, agreed, reason=" ", now=NOW)
    actions.withdraw_agreement(hal, agreed, reason="A breach.", now=NOW)
    with pytest.raises(Refused, match="cannot be done"):
        actions.withdraw_agreement(hal, agreed, reason="Again.", now=NOW)
    assert AuditEntry.objects.filter(action="oversight.withdraw_agreement").count() == 1


def test_no_audit_no_signature(hal, world, parties, monkeypatch):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW), now=NOW)

    def broken(*_args, **_options):
        raise RuntimeError("the log is gone")

    monkeypatch.setattr("alongside.areas.oversight.actions.agreements.record", broken)
    with pytest.raises(RuntimeError):
        sign(hal, made, world.police)
    assert not AgreementSignature.objects.exists()


def deliver(row, now):
    chase(Message(row.id, row.topic, row.payload, now))


def test_the_leads_of_every_party_are_chased_unless_it_moved_on(agreed, hal, uma):
    row = SharingAgreement.objects.get(pk=agreed)
    first = OutboxMessage.objects.filter(topic=DUE, payload__what="review").order_by("due_at")[0]
    assert local_date(first.due_at) == row.review_on - 60 * DAY
    deliver(first, first.due_at)
    for lead in (hal, uma):
        (line,) = inbox_of(lead)
        assert line.title == "Sharing agreement NM-T1 is due for review in 60 days"
    deliver(first, first.due_at + 40 * DAY)
    actions.review_agreement(hal, agreed, words="Fine", next_review_on=row.ends_on, now=NOW + DAY)
    last = OutboxMessage.objects.filter(payload__what="review").order_by("due_at")[2]
    deliver(last, last.due_at)
    assert len(inbox_of(hal)) == 1


def test_a_withdrawal_is_told_and_a_lost_agreement_is_not(agreed, hal, uma):
    actions.withdraw_agreement(hal, agreed, reason="A breach.", now=NOW)
    deliver(OutboxMessage.objects.get(payload__what="withdrawn"), NOW)
    assert [line.title for line in inbox_of(uma)] == ["Withdrawn: sharing agreement NM-T1"]
    lost = Message(uuid.uuid4(), DUE, {"id": str(NOBODY), "what": "end"}, NOW)
    chase(lost)
    assert len(inbox_of(uma)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"review_on": local_date(NOW)},
        {"ends_on": local_date(NOW) + 2 * DAY},
        {"title": ""},
        {"reference": ""},
        {"controllers": "nobody"},
        {"withdrawn_at": NOW},
    ],
)
def test_the_database_refuses_an_agreement_that_cannot_be(agreed, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingAgreement.objects.filter(pk=agreed).update(**wrong)


def test_the_database_refuses_a_withdrawal_without_a_reason(agreed, hal):
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingAgreement.objects.filter(pk=agreed).update(
            withdrawn_at=NOW, withdrawn_by_id=hal.user_id
        )


def test_the_database_refuses_a_second_signature_and_an_unnamed_one(agreed):
    row = AgreementSignature.objects.first()
    for changed in ({"pk": None}, {"signed_by": ""}, {"post": ""}):
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=row.pk is None)
        row = AgreementSignature.objects.first()


def test_the_database_refuses_a_party_twice_and_an_empty_review(agreed, hal):
    party = AgreementParty.objects.first()
    party.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementReview.objects.create(
            agreement_id=agreed,
            reviewed_at=NOW,
            reviewed_by_id=hal.user_id,
            words="",
            next_review_on=local_date(NOW),
        )


def test_a_search_for_a_routine_purpose_needs_an_agreement_and_is_let_through_by_it(
    leads, parties, world, jamie
):
    kit = on_duty(Role.KEYWORKER, world.trust, name="Kit Osei")
    with pytest.raises(NotPermitted, match="none is in force"):
        find_people(kit, "marsh", purpose=Purpose.CRISIS_PLAN, now=NOW)
    agree(leads, parties, now=NOW)
    found = find_people(kit, "marsh", purpose=Purpose.CRISIS_PLAN, now=NOW)
    assert [line.id for line in found] == [jamie]
