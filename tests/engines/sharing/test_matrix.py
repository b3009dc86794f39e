"""The matrix of DOMAIN 5.3, copied from the page by hand and compared with the policy."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.engines.sharing import (
    Agreement,
    Category,
    Consent,
    Objection,
    Outcome,
    PersonFacts,
    Purpose,
    Request,
    decide,
    policy_on,
)
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
POLICY = policy_on(date(2026, 6, 10))
ADULT = PersonFacts(is_child=False)
OURS = "the council"
EVERYTHING_AGREED = Agreement(
    "agreed",
    frozenset({OURS, "the trust"}),
    frozenset(Purpose),
    frozenset(Category),
    Period(NOW - timedelta(days=300)),
)

# Columns I C R M D O S as printed; V and A as the line under the table says.
TABLE = """
P1  ✔ ✔ ✔ ✔ J – ✔ J
P2  ✔ ✔ ✔ ✔ – J ✔ ✖
P3  ✔ ✔ ✔ ✔ J – J ✖
P4  ✔ C ✔ ✔ C – J ✖
P5  ✔ C C C C – J ✖
P6  ✔ C C C ✖ – J ✖
P7  ✔ ✔ ✔ ✔ J – ✔ J
P8  ✔ – ✔ J J J ✔ ✔
P9  ✔ – ✔ J J ✔ ✔ ✔
P10 J ✖ J ✖ J – J J
P11 ✔ C ✔ J J ✖ ✔ ✖
P12 C – – – J J ✔ ✔
P13 ✖ ✖ ✖ ✖ ✖ ✖ ✖ ✖
P14 C C J C ✖ ✖ J ✖
P15 ✖ ✖ ✖ ✖ ✖ ✖ ✖ ✖
"""
SAYS = {"✔": "yes", "C": "consent", "J": "senior", "✖": "no", "–": "not_relevant"}
CELLS = [
    (Purpose(row[0]), category, mark)
    for row in (line.split() for line in TABLE.strip().splitlines())
    for category, mark in zip("ICRMDOSV", row[1:], strict=True)
]
ALLOWED = [
    (role, sector, purpose)
    for role in Role
    for sector in Sector
    for purpose in POLICY.purposes_of(role, sector)
]
ROLES_FOR = {purpose: (role, sector) for role, sector, purpose in ALLOWED}


def everyone_may(policy=POLICY):
    """The same matrix with every role allowed every purpose, to reach rows nobody uses yet.

    No role breaks glass here; that has tests of its own.
    """
    roles = {
        role: replace(rules, sectors=frozenset(Sector), purposes=tuple(Purpose), breaks_glass=False)
        for role, rules in policy.roles.items()
    }
    return replace(policy, roles=roles)


def outcome(purpose, category, facts=ADULT, policy=None, at=NOW):
    request = Request(
        Role.AMHP, Sector.COUNCIL, True, Purpose(purpose), organisation=OURS, reason="with them"
    )
    facts = replace(facts, agreements=facts.agreements | {EVERYTHING_AGREED})
    return decide(request, facts, policy or everyone_may(), at)[Category(category)]


@pytest.mark.parametrize(("purpose", "category", "mark"), CELLS)
def test_the_policy_says_what_the_page_says(purpose, category, mark):
    assert POLICY.purposes[purpose].cells[Category(category)] == SAYS[mark]


@pytest.mark.parametrize(("purpose", "category", "mark"), CELLS)
def test_each_cell_leads_to_its_outcome_without_consent(purpose, category, mark):
    expected = {"✔": Outcome.SHOWN, "J": Outcome.NEEDS_JUSTIFICATION}.get(mark, Outcome.WITHHELD)
    decided = outcome(purpose, category)
    assert decided.outcome is expected
    assert decided.rule_id == f"2018-05-25/{purpose}.{category}"
    assert bool(decided.ground) == (expected is Outcome.SHOWN)
    assert bool(decided.next_step) == (expected is not Outcome.SHOWN)


@pytest.mark.parametrize("purpose", Purpose)
def test_counts_without_names_are_for_surveillance_alone(purpose):
    shown = outcome(purpose, "A").outcome is Outcome.SHOWN
    assert shown is (purpose is Purpose.SURVEILLANCE)


def test_clinical_notes_never_go_to_anybody_by_default():
    assert all(outcome(p, "D").outcome is not Outcome.SHOWN for p in Purpose)
    assert "what helps, what harms and what to do" in outcome("P3", "D").next_step


def test_every_gateway_is_in_the_national_list():
    known = code_list("legal_gateway")
    assert [code for code in POLICY.gateways if code not in known] == []


@pytest.mark.parametrize("role", Role)
def test_a_role_in_the_wrong_kind_of_organisation_may_look_for_nothing(role):
    rules = POLICY.roles[role]
    for sector in Sector:
        allowed = POLICY.purposes_of(role, sector)
        assert allowed == (rules.purposes if sector in rules.sectors else ())


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE])
@pytest.mark.parametrize("purpose", Purpose)
def test_those_who_keep_the_system_see_nobody(role, purpose):
    for sector in Sector:
        decided = decide(Request(role, sector, True, purpose), ADULT, POLICY, NOW)
        assert {d.outcome for d in decided.parts} == {Outcome.WITHHELD}


@pytest.mark.parametrize(("role", "sector", "purpose"), ALLOWED)
def test_off_duty_nothing_is_shown(role, sector, purpose):
    decided = decide(Request(role, sector, False, purpose), ADULT, POLICY, NOW)
    assert {d.outcome for d in decided.parts} == {Outcome.WITHHELD}
    assert {d.rule_id for d in decided.parts} == {"2018-05-25/off_duty"}


def test_a_purpose_that_is_not_the_roles_is_refused_whole():
    request = Request(Role.RESPONSE_OFFICER, Sector.POLICE, True, Purpose.COURT)
    decided = decide(request, ADULT, POLICY, NOW)
    assert {d.outcome for d in decided.parts} == {Outcome.WITHHELD}
    assert decided[Category.IDENTITY].rule_id == "2018-05-25/P5.response_officer"


def test_before_any_policy_was_in_force_nothing_is_shown():
    request = Request(Role.RESPONSE_OFFICER, Sector.POLICE, True, Purpose.IMMEDIATE_DANGER)
    decided = decide(request, ADULT, POLICY, datetime(2018, 5, 24, 22, 59, tzinfo=UTC))
    assert decided[Category.IDENTITY].rule_id == "2018-05-25/not_in_force"
    # 23:00 UTC is midnight in England: the first day in force.
    first = decide(request, ADULT, POLICY, datetime(2018, 5, 24, 23, 0, tzinfo=UTC))
    assert first[Category.IDENTITY].outcome is Outcome.SHOWN


@pytest.mark.parametrize(
    ("is_child", "expected"),
    [(False, Outcome.WITHHELD), (True, Outcome.SHOWN), (None, Outcome.SHOWN)],
)
def test_a_child_or_possible_child_is_reported_to_the_nrm_without_consent(is_child, expected):
    assert outcome("P12", "I", PersonFacts(is_child=is_child)).outcome is expected


class TestConsent:
    given_at = NOW - timedelta(days=10)
    withdrawn_at = NOW - timedelta(days=1)

    def facts(self, *, ends_at=None, purpose=Purpose.CRISIS_PLAN, category=Category.OWN_WORDS):
        consent = Consent(purpose, category, Period(self.given_at, ends_at))
        return PersonFacts(is_child=False, consents=frozenset({consent}))

    def test_it_opens_its_own_cell_and_is_the_ground(self):
        decided = outcome("P6", "C", self.facts())
        assert decided.outcome is Outcome.SHOWN
        assert decided.ground == "consent_common_law"

    def test_it_opens_no_other_category_and_no_other_purpose(self):
        assert outcome("P6", "R", self.facts()).outcome is Outcome.WITHHELD
        assert outcome("P5", "C", self.facts()).outcome is Outcome.WITHHELD

    def test_it_does_not_open_a_blocked_cell_or_one_that_needs_a_senior(self):
        blocked = self.facts(category=Category.CLINICAL)
        senior = self.facts(category=Category.SAFEGUARDING)
        assert outcome("P6", "D", blocked).outcome is Outcome.WITHHELD
        assert outcome("P6", "S", senior).outcome is Outcome.NEEDS_JUSTIFICATION

    def test_withdrawal_takes_effect_at_its_instant(self):
        facts = self.facts(ends_at=self.withdrawn_at)
        just_before = self.withdrawn_at - timedelta(microseconds=1)
        assert outcome("P6", "C", facts, at=just_before).outcome is Outcome.SHOWN
        assert outcome("P6", "C", facts, at=self.withdrawn_at).outcome is Outcome.WITHHELD
        assert outcome("P6", "C", facts, at=self.given_at).outcome is Outcome.SHOWN


class TestObjection:
    def facts(self, category, *, consented=False):
        ever = Period(NOW - timedelta(days=3))
        agreed = {Consent(Purpose.CRISIS_PLAN, category, ever)} if consented else set()
        return PersonFacts(
            is_child=False,
            consents=frozenset(agreed),
            objections=frozenset({Objection(category, ever)}),
        )

    def test_it_withholds_the_persons_own_words_though_the_cell_is_open(self):
        facts = self.facts(Category.OWN_WORDS)
        assert outcome("P3", "C").outcome is Outcome.SHOWN
        assert outcome("P3", "C", facts).outcome is Outcome.WITHHELD

    @pytest.mark.parametrize("purpose", ["P1", "P7"])
    def test_it_gives_way_when_life_is_in_danger_or_somebody_is_missing(self, purpose):
        facts = self.facts(Category.OWN_WORDS)
        assert outcome(purpose, "C", facts).outcome is Outcome.SHOWN

    def test_it_beats_an_older_consent(self):
        facts = self.facts(Category.RISK, consented=True)
        assert outcome("P6", "R", facts).outcome is Outcome.WITHHELD

    def test_it_does_not_hide_what_rests_on_another_ground(self):
        facts = self.facts(Category.RISK)
        assert outcome("P3", "R", facts).outcome is Outcome.SHOWN
