"""Consent, objection, capacity decisions, expiry and agreements, one at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.engines.sharing import (
    AgreedBy,
    Category,
    Duty,
    Outcome,
    Purpose,
    Request,
    said_no,
)
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period
from tests.support.looks import (
    LONG,
    MOMENT,
    NOW,
    OURS,
    OVER,
    POLICY,
    TRUST,
    YESTERDAY,
    adult,
    agreement,
    capacity_decision,
    consent,
    expiry,
    glass,
    look,
    objection,
    shown,
)

OFFICER = {"role": Role.RESPONSE_OFFICER, "sector": Sector.POLICE}


class TestRecipients:
    @pytest.mark.parametrize(
        ("recipient", "reaches"),
        [
            ("anybody", True),
            (OURS, True),
            ("mental_health_trust", True),
            (TRUST, False),
            ("police", False),
            ("", False),
        ],
    )
    def test_a_consent_reaches_whom_it_names(self, recipient, reaches):
        facts = adult(consent("R", "P5", recipient=recipient))
        assert (shown(look("P5", "R", facts)) == "R") is reaches

    @pytest.mark.parametrize(
        ("recipient", "reaches"),
        [("anybody", True), (OURS, True), ("police", True), (TRUST, False), ("charity", False)],
    )
    def test_an_objection_reaches_whom_it_names(self, recipient, reaches):
        facts = adult(objection("C", recipient=recipient))
        assert (shown(look("P3", "C", facts, **OFFICER)) == "") is reaches

    @pytest.mark.parametrize(
        ("said", "viewer", "reaches"),
        [
            ("police", Sector.RAILWAY_POLICE, True),
            ("railway_police", Sector.RAILWAY_POLICE, True),
            ("railway_police", Sector.POLICE, False),
        ],
    )
    def test_no_police_means_the_railway_police_too_and_not_the_other_way(
        self, said, viewer, reaches
    ):
        officer = {"role": Role.RESPONSE_OFFICER, "sector": viewer}
        facts = adult(objection("C", recipient=said), consent("C", recipient=OURS))
        assert (shown(look("P3", "C", facts, **officer)) == "") is reaches

    def test_a_yes_to_the_police_is_no_yes_to_the_railway_police(self):
        officer = {"role": Role.CUSTODY_OFFICER, "sector": Sector.RAILWAY_POLICE}
        facts = adult(consent("C", recipient="police"))
        assert shown(look("P4", "C", facts, **officer)) == ""
        assert shown(look("P4", "C", facts, **{**officer, "sector": Sector.POLICE})) == "C"

    def test_a_consent_to_nobody_is_no_consent_for_whoever_has_no_organisation(self):
        facts = adult(consent("R", "P5", recipient=""))
        assert shown(look("P5", "R", facts, organisation="")) == ""

    def test_an_objection_to_anybody_named_holds_for_a_viewer_of_no_known_organisation(self):
        facts = adult(objection("C", recipient=TRUST))
        assert shown(look("P3", "C", facts, organisation="", **OFFICER)) == ""

    def test_a_consent_for_every_purpose_counts_for_each(self):
        facts = adult(consent("R"))
        assert shown(look("P5", "R", facts)) == "R"

    def test_an_objection_to_something_else_or_of_the_past_changes_nothing(self):
        facts = adult(objection("R"), objection("C", period=OVER))
        assert shown(look("P3", "CR", facts, **OFFICER)) == "CR"


class TestWhoseWord:
    def test_the_persons_own_word_comes_first(self):
        facts = adult(capacity_decision("R", "P5"), consent("R", "P5"))
        (part,) = look("P5", "R", facts).parts
        assert (part.ground, part.duties) == ("consent_common_law", ())

    def test_an_attorneys_word_needs_the_capacity_record(self):
        (part,) = look("P5", "R", adult(consent("R", agreed_by=AgreedBy.ATTORNEY))).parts
        assert part.ground == "consent_common_law"
        assert part.duties == (Duty.KEEP_CAPACITY_RECORD,)

    @pytest.mark.parametrize(("is_child", "counts"), [(True, True), (False, False), (None, False)])
    def test_a_parents_word_counts_for_somebody_known_to_be_a_child(self, is_child, counts):
        facts = adult(consent("R", agreed_by=AgreedBy.PARENT), is_child=is_child)
        assert (shown(look("P5", "R", facts)) == "R") is counts

    @pytest.mark.parametrize(
        ("purpose", "recipient", "counts"),
        [
            ("P5", OURS, True),
            ("P5", "mental_health_trust", True),
            ("P5", "anybody", False),
            ("P5", TRUST, False),
            ("P11", OURS, False),
            (None, OURS, False),
        ],
    )
    def test_a_capacity_decision_is_for_its_purpose_and_recipient_alone(
        self, purpose, recipient, counts
    ):
        facts = adult(capacity_decision("R", purpose, recipient))
        assert (shown(look("P5", "R", facts)) == "R") is counts


class TestWithdrawal:
    def test_it_takes_effect_at_its_instant(self):
        facts = adult(consent("R", "P5", period=OVER))
        assert shown(look("P5", "R", facts, at=YESTERDAY - MOMENT)) == "R"
        assert shown(look("P5", "R", facts, at=YESTERDAY)) == ""

    def test_it_lists_earlier_disclosures_and_says_so_in_the_reason(self):
        (part,) = look("P5", "R", adult(consent("R", "P5", period=OVER))).parts
        assert part.duties == (Duty.LIST_EARLIER_DISCLOSURES,)
        assert "withdrawn" in part.sentence

    @pytest.mark.parametrize(
        "never",
        [
            consent("R", "P5", period=Period(YESTERDAY, YESTERDAY)),
            consent("R", "P5", period=Period(NOW + MOMENT)),
            consent("R", "P11", period=OVER),
            consent("R", "P5", period=OVER, recipient=TRUST),
        ],
    )
    def test_a_consent_that_never_held_here_was_not_withdrawn(self, never):
        (part,) = look("P5", "R", adult(never)).parts
        assert part.outcome is Outcome.WITHHELD
        assert part.duties == ()

    def test_a_new_consent_after_an_old_one_counts(self):
        facts = adult(consent("R", "P5", period=OVER), consent("R", "P5"))
        assert shown(look("P5", "R", facts)) == "R"


class TestExpiry:
    facts = adult(consent("R", "P5"), expiry("R"))

    def test_what_expired_is_held_from_that_instant_until_reviewed(self):
        assert shown(look("P5", "R", self.facts, at=YESTERDAY - MOMENT)) == "R"
        (part,) = look("P5", "R", self.facts, at=YESTERDAY).parts
        assert part.sentence == "Current risks have expired. They are not shared until reviewed."
        assert "review" in part.next_step

    def test_without_consent_nobody_learns_that_it_expired(self):
        assert look("P5", "R", adult(expiry("R"))) == look("P5", "R")

    def test_something_else_that_expired_changes_nothing(self):
        assert shown(look("P5", "R", adult(consent("R", "P5"), expiry("C")))) == "R"

    def test_what_needs_no_consent_is_shown_all_the_same(self):
        assert shown(look("P1", "CR", self.facts)) == "CR"

    def test_broken_glass_does_not_open_what_is_out_of_date(self):
        facts = adult(expiry("R"), agreement())
        (part,) = look("P6", "R", facts, brought=[glass("R")]).parts
        assert (part.outcome, "expired" in part.sentence) == (Outcome.WITHHELD, True)

    @pytest.mark.parametrize(
        ("role", "route"),
        [(Role.CONTROL_ROOM_CLINICIAN, "ring 999"), (Role.LIAISON_LEAD, "choose that purpose")],
    )
    def test_danger_to_life_has_a_route_that_the_role_can_take(self, role, route):
        from tests.support.looks import EVERYBODY, POLICY

        may = role is Role.LIAISON_LEAD
        policy = EVERYBODY if may else POLICY
        given = {"role": Role.KEYWORKER} if not may else {"role": role}
        (part,) = look("P6", "I", policy=policy, **given).parts
        assert route in part.next_step


class TestAgreements:
    agreed = consent("C", "P6")

    def part(self, *agreements, **given):
        (part,) = look("P6", "C", adult(self.agreed, *agreements), **given).parts
        return part

    def test_routine_sharing_names_the_agreement_it_relies_on(self):
        part = self.part(agreement(id="b"), agreement(id="a"))
        assert (part.outcome, part.agreement) == (Outcome.SHOWN, "a")

    def test_what_is_held_back_relies_on_no_agreement(self):
        (part,) = look("P6", "R", adult(agreement())).parts
        assert (part.outcome, part.agreement) == (Outcome.NEEDS_BREAK_GLASS, "")

    @pytest.mark.parametrize(
        "not_one",
        [
            agreement(signed=False),
            agreement(period=OVER),
            agreement(period=Period(NOW + MOMENT)),
            agreement("P13 P14"),
            agreement(letters="IRM"),
            agreement(parties=frozenset({TRUST, "org-other"})),
        ],
        ids=["unsigned", "expired", "not begun", "purpose", "category", "parties"],
    )
    def test_one_that_does_not_hold_here_blocks_routine_sharing(self, not_one):
        part = self.part(not_one)
        assert part.outcome is Outcome.WITHHELD
        assert "signed sharing agreement" in part.sentence
        assert "information governance lead" in part.next_step

    def test_with_none_at_all_it_is_blocked(self):
        assert self.part().outcome is Outcome.WITHHELD

    def test_it_lapses_at_its_instant(self):
        ending = agreement(period=OVER)
        assert self.part(ending, at=YESTERDAY - MOMENT).outcome is Outcome.SHOWN
        assert self.part(ending, at=YESTERDAY).outcome is Outcome.WITHHELD

    def test_a_viewer_of_no_organisation_is_party_to_none(self):
        odd = agreement(parties=frozenset({"", TRUST}))
        assert self.part(odd, organisation="").outcome is Outcome.WITHHELD

    @pytest.mark.parametrize("purpose", ["P1", "P7"])
    def test_an_emergency_never_asks_for_one(self, purpose):
        assert shown(look(purpose, "ICRM")) == "ICRM"
        assert {part.agreement for part in look(purpose, facts=adult(agreement())).parts} == {""}

    def test_broken_glass_does_not_stand_in_for_one(self):
        part = self.part(brought=[glass("C")])
        assert part.outcome is Outcome.WITHHELD


class TestTellingLater:
    @pytest.mark.parametrize("purpose", ["P1", "P7"])
    def test_in_an_emergency_whoever_agreed_need_not_be_told(self, purpose):
        facts = adult(consent("R"), consent("M", agreed_by=AgreedBy.ATTORNEY))
        decision = look(purpose, "IRM", facts, reason="on the bridge")
        told = {part.category: part.duties for part in decision.parts}
        assert told[Category.RISK] == ()
        assert told[Category.IDENTITY] == (Duty.TELL_PERSON_LATER,)
        assert told[Category.MEDICAL_SAFETY] == (Duty.TELL_PERSON_LATER,)

    def test_an_objection_hides_nothing_there_but_the_telling_stays(self):
        facts = adult(objection("C"), objection("R"))
        decision = look("P1", "CR", facts, reason="on the bridge")
        assert {part.duties for part in decision.shown} == {(Duty.TELL_PERSON_LATER,)}
        assert shown(decision) == "CR"


def test_an_objection_lists_earlier_disclosures():
    (part,) = look("P3", "C", adult(objection("C")), **OFFICER).parts
    assert part.duties == (Duty.LIST_EARLIER_DISCLOSURES,)
    assert "agree" in part.sentence


def test_a_period_that_starts_now_holds_now():
    starts = Period(NOW, NOW + timedelta(hours=1))
    assert shown(look("P5", "R", adult(consent("R", "P5", period=starts)))) == "R"
    assert LONG.ends_at is None


@pytest.mark.parametrize(
    ("purpose", "said", "kept_from"),
    [
        ("P3", objection("M", recipient=OURS), "M"),
        ("P3", objection("M", recipient=TRUST), ""),
        ("P3", objection("M", period=OVER), ""),
        ("P1", objection("M"), ""),
    ],
)
def test_a_no_to_what_is_theirs_to_give_counts_but_in_an_emergency(purpose, said, kept_from):
    request = Request(
        Role.RESPONSE_OFFICER, Sector.POLICE, True, Purpose(purpose), organisation=OURS
    )
    assert "".join(said_no(request, adult(said), POLICY, NOW)) == kept_from


@pytest.mark.parametrize(
    ("holders", "seen"),
    [((), True), ((TRUST,), True), (("org-other",), False), ((TRUST, "org-other"), True)],
)
def test_an_agreement_has_to_be_with_somebody_who_holds_it(holders, seen):
    facts = adult(consent("C", "P6"), agreement(), holders=frozenset(holders))
    assert ("C" in shown(look("P6", "C", facts))) is seen


@pytest.mark.parametrize(
    ("holders", "seen"),
    [((), True), ((TRUST,), True), ((TRUST, OURS), True), ((TRUST, "org-other"), False)],
)
def test_an_agreement_about_joined_records_has_to_be_with_everybody_who_holds_them(holders, seen):
    facts = adult(consent("C", "P6"), agreement(), holders=frozenset(holders), from_several=True)
    assert ("C" in shown(look("P6", "C", facts))) is seen


def test_what_one_source_knows_of_a_join_stands_for_all():
    joined = adult().joined(replace(adult(), from_several=True))
    assert joined.from_several
    assert replace(adult(), from_several=True).joined(adult()).from_several
