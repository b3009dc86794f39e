from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.picture.actions import SeniorAnswer, ask_senior, decide_justification
from alongside.foundation.picture.compose import compose
from alongside.foundation.picture.models import Opening, SeniorDecision, SeniorRequest
from alongside.foundation.picture.queries import open_request, senior_offer, senior_request
from alongside.foundation.picture.rules import HarmTest
from alongside.kernel.actor import Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused
from tests.foundation.picture.glassworks import PERSON, make_works, told
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
P3, P10 = Purpose.S136_TO_POLICE, Purpose.INVESTIGATION
D, R = Category.CLINICAL, Category.RISK
NEED = "Is there a heart condition that a taser would make worse?"
WEIGHED = HarmTest(
    "serious_harm", "Their heart may stop", "The person", "Tonight", "Advice is not enough", "tell"
)
YES = SeniorAnswer(allow=True, test=WEIGHED)
NO = SeniorAnswer(allow=False, test=HarmTest(""), note="Ring the nurse, who can say what to do")


@pytest.fixture
def works(registry):
    return make_works()


@pytest.fixture
def officer(works):
    return works.world[Role.RESPONSE_OFFICER]


@pytest.fixture
def doctor(works):
    return works.world[Role.DOCTOR]


def asked(officer, **changed):
    given = {"purpose": P3, "category": D, "need": NEED, "now": NOW, **changed}
    return ask_senior(officer, PERSON, **given)


def outcome(viewer, category=D, at=NOW, purpose=P3):
    # Investigating is law-enforcement processing; a policy may ask for a reason there.
    picture = compose(viewer, PERSON, purpose=purpose, reason="asked for it", now=at)
    held = {line.category: line.outcome for line in picture.withheld}
    return held.get(category, Outcome.SHOWN)


def test_what_a_senior_person_lets_go_is_for_the_role_it_was_asked_in(works, officer, doctor):
    decide_justification(doctor, asked(officer), YES, now=NOW)
    assert outcome(officer) is Outcome.SHOWN
    assert outcome(replace(officer, role=Role.POLICE_SUPERVISOR)) is Outcome.NEEDS_JUSTIFICATION


def test_nobody_decides_for_themselves_in_a_second_role(works, doctor):
    request = asked(replace(doctor, role=Role.RESPONSE_OFFICER, sector=Sector.POLICE))
    with pytest.raises(NotPermitted) as refused:
        decide_justification(doctor, request, YES, now=NOW)
    assert refused.value.code == "senior.own"


class TestAsking:
    def test_the_senior_people_on_duty_who_hold_it_are_told(self, works, officer, doctor):
        asked(officer)
        seniors = {doctor.user_id, works.world[Role.LIAISON_LEAD].user_id}
        assert told()["A decision on sharing is asked of you"] == seniors

    def test_a_doctor_off_duty_is_not_told(self, officer, doctor, works):
        accounts.end_duty(doctor, now=NOW)
        asked(officer)
        lead = works.world[Role.LIAISON_LEAD].user_id
        assert told()["A decision on sharing is asked of you"] == {lead}

    def test_a_senior_role_in_an_organisation_that_does_not_hold_it_decides_nothing(
        self, works, officer
    ):
        elsewhere = on_duty(Role.DOCTOR, works.world.police, name="Force doctor")
        with pytest.raises(NotPermitted) as refused:
            decide_justification(elsewhere, asked(officer), YES, now=NOW)
        assert refused.value.code == "senior.not_yours"

    def test_asking_again_is_the_same_request(self, officer):
        first = asked(officer)
        assert asked(officer) == first
        assert open_request(officer, PERSON, purpose=P3, category=D) == first

    def test_the_same_form_twice_is_once(self, officer, doctor):
        key = uuid4()
        first = asked(officer, request_key=key)
        decide_justification(doctor, first, NO, now=NOW)
        assert asked(officer, request_key=key) == first

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"need": "notes"}, "senior.need"),
            ({"category": R}, "senior.not_opened_so"),
            ({"category": Category.OFFENCE}, "senior.not_opened_so"),
        ],
    )
    def test_a_refused_request_leaves_no_trace(self, officer, changed, code):
        before = AuditEntry.objects.count()
        with pytest.raises(Refused) as refused:
            asked(officer, **changed)
        assert refused.value.code == code
        assert (SeniorRequest.objects.count(), AuditEntry.objects.count()) == (0, before)

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FORCE_STATISTICS])
    def test_those_who_do_not_meet_people_ask_nothing(self, works, role):
        with pytest.raises(NotPermitted):
            asked(works.world[role])


