"""A look read out of JSON: whole, or refused with the name of the field."""

import pytest

from alongside.engines.sharing import (
    AgreedBy,
    Agreement,
    BreakGlass,
    Category,
    Consent,
    Expiry,
    Justification,
    Objection,
    PersonFacts,
    Purpose,
    Request,
)
from alongside.engines.sharing.reading import EXAMPLE, Look, read_look
from alongside.kernel.actor import Role, Sector
from alongside.kernel.local_time import parse_instant
from alongside.kernel.period import Period
from alongside.kernel.refusal import Refused

LEAST = {"role": "amhp", "sector": "council", "purpose": "P2"}
SPAN = {"from": "2026-06-01T00:00", "to": "2026-07-01T00:00"}
PERIOD = Period(parse_instant(SPAN["from"]), parse_instant(SPAN["to"]))


def test_what_is_left_out_is_as_the_words_of_the_field_say():
    expected = Request(Role.AMHP, Sector.COUNCIL, True, Purpose.S136_TO_HEALTH)
    assert read_look(LEAST) == Look(expected, PersonFacts(), None)


ASKED = {
    **LEAST,
    "on_duty": False,
    "categories": ["C", "R"],
    "organisation": "council-1",
    "gateway": "mappa",
    "reason": "  with her ",
    "at": "2026-06-10T14:20",
    "justifications": [
        {
            "category": "D",
            "recipient": "force-1",
            "decided_by": "user-1",
            "ground": "mappa",
            **SPAN,
        }
    ],
    "break_glass": [{"categories": ["C"], **SPAN}],
}
KNOWN = {
    "is_child": True,
    "opted_out": True,
    "consents": [
        {"category": "C", "purpose": "P6", "recipient": "police", "agreed_by": "parent", **SPAN},
        {"category": "C", "purpose": None, "from": SPAN["from"]},
    ],
    "objections": [{"category": "C", "recipient": "force-1", **SPAN}],
    "expiries": [{"category": "R", "expired_at": SPAN["to"]}],
    "agreements": [
        {
            "id": "a",
            "parties": ["council-1"],
            "purposes": ["P6"],
            "categories": ["C"],
            "signed": False,
            **SPAN,
        }
    ],
}
OWN_WORDS = frozenset({Category.OWN_WORDS})


def test_everything_that_can_be_asked_and_brought_is_read():
    look = read_look(ASKED)
    assert look.at == parse_instant("2026-06-10T13:20Z")
    assert look.request == Request(
        Role.AMHP,
        Sector.COUNCIL,
        False,
        Purpose.S136_TO_HEALTH,
        OWN_WORDS | {Category.RISK},
        "council-1",
        "mappa",
        "with her",
        frozenset({Justification(Category.CLINICAL, "force-1", PERIOD, "user-1", "mappa")}),
        frozenset({BreakGlass(OWN_WORDS, PERIOD)}),
    )


def test_everything_that_can_be_known_is_read():
    plan, words = Purpose.CRISIS_PLAN, Category.OWN_WORDS
    parties = frozenset({"council-1"})
    assert read_look({**LEAST, **KNOWN}).facts == PersonFacts(
        is_child=True,
        consents=frozenset(
            {
                Consent(plan, words, PERIOD, "police", AgreedBy.PARENT),
                Consent(None, words, Period(PERIOD.starts_at)),
            }
        ),
        objections=frozenset({Objection(words, PERIOD, "force-1")}),
        expiries=frozenset({Expiry(Category.RISK, PERIOD.ends_at)}),
        agreements=frozenset(
            {Agreement("a", parties, frozenset({plan}), OWN_WORDS, PERIOD, signed=False)}
        ),
        opted_out=True,
    )


def test_the_example_can_be_sent_as_it_is():
    assert read_look(EXAMPLE).request.role is Role.CONTROL_ROOM_CLINICIAN


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (7, "look", "look: 7 is not an object."),
        ({}, "role", "role: needed, and not given."),
        ({**LEAST, "rolle": "amhp"}, "rolle", "rolle: no such field. Did you mean role?"),
        ({**LEAST, "\n": 1}, "\\n", "Known here: role,"),
        ({**LEAST, "x" * 99: 1}, "x" * 57 + "...", "no such field"),
        ({**LEAST, "purpose": "P16"}, "purpose", "purpose: P16 is not one of P1, P2"),
        ({**LEAST, "purpose": ["P1"]}, "purpose", "purpose: ['P1'] is not one of"),
        ({**LEAST, "purpose": "performance league table"}, "purpose", "is not one of"),
        ({**LEAST, "on_duty": "yes"}, "on_duty", "on_duty: yes is not true or false."),
        ({**LEAST, "reason": 3}, "reason", "reason: 3 is not text"),
        ({**LEAST, "reason": "x" * 1001}, "reason", "is not text of up to 1000"),
        ({**LEAST, "categories": "C"}, "categories", "categories: C is not a list"),
        ({**LEAST, "categories": ["C", "X"]}, "categories[1]", "X is not one of I, C"),
        ({**LEAST, "at": 3}, "at", "at: 3 is not a date and time."),
        ({**LEAST, "at": "noon"}, "at", "at: 'noon' is not a date and time. Write it like"),
        ({**LEAST, "consents": [3]}, "consents[0]", "3 is not an object"),
        ({**LEAST, "consents": [{}]}, "consents[0].category", "needed, and not given"),
        (
            {**LEAST, "consents": [{"category": "C", "from": "2026-06-31T00:00"}]},
            "consents[0].from",
            "consents[0].from: ",
        ),
        (
            {**LEAST, "objections": [{"category": "C", "from": SPAN["to"], "to": SPAN["from"]}]},
            "objections[0].to",
            "objections[0].to: comes before objections[0].from.",
        ),
        ({**LEAST, "agreements": [{"signd": True}]}, "agreements[0].signd", "mean signed?"),
    ],
)
def test_bad_input_names_its_field(given, field, words):
    with pytest.raises(Refused) as refused:
        read_look(given)
    assert refused.value.field == field
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
