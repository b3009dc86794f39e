"""What a senior decision, broken glass or a chosen law opens, and what none of them does."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.engines.sharing import Category, Duty, Outcome, Purpose
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period
from tests.support.looks import (
    EVERYBODY,
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
    glass,
    justification,
    look,
    objection,
    shown,
)

POLICE = {"role": Role.POLICE_SUPERVISOR, "sector": Sector.POLICE}
CHARITY = {"role": Role.KEYWORKER, "sector": Sector.CHARITY}
TELL = Duty.TELL_PERSON_LATER


class TestSeniorDecision:
    def test_it_opens_its_category_on_its_ground_and_the_person_is_told(self):
        (part,) = look("P3", "D", brought=[justification("D")], **POLICE).parts
        assert (part.outcome, part.ground) == (Outcome.SHOWN, "overriding_public_interest")
        assert part.duties == (TELL,)

    @pytest.mark.parametrize(
        "not_one",
        [
            justification("S"),
            justification("D", recipient=TRUST),
            justification("D", decided_by=""),
            justification("D", period=OVER),
            justification("D", period=Period(NOW + MOMENT)),
            justification("D", ground="consent_common_law"),
            justification("D", ground="ca2004_s16LA"),
            justification("D", ground="no such law"),
        ],
    )
    def test_one_that_does_not_hold_here_opens_nothing(self, not_one):
        (part,) = look("P3", "D", brought=[not_one], **POLICE).parts
        assert part.outcome is Outcome.NEEDS_JUSTIFICATION

    def test_it_lapses_at_its_instant(self):
        brought = [justification("D", period=OVER)]
        assert shown(look("P3", "D", brought=brought, at=YESTERDAY - MOMENT, **POLICE)) == "D"
        assert shown(look("P3", "D", brought=brought, at=YESTERDAY, **POLICE)) == ""

    def test_a_viewer_of_no_organisation_has_none(self):
        brought = [justification("D", recipient="")]
        assert shown(look("P3", "D", brought=brought, organisation="", **POLICE)) == ""

    def test_of_two_the_first_ground_by_name_is_given(self):
        grounds = ("vital_interests", "court_order_statute")
        brought = [justification("D", ground=ground) for ground in grounds]
        (part,) = look("P3", "D", brought=brought, **POLICE).parts
        assert part.ground == "court_order_statute"

    def test_a_ground_that_begins_later_waits_for_its_day(self):
        commenced = replace(
            POLICY.gateways["ca2004_s16LA"], commenced=True, valid_from=date(2026, 6, 10)
        )
        policy = replace(EVERYBODY, gateways={**POLICY.gateways, "ca2004_s16LA": commenced})
        brought = [justification("S", ground="ca2004_s16LA")]
        given = {"brought": brought, "policy": policy, **POLICE}
        assert shown(look("P3", "S", **given)) == "S"
        # Midnight in England is 23:00 UTC in summer.
        midnight = NOW.replace(day=9, hour=23, minute=0)
        assert shown(look("P3", "S", at=midnight, **given)) == "S"
        assert shown(look("P3", "S", at=midnight - MOMENT, **given)) == ""

    def test_it_opens_nothing_that_is_blocked_or_waits_for_the_person(self):
        brought = [justification(letter) for letter in "CRMDOSVA"]
        assert shown(look("P15", brought=brought)) == ""
        assert "C" not in shown(look("P4", brought=brought))
        assert "O" not in shown(look("P3", brought=brought))

    def test_who_may_decide_is_named(self):
        (part,) = look("P3", "D", **POLICE).parts
        assert "A liaison lead or a doctor there can decide." in part.next_step

    @pytest.mark.parametrize(
        ("role", "sector", "letters"),
        [
            (Role.LIAISON_LEAD, Sector.MENTAL_HEALTH_TRUST, "ICRMDSV"),
            (Role.DOCTOR, Sector.ACUTE_TRUST, "ICRMD"),
            (Role.POLICE_SUPERVISOR, Sector.POLICE, "O"),
            (Role.AMHP, Sector.COUNCIL, "SV"),
            (Role.DOCTOR, Sector.POLICE, ""),
            (Role.POLICE_SUPERVISOR, Sector.COUNCIL, ""),
            (Role.RESPONSE_OFFICER, Sector.POLICE, ""),
            (Role.ADMINISTRATOR, Sector.MENTAL_HEALTH_TRUST, ""),
        ],
    )
    def test_a_senior_person_decides_about_what_their_organisation_holds(
        self, role, sector, letters
    ):
        may = "".join(c for c in Category if POLICY.may_justify(role, sector, c))
        assert may == letters

    def test_grounds_a_senior_person_may_give_are_those_that_hold_for_the_recipient(self):
        day = date(2026, 6, 10)
        assert "consent_common_law" not in POLICY.senior_grounds(
            Sector.POLICE, Category.CLINICAL, day
        )
        assert "mappa" not in POLICY.senior_grounds(Sector.CHARITY, Category.RISK, day)
        assert POLICY.senior_grounds(Sector.POLICE, Category.RISK, day)[:2] == (
            "vital_interests",
            "substantial_public_interest",
        )


class TestBrokenGlass:
    nurse = {"role": Role.CONTROL_ROOM_CLINICIAN, "policy": POLICY}

    def test_where_it_can_help_the_way_is_shown(self):
        (part,) = look("P6", "R", adult(agreement()), **self.nurse).parts
        assert part.outcome is Outcome.NEEDS_BREAK_GLASS
        assert "both services will look at it afterwards" in part.next_step

    def test_broken_it_opens_what_waited_and_both_review(self):
        brought = [glass("R")]
        decision = look("P6", "CRM", adult(agreement()), brought=brought, **self.nurse)
        assert shown(decision) == "R"
        part = decision[Category.RISK]
        assert part.ground == "overriding_public_interest"
        assert part.duties == (TELL, Duty.BOTH_REVIEW)
        assert part.agreement == "agreement-1"

    def test_it_opens_what_the_person_refused(self):
        facts = adult(objection("C"), agreement())
        (before,) = look("P6", "C", facts, **self.nurse).parts
        assert before.outcome is Outcome.NEEDS_BREAK_GLASS
        assert shown(look("P6", "C", facts, brought=[glass("C")], **self.nurse)) == "C"

    def test_it_opens_what_is_the_persons_to_refuse_though_the_cell_is_open(self):
        rules = replace(POLICY.purposes[Purpose.S136_TO_HEALTH], break_glass={Category.OWN_WORDS})
        policy = replace(POLICY, purposes={**POLICY.purposes, rules.purpose: rules})
        given = {"role": Role.TRIAGE_CLINICIAN, "policy": policy, "brought": [glass("C")]}
        assert shown(look("P2", "C", adult(objection("C")), **given)) == "C"

    def test_it_mends_itself_at_its_instant(self):
        given = {"brought": [glass("R", OVER)], **self.nurse}
        facts = adult(agreement())
        assert shown(look("P6", "R", facts, at=YESTERDAY - MOMENT, **given)) == "R"
        assert shown(look("P6", "R", facts, at=YESTERDAY, **given)) == ""

    def test_consent_goes_before_it(self):
        facts = adult(consent("R", "P6"), agreement())
        (part,) = look("P6", "R", facts, brought=[glass("R")], **self.nurse).parts
        assert part.ground == "consent_common_law"

    def test_it_opens_no_other_cell_anywhere(self):
        facts = adult(agreement(" ".join(Purpose)))
        for purpose in Purpose:
            rules = POLICY.purposes[purpose]
            without = shown(look(purpose, facts=facts))
            opened = shown(look(purpose, facts=facts, brought=[glass("ICRMDOSVA")]))
            assert set(opened) - set(without) == set(rules.break_glass)

    @pytest.mark.parametrize("role", [role for role in Role if not POLICY.roles[role].breaks_glass])
    def test_those_who_keep_the_system_break_none(self, role):
        given = {"role": role, "brought": [glass("ICRMDOSVA")], "policy": EVERYBODY}
        decision = look("P6", facts=adult(agreement()), **given)
        assert shown(decision) == "I"
        assert Outcome.NEEDS_BREAK_GLASS not in {part.outcome for part in decision.parts}
        assert POLICY.glass_for(role, Sector.POLICE, Purpose.CUSTODY) == frozenset()

    def test_which_categories_a_role_may_open_can_be_asked(self):
        may = POLICY.glass_for(Role.CUSTODY_OFFICER, Sector.POLICE, Purpose.CUSTODY)
        assert may == {Category.OWN_WORDS}
        wrong_place = POLICY.glass_for(Role.CUSTODY_OFFICER, Sector.COUNCIL, Purpose.CUSTODY)
        assert wrong_place == frozenset()


class TestChosenLaw:
    def part(self, purpose, letter, gateway, facts=None, **given):
        return look(purpose, letter, facts, gateway=gateway, **given)[Category(letter)]

    def test_one_of_the_purposes_others_becomes_the_ground(self):
        assert self.part("P7", "S", "substantial_public_interest").ground == (
            "substantial_public_interest"
        )

    @pytest.mark.parametrize(
        ("gateway", "given", "code"),
        [
            ("no_such_law", POLICE, "gateway.unknown"),
            ("recognised_legit_interest", POLICE, "gateway.recognised_legit_interest"),
            ("mappa", POLICE, "gateway.mappa"),
            ("ca2004_s16LA", POLICE, "gateway.ca2004_s16LA"),
        ],
    )
    def test_one_that_is_not_for_this_viewer_day_or_purpose_is_refused_whole(
        self, gateway, given, code
    ):
        decision = look("P7", gateway=gateway, **given)
        assert shown(decision) == ""
        assert {part.rule_id for part in decision.parts} == {f"2018-05-25/{code}"}
        assert all("without choosing a law" in part.next_step for part in decision.parts)

    def test_recognised_legitimate_interest_is_for_charities_from_its_day(self):
        given = {"gateway": "recognised_legit_interest", **CHARITY}
        # It opens no health information by itself.
        assert shown(look("P7", "ICRMS", **given)) == "IS"
        first = NOW.replace(month=2, day=5, hour=0, minute=0)
        assert shown(look("P7", "I", at=first, **given)) == "I"
        assert shown(look("P7", "I", at=first - MOMENT, **given)) == ""

    def test_what_a_law_does_not_open_says_so_and_names_the_way_on(self):
        part = self.part("P7", "M", "recognised_legit_interest", **CHARITY)
        assert part.sentence == "Urgent medical needs are not shared under the law you chose."
        assert "no health information by itself" in part.next_step

    def test_choosing_consent_shows_what_is_consented_to_and_no_more(self):
        facts = adult(consent("R"), capacity_decision("M", "P3"))
        decision = look("P3", "IRM", facts, gateway="consent_common_law", **POLICE)
        assert [(p.category, p.ground) for p in decision.shown] == [("R", "consent_common_law")]

    def test_choosing_best_interests_shows_what_a_capacity_decision_opens(self):
        facts = adult(consent("R"), capacity_decision("C", "P6"), agreement())
        decision = look("P6", "ICR", facts, gateway="mca_best_interests")
        assert [(p.category, p.ground) for p in decision.shown] == [("C", "mca_best_interests")]

    def test_an_order_needs_its_reference(self):
        brought = [justification("R", ground="court_order_statute")]
        given = {"gateway": "court_order_statute", "brought": brought, **POLICE}
        refused = look("P10", "R", **given).parts[0]
        assert "reference" in refused.sentence
        assert shown(look("P10", "R", reason="order 12 of 3 June", **given)) == "R"

    def test_an_approval_does_not_reach_whoever_opted_out_and_nobody_can_tell(self):
        given = {"gateway": "s251", "reason": "approval 26/CAG/0001"}
        facts = adult(agreement())
        assert shown(look("P13", "A", facts, **given)) == "A"
        (refused,) = look("P13", "A", replace(facts, opted_out=True), **given).parts
        assert refused.outcome is Outcome.WITHHELD
        assert "opt" not in f"{refused.sentence} {refused.next_step}".lower().replace("adopt", "")

    def test_police_may_not_rely_on_an_approval_so_they_never_learn_of_an_opt_out(self):
        given = {"gateway": "s251", "reason": "approval 26/CAG/0001", **POLICE}
        facts = adult(agreement())
        told = look("P13", facts=replace(facts, opted_out=True), **given)
        assert told == look("P13", facts=facts, **given)

    def test_the_serious_violence_duty_opens_counts_alone_of_what_health_knows(self):
        given = {"gateway": "psvd_s16", "organisation": OURS}
        assert shown(look("P13", facts=adult(agreement()), **given)) == "A"
        refused = look("P8", "R", **given).parts[0]
        assert "what health and social care know" in refused.next_step
        assert "what health" not in look("P8", "O", **given).parts[0].next_step
