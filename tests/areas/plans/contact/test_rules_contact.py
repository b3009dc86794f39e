"""The rules of contact plans: fields, states, who agreed, whom to ring."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from alongside.areas.plans.models import ContactPlanVersion
from alongside.areas.plans.rules import contact_plan as rules
from alongside.areas.plans.rules.contact_fields import (
    FIELD,
    FIELDS,
    SECTIONS,
    Owner,
    PlanWords,
    all_said,
    fields_in,
    fields_of,
    said_in,
)
from alongside.areas.plans.rules.contact_plan import (
    TRANSITIONS,
    Capacity,
    Happening,
    MadeHow,
    Permission,
    PersonToRing,
    PlanAgreement,
    PlanState,
    Stage,
    next_state,
    standing,
)
from alongside.areas.plans.rules.contact_wording import BarredPhrase, barred_in, told_of
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import AgreedBy, Category
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.refusal import NotPermitted, Refused

TODAY = date(2026, 6, 10)
HEALTH = {
    Role.CONTROL_ROOM_CLINICIAN,
    Role.TRIAGE_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.AMHP,
    Role.DOCTOR,
    Role.LIAISON_LEAD,
    Role.KEYWORKER,
}
POLICE = {Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER}
MAY = {
    "contact_plan.write": HEALTH | OWN_DOOR,
    "contact_plan.share": HEALTH | OWN_DOOR,
    "contact_plan.withdraw": HEALTH | POLICE | OWN_DOOR,
    "contact_plan.history": HEALTH | OWN_DOOR,
    "contact_plan.print": HEALTH | OWN_DOOR,
    "contact_plan.offer": HEALTH,
    "contact_plan.measure": {Role.LIAISON_LEAD},
    "choice.record": HEALTH | OWN_DOOR,
    "choice.see": HEALTH | OWN_DOOR,
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(permission, role):
    assert (role in PERMISSIONS[permission]) is (role in MAY[permission])


def test_no_permission_of_contact_plans_is_missing_from_the_table():
    ours = {name for name in PERMISSIONS if name.startswith(("contact_plan.", "choice."))}
    assert ours == set(MAY)


def test_the_table_of_fields_is_what_a_plan_says_and_what_is_stored():
    named = [field.name for field in FIELDS]
    assert sorted(named) == sorted(f.name for f in fields(PlanWords))
    stored = {column.name for column in ContactPlanVersion._meta.get_fields()}
    assert set(named) < stored
    for field in FIELDS:
        column = ContactPlanVersion._meta.get_field(field.name)
        assert column.max_length is None or column.max_length >= field.most


def test_no_medical_field_is_among_the_persons_own_words():
    own = {field.name for field in fields_of(Category.OWN_WORDS)}
    medical = {field.name for field in fields_of(Category.MEDICAL_SAFETY)}
    assert medical == {"allergies", "epilepsy", "diabetes", "swallowing", "restraint_danger"}
    assert not own & medical
    assert all(FIELD[name].owner is Owner.TEAM for name in medical)


def test_every_section_has_fields_but_the_people():
    assert [key for key in SECTIONS if not fields_in(key)] == ["people"]
    assert {field.section for field in FIELDS} == set(SECTIONS) - {"people"}


def test_what_says_nothing_is_left_out():
    words = PlanWords(helps="Tea")
    assert said_in(words, FIELDS) == {"helps": "Tea"}
    assert len(all_said(words)) == len(FIELDS)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        (PlanState.SHARED, date(2026, 6, 1), PlanState.SHARED),
        (PlanState.SHARED, date(2026, 6, 2), PlanState.EXPIRED),
        (PlanState.WITHDRAWN, date(2026, 6, 2), PlanState.WITHDRAWN),
        (PlanState.REPLACED, date(2026, 6, 2), PlanState.REPLACED),
        (PlanState.DRAFT, date(2026, 6, 2), PlanState.DRAFT),
    ],
)
def test_due_1_june_is_out_of_date_on_2_june(state, day, expected):
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert standing(state, date(2026, 6, 1), now) is expected


def test_a_plan_without_a_review_day_does_not_go_out_of_date(now):
    assert standing(PlanState.SHARED, None, now) is PlanState.SHARED


def test_a_plan_holds_until_midnight_in_england():
    before = datetime(2026, 6, 1, 22, 59, tzinfo=UTC)
    assert standing(PlanState.SHARED, date(2026, 6, 1), before) is PlanState.SHARED
    over = datetime(2026, 6, 1, 23, 0, tzinfo=UTC)
    assert rules.over_at(date(2026, 6, 1)) == over
    assert standing(PlanState.SHARED, date(2026, 6, 1), over) is PlanState.EXPIRED


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("happening", Happening)
def test_only_what_the_table_says_can_happen(state, happening):
    if (state, happening) in TRANSITIONS:
        assert next_state(state, happening) is TRANSITIONS[state, happening]
        return
    with pytest.raises(Refused) as refused:
        next_state(state, happening)
    assert refused.value.code == "plan.cannot"


def test_who_acts_says_how_a_plan_is_made():
    made = {role: rules.made_how(role) for role in Role}
    assert made[Role.PERSON] is MadeHow.SELF
    assert made[Role.CARER] is MadeHow.BY_CARER
    assert made[Role.KEYWORKER] is MadeHow.WITH_WORKER


@pytest.mark.parametrize(
    ("review_on", "code"),
    [
        (None, "plan.review_missing"),
        (date(2026, 6, 10), "plan.review_passed"),
        (date(2027, 6, 11), "plan.review_too_far"),
    ],
)
def test_a_review_is_within_twelve_months_and_to_come(review_on, code):
    with pytest.raises(Refused) as refused:
        rules.check_review(review_on, TODAY)
    assert (refused.value.code, refused.value.field) == (code, "review_on")


def test_a_review_may_be_tomorrow_or_twelve_months_on():
    for day in (date(2026, 6, 11), date(2027, 6, 10)):
        assert rules.check_review(day, TODAY) == day
    assert rules.latest_review(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("role", "name", "code"),
    [
        (Role.PERSON, "allergies", "plan.team_writes_this"),
        (Role.CARER, "care_team", "plan.team_writes_this"),
        (Role.KEYWORKER, "do_not_attend", "plan.no_such_field"),
    ],
)
def test_the_team_writes_its_own_part_and_nobody_a_part_that_is_not_there(role, name, code):
    with pytest.raises(Refused) as refused:
        rules.check_owned(role, [name])
    assert refused.value.code == code
    assert isinstance(refused.value, NotPermitted) is (code == "plan.team_writes_this")


def test_the_person_writes_their_part_and_a_worker_both():
    rules.check_owned(Role.PERSON, ["helps", "dogs"])
    rules.check_owned(Role.KEYWORKER, ["helps", "allergies"])


def test_a_plan_needs_a_word_of_the_persons_own():
    with pytest.raises(Refused) as refused:
        rules.check_says_something(PlanWords(allergies="Nuts", care_team="Skelby"))
    assert refused.value.code == "plan.says_nothing"
    rules.check_says_something(PlanWords(pets="Biscuit"))


JO = PersonToRing("Jo", "sister", "07700 900123", Permission.TELL)


@pytest.mark.parametrize(
    ("people", "code", "field"),
    [
        ([JO] * 7, "plan.too_many_people", "name_1"),
        ([JO, PersonToRing(" ", "", "1", Permission.TELL)], "plan.person_name", "name_2"),
        ([PersonToRing("Lee", "", "", Permission.RING)], "plan.person_phone", "phone_1"),
    ],
)
def test_whoever_is_to_be_rung_has_a_name_and_a_number(people, code, field):
    with pytest.raises(Refused) as refused:
        rules.check_people(people)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_whoever_is_not_to_be_rung_needs_no_number():
    rules.check_people([JO, PersonToRing("Lee", "", "", Permission.NEVER)])


RECORD = {"decision": "Sharing", "assessed_by": "Dr Okoro", "assessed_on": TODAY}
ATTORNEY = {"agreed_by": AgreedBy.ATTORNEY, "agreed_name": "Mo", "capacity": Capacity.LACKS}
BEST = {"agreed_by": AgreedBy.BEST_INTERESTS, "capacity": Capacity.LACKS}


@pytest.mark.parametrize(
    ("child", "agreed"),
    [
        (False, {}),
        (False, {"capacity": Capacity.ASSESSED, **RECORD}),
        (False, {**ATTORNEY, **RECORD}),
        (False, {**BEST, **RECORD}),
        (True, {"understands": "Said it back"}),
        (True, {"agreed_by": AgreedBy.PARENT, "agreed_name": "Ana Tarrant"}),
    ],
)
def test_who_may_agree(child, agreed):
    rules.check_agreement(PlanAgreement(**agreed), child=child, role=Role.KEYWORKER)


@pytest.mark.parametrize(
    ("child", "agreed", "code", "field"),
    [
        (False, {"agreed_by": AgreedBy.PARENT}, "plan.not_a_child", "agreed_by"),
        (True, {"agreed_by": AgreedBy.PARENT}, "plan.agreed_name", "agreed_name"),
        (False, {**ATTORNEY, "agreed_name": ""}, "plan.agreed_name", "agreed_name"),
        (True, {}, "plan.understands", "understands"),
        (False, {"capacity": Capacity.LACKS}, "plan.capacity_and_agreement", "capacity"),
        (False, {**BEST, "capacity": Capacity.PRESUMED}, "plan.capacity_and_agreement", "capacity"),
        (False, BEST, "plan.capacity_record", "decision"),
        (False, {**BEST, **RECORD, "assessed_by": " "}, "plan.capacity_record", "assessed_by"),
        (False, {**BEST, **RECORD, "assessed_on": None}, "plan.capacity_record", "assessed_on"),
    ],
)
def test_it_is_recorded_who_agreed_and_how_they_could(child, agreed, code, field):
    with pytest.raises(Refused) as refused:
        rules.check_agreement(PlanAgreement(**agreed), child=child, role=Role.KEYWORKER)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_child_shares_with_somebody_beside_them():
    with pytest.raises(Refused) as refused:
        rules.check_agreement(PlanAgreement(understands="x"), child=True, role=Role.PERSON)
    assert refused.value.code == "plan.child_shares_with_worker"


@pytest.mark.parametrize(
    ("review_on", "stage"),
    [
        (date(2026, 6, 9), Stage.OVERDUE),
        (date(2026, 6, 10), Stage.DUE),
        (date(2026, 7, 10), Stage.DUE),
        (date(2026, 7, 11), None),
    ],
)
def test_a_review_is_due_for_thirty_days_and_then_overdue(review_on, stage):
    assert rules.review_stage(review_on, TODAY) is stage


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"helps": "Do not convey"}, ["helps"]),
        ({"helps": "Tea", "worse": "Handcuffs"}, []),
        ({"words_to_avoid": "Attention seeking"}, []),
        ({"helps": "Attention seeking"}, ["helps"]),
        ({"worse": "Do not convey"}, ["worse"]),
    ],
)
def test_words_that_withhold_help_are_found_and_a_persons_dislikes_are_not(said, found):
    assert [hit.field for hit in barred_in(PlanWords(**said))] == found


def test_the_writer_is_told_why_and_how_it_could_be_said():
    hit = barred_in(PlanWords(helps="Do not convey"))[0]
    told = told_of(hit.field, hit.phrase, hit.kind)
    assert told == BarredPhrase("helps", hit.phrase, hit.why, hit.instead)
    assert told.label == "What helps me"