class TestDeciding:
    def test_yes_opens_that_kind_to_whoever_asked_until_its_end(self, works, officer, doctor):
        assert outcome(officer) is Outcome.NEEDS_JUSTIFICATION
        decide_justification(doctor, asked(officer), YES, now=NOW)
        assert outcome(officer) is Outcome.SHOWN
        assert outcome(officer, Category.SAFEGUARDING) is Outcome.NEEDS_JUSTIFICATION
        assert outcome(officer, at=NOW + 12 * HOUR) is Outcome.NEEDS_JUSTIFICATION
        colleague = on_duty(Role.RESPONSE_OFFICER, works.world.police, name="Colleague")
        assert outcome(colleague) is Outcome.NEEDS_JUSTIFICATION

    def test_it_is_a_disclosure_on_the_log_with_its_recipient(self, officer, doctor):
        decide_justification(doctor, asked(officer), YES, now=NOW)
        entry = AuditEntry.objects.get(op="disclosure")
        assert (entry.actor_id, entry.subject_id) == (doctor.user_id, PERSON)
        assert entry.details["recipient"] == "Northmoor Police"
        assert entry.details["fields"] == ["D:shown"]
        assert entry.details["gateway"] == "overriding_public_interest"
        assert (entry.details["purpose"], entry.details["outcome"]) == ("P3", "done")
        assert "heart" not in str(entry.details)

    def test_no_opens_nothing_and_says_whom_to_ask_next(self, officer, doctor):
        request = asked(officer)
        decide_justification(doctor, request, NO, now=NOW)
        assert outcome(officer) is Outcome.NEEDS_JUSTIFICATION
        page = senior_request(officer, request, now=NOW)
        assert (page.allowed, page.note) == (False, NO.note)
        assert "information governance leads of both organisations decide" in page.next_step
        assert AuditEntry.objects.get(op="disclosure").details["outcome"] == "refused"

    def test_whoever_asked_is_told_of_the_answer(self, officer, doctor):
        decide_justification(doctor, asked(officer), NO, now=NOW)
        assert told()["A senior person has answered you"] == {officer.user_id}

    def test_full_notes_for_shoplifting_cannot_be_allowed(self, officer, doctor):
        # T5.2 row 5
        request = asked(officer, purpose=P10, need="Full notes, for a theft from a shop")
        theft = SeniorAnswer(allow=True, test=HarmTest("neither", "Theft", "A shop", "Past", "-"))
        with pytest.raises(Refused) as refused:
            decide_justification(doctor, request, theft, now=NOW)
        assert refused.value.code == "senior.not_serious"
        assert not SeniorDecision.objects.exists()
        assert outcome(officer, purpose=P10) is Outcome.NEEDS_JUSTIFICATION

    def test_risk_alone_for_a_murder_opens_risk_alone(self, officer, doctor):
        # T5.2 row 6
        request = asked(officer, purpose=P10, category=R, need="A murder: is anybody else at risk?")
        murder = HarmTest("serious_crime", "A killing", "A woman", "Tonight", "None", "unsafe")
        decide_justification(doctor, request, SeniorAnswer(allow=True, test=murder), now=NOW)
        assert outcome(officer, R, purpose=P10) is Outcome.SHOWN
        assert outcome(officer, D, purpose=P10) is Outcome.NEEDS_JUSTIFICATION

    def test_it_is_decided_once(self, works, officer, doctor):
        request = asked(officer)
        decide_justification(doctor, request, NO, now=NOW)
        with pytest.raises(Refused) as refused:
            decide_justification(works.world[Role.LIAISON_LEAD], request, YES, now=NOW)
        assert refused.value.code == "senior.decided"
        assert not Opening.objects.exists()

    def test_never_by_whoever_asked(self, works):
        lead = works.world[Role.LIAISON_LEAD]
        request = ask_senior(
            lead, PERSON, purpose=Purpose.SAFEGUARDING_MEETING, category=D, need=NEED, now=NOW
        )
        with pytest.raises(NotPermitted) as refused:
            decide_justification(lead, request, YES, now=NOW)
        assert refused.value.code == "senior.own"

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            (SeniorAnswer(allow=True, test=HarmTest("serious_harm")), "senior.unanswered"),
            (SeniorAnswer(allow=True, test=WEIGHED, hours=100), "opening.hours"),
            (SeniorAnswer(allow=False, test=HarmTest("")), "senior.note"),
        ],
    )
    def test_a_refused_decision_leaves_no_trace(self, officer, doctor, answer, code):
        request = asked(officer)
        before = AuditEntry.objects.count()
        with pytest.raises(Refused) as refused:
            decide_justification(doctor, request, answer, now=NOW)
        assert refused.value.code == code
        assert (SeniorDecision.objects.count(), AuditEntry.objects.count()) == (0, before)

    def test_what_was_never_asked_is_not_decided(self, doctor):
        with pytest.raises(Refused) as refused:
            decide_justification(doctor, UUID(int=9), YES, now=NOW)
        assert refused.value.code == "senior.not_found"


