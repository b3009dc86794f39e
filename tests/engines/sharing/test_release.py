"""T5.2 of DOMAIN 5.5, row by row, and the rows of T5.1 that the decision answers."""

from dataclasses import dataclass, field

import pytest

from alongside.engines.sharing import Duty, Outcome, PersonFacts
from alongside.kernel.actor import Role, Sector
from tests.support.looks import (
    NOW,
    OVER,
    YESTERDAY,
    adult,
    agreement,
    capacity_decision,
    consent,
    expiry,
    justification,
    look,
    shown,
)


@dataclass(frozen=True)
class Row:
    """One row of the table: its number and words, what is asked, and what comes of it."""

    number: int
    words: str
    expected: str
    purpose: str
    asked: str
    shown: str
    facts: PersonFacts = field(default_factory=adult)
    given: dict = field(default_factory=dict)
    outcome: Outcome = Outcome.WITHHELD
    ground: str = ""
    duties: frozenset[Duty] = frozenset()
    says: str = ""


HEALTH = {"role": Role.DOCTOR, "sector": Sector.MENTAL_HEALTH_TRUST}
OFFICER = {"role": Role.RESPONSE_OFFICER, "sector": Sector.POLICE}
APPROVED = {**OFFICER, "brought": (justification("R", decided_by="the Caldicott Guardian"),)}
ROWS = [
    Row(
        1,
        "P1, R + M + C, no consent, danger now",
        'allow; gateway required; task "tell the person later"',
        *("P1", "CRM", "CRM"),
        given=OFFICER,
        ground="vital_interests",
        duties=frozenset({Duty.TELL_PERSON_LATER, Duty.GIVE_REASON}),
    ),
    Row(
        2,
        "P3, D asked by constable, no consent, calm person",
        "refuse D; offer R + C",
        *("P3", "CRD", "CR"),
        given=OFFICER,
        outcome=Outcome.NEEDS_JUSTIFICATION,
        ground="overriding_public_interest",
        says="what helps, what harms and what to do",
    ),
    Row(
        3,
        "P6, C, consent given, plan expired",
        'refuse until reviewed; show "expired" only',
        *("P6", "C", ""),
        facts=adult(consent("C", "P6"), expiry("C"), agreement()),
        says="have expired",
    ),
    Row(
        4,
        "P6, person lacks capacity, carer requests",
        "allow with MCA record (decision-specific)",
        *("P6", "C", "C"),
        facts=adult(capacity_decision("C", "P6"), agreement()),
        ground="mca_best_interests",
        duties=frozenset({Duty.KEEP_CAPACITY_RECORD}),
    ),
    Row(
        5,
        "P10, officer asks for full notes, shoplifting",
        "refuse; escalate to records lead",
        *("P10", "D", ""),
        given=OFFICER,
        outcome=Outcome.NEEDS_JUSTIFICATION,
        says="the records lead",
    ),
    Row(
        6,
        "P10, murder, named Caldicott Guardian approves R",
        "allow R only",
        *("P10", "ICRMDOSV", "R"),
        given=APPROVED,
        ground="overriding_public_interest",
        duties=frozenset({Duty.TELL_PERSON_LATER}),
    ),
    Row(
        7,
        "P13 with NHS numbers",
        "refuse",
        *("P13", "I", ""),
        facts=adult(agreement()),
        says="counts",
    ),
    Row(
        8,
        "P8, non-consenting victim, score 16",
        "allow I, R, S; reason; victim told unless unsafe",
        *("P8", "IRS", "IRS"),
        ground="substantial_public_interest",
        duties=frozenset({Duty.TELL_PERSON_LATER, Duty.GIVE_REASON}),
    ),
    Row(
        9,
        "P12, adult, refuses NRM",
        "duty-to-notify, no identity",
        *("P12", "ISV", "SV"),
        ground="msa_s52",
        says="without a name",
    ),
    Row(
        10,
        "psvd_s16 chosen by NHS user for patient data",
        "refuse gateway",
        *("P8", "IRMDS", ""),
        given={**HEALTH, "gateway": "psvd_s16"},
        says="what health and social care know about a person",
    ),
    Row(
        11,
        "recognised_legit_interest chosen by police",
        "refuse gateway",
        *("P7", "IR", ""),
        given={**OFFICER, "gateway": "recognised_legit_interest"},
        says="bodies that are not public",
    ),
    Row(
        12,
        "P5, consent withdrawn yesterday",
        "refuse; earlier disclosures listed",
        *("P5", "D", ""),
        facts=adult(consent("D", "P5", period=OVER)),
        duties=frozenset({Duty.LIST_EARLIER_DISCLOSURES}),
        says="withdrawn",
    ),
    Row(
        13,
        "P7, opted-out of national data",
        "allow (opt-out does not apply)",
        *("P7", "ICRM", "ICRM"),
        facts=adult(opted_out=True),
        given=OFFICER,
        ground="vital_interests",
        duties=frozenset({Duty.TELL_PERSON_LATER, Duty.GIVE_REASON}),
    ),
    Row(
        14,
        "P15 learner opens live record",
        "refuse; training data only",
        *("P15", "ICRMDOSV", ""),
        says="training records",
    ),
    Row(
        15,
        "Agreement expired, P14",
        "refuse; P1 same parties -> allow",
        *("P14", "IC", ""),
        facts=adult(consent("I", "P14"), consent("C", "P14"), agreement(period=OVER)),
        says="sharing agreement",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.words}")
def test_the_table_of_releases(row):
    decision = look(row.purpose, row.asked, row.facts, **row.given)
    assert shown(decision) == row.shown
    parts = decision.shown or decision.held_back
    assert {part.ground for part in decision.shown} <= {row.ground}
    assert all(set(part.duties) == row.duties for part in parts)
    if not row.shown:
        assert {part.outcome for part in decision.held_back} == {row.outcome}
    words = " ".join(f"{part.sentence} {part.next_step}" for part in decision.held_back)
    assert row.says in words
    assert all(part.next_step for part in decision.held_back)


def test_row_2_names_the_outcome_of_what_is_refused():
    refused = look("P3", "CRD", **OFFICER).held_back
    assert [(p.category, p.outcome) for p in refused] == [("D", Outcome.NEEDS_JUSTIFICATION)]


def test_row_8_with_a_reason_given_has_only_telling_left():
    decision = look("P8", "IRS", reason="She is not safe at home.")
    assert {part.duties for part in decision.shown} == {(Duty.TELL_PERSON_LATER,)}


def test_row_13_is_word_for_word_the_same_without_the_opt_out():
    for purpose in (f"P{number}" for number in range(1, 13)):
        told = look(purpose, facts=adult(agreement("P6"), opted_out=True))
        assert told == look(purpose, facts=adult(agreement("P6")))


def test_row_15_the_same_parties_share_in_an_emergency():
    facts = adult(agreement(period=OVER))
    assert shown(look("P14", "I", facts)) == ""
    assert shown(look("P1", "ICRM", facts)) == "ICRM"


@pytest.mark.parametrize(
    ("at", "reason", "may"),
    [
        (YESTERDAY, "", True),  # the flag has been off since about 20 August 2025
        (NOW.replace(year=2025, month=8, day=19), "", False),
        (NOW.replace(year=2025, month=8, day=19), "He may hurt her.", True),
        (NOW.replace(year=2025, month=8, day=20), "", True),
    ],
)
def test_no_reason_is_refused_in_the_law_enforcement_regime_only_while_the_law_asks_for_one(
    at, reason, may
):
    decision = look("P9", "I", at=at, reason=reason, **OFFICER)
    assert (shown(decision) == "I") is may
    if not may:
        (part,) = decision.parts
        assert part.rule_id == "2018-05-25/reason"
        assert part.duties == (Duty.GIVE_REASON,)


def test_without_a_reason_the_general_regime_is_open_on_any_day():
    assert shown(look("P1", "I", at=NOW.replace(year=2020), **OFFICER)) == "I"


def test_the_day_reasons_were_no_longer_required_is_the_law_engines_own():
    from alongside.engines.law.parameters import load
    from tests.support.looks import POLICY

    until = POLICY.reason_required_until
    (entry,) = (e for e in load().in_force(until) if e.key == "dpa62.justification_required")
    assert (entry.starts_on, entry.value) == (until, False)