class TestThePage:
    def test_the_senior_reads_who_asks_and_why_and_may_decide(self, officer, doctor):
        page = senior_request(doctor, asked(officer), now=NOW)
        assert (page.need, page.asked_by, page.organisation) == (
            NEED,
            "Test response_officer",
            "Northmoor Police",
        )
        assert (page.mine, page.may_decide, page.allowed) == (False, True, None)

    def test_whoever_asked_sees_whom_to_ring(self, officer, doctor):
        page = senior_request(officer, asked(officer), now=NOW)
        assert doctor.user_id in {seat.user_id for seat in page.seniors}
        assert page.may_decide is False

    def test_once_decided_it_says_what_was_weighed(self, officer, doctor):
        request = asked(officer)
        decide_justification(doctor, request, YES, now=NOW)
        page = senior_request(officer, request, now=NOW)
        assert (page.allowed, page.ends_at) == (True, NOW + 12 * HOUR)
        assert (page.harm, page.telling) == (
            "Serious harm to somebody",
            "Yes, they are to be told",
        )

    def test_nobody_else_reads_it(self, works, officer):
        request = asked(officer)
        with pytest.raises(NotPermitted):
            senior_request(works.sergeant, request, now=NOW)
        with pytest.raises(Refused):
            senior_request(officer, UUID(int=9), now=NOW)

    def test_the_offer_names_the_seniors_on_duty(self, officer, doctor):
        offer = senior_offer(officer, D, purpose=P3, now=NOW)
        assert doctor.user_id in {seat.user_id for seat in offer.seniors}
        assert offer.category_title == "Diagnosis and clinical notes"


def test_only_police_decide_on_what_police_hold(works):
    nurse = works.world[Role.TRIAGE_CLINICIAN]
    offer = senior_offer(nurse, Category.OFFENCE, purpose=Purpose.S136_TO_HEALTH, now=NOW)
    assert {seat.role for seat in offer.seniors} == {Role.POLICE_SUPERVISOR}
    assert nurse.sector is Sector.MENTAL_HEALTH_TRUST


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        (
            {"harm": "theft", "opening": None, "note": "No"},
            "senior_harm_is_a_known_one",
        ),
        ({"harm": "neither"}, "nothing_opens_without_serious_harm"),
        ({"other_way": ""}, "nothing_opens_without_serious_harm"),
        ({"telling": ""}, "nothing_opens_without_serious_harm"),
        ({"opening": None}, "senior_refusal_says_why"),
    ],
)
def test_the_database_refuses_a_decision_that_cannot_be(officer, doctor, changed, constraint):
    decide_justification(doctor, asked(officer), YES, now=NOW)
    with pytest.raises(IntegrityError, match=constraint):
        SeniorDecision.objects.update(**changed)


def test_the_database_refuses_a_request_without_words(officer):
    asked(officer)
    with pytest.raises(IntegrityError, match="senior_request_says_why"):
        SeniorRequest.objects.update(need="")
