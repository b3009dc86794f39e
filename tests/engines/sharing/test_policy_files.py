"""A policy that leaves anything unanswered is refused when it is read."""

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from alongside.engines.sharing import BadPolicy, policy_on
from alongside.engines.sharing.loading import in_force_on, read_policy, shipped_policies
from alongside.foundation.reference import code_list

SHIPPED = files("alongside.engines.sharing").joinpath("policies/2018-05-25.toml").read_text("utf-8")


def test_the_shipped_policy_reads():
    assert read_policy("x", SHIPPED).valid_from == date(2018, 5, 25)


@pytest.mark.parametrize(
    ("cut", "put", "complaint"),
    [
        ("[policy]", "[policy", "x: "),
        ('source = "', 'sauce = "', "'source' is missing"),
        ("[purposes.P15]", "[purposes.P16]", "P16"),
        ('D = "senior"', 'D = "perhaps"', "perhaps"),
        ('gateways = ["mappa"]', 'gateways = ["mapper"]', "x/P9: unknown gateway mapper"),
        ('gateways = ["mappa"]', "gateways = []", "x/P9: something may be shown but no gateway"),
        ("[roles.doctor]", "[roles.plumber]", "plumber"),
    ],
)
def test_a_mistake_is_named(cut, put, complaint):
    assert cut in SHIPPED
    with pytest.raises(BadPolicy, match=complaint.replace("[", r"\[")):
        read_policy("x", SHIPPED.replace(cut, put, 1))


def test_a_missing_cell_is_named():
    head, rest = SHIPPED.split("[purposes.P3.cells]\n")
    with pytest.raises(BadPolicy, match="x/P3: no cell for I"):
        read_policy("x", f"{head}[purposes.P3.cells]\n{rest.split(chr(10), 1)[1]}")


def test_a_missing_category_is_named():
    head, rest = SHIPPED.split("[categories.A]\n")
    with pytest.raises(BadPolicy, match="x: no category A"):
        read_policy("x", head + rest.split("\n\n", 1)[1])


def test_a_missing_role_is_named():
    with pytest.raises(BadPolicy, match="x: no role administrator"):
        read_policy("x", SHIPPED.split("[roles.administrator]")[0])


@pytest.mark.parametrize("code", ["consent_common_law", "mca_best_interests"])
def test_consent_cannot_be_relied_on_unless_it_is_a_gateway(code):
    without = SHIPPED.replace(f"[gateways.{code}]", "[gateways.agreed]").replace(
        f'"{code}"', '"agreed"'
    )
    with pytest.raises(BadPolicy, match=f"x: consent is relied on but {code}"):
        read_policy("x", without)


def in_section(head, cut, put):
    """The shipped policy with one line of one section changed."""
    before, after = SHIPPED.split(f"[{head}]\n")
    assert cut in after
    return f"{before}[{head}]\n{after.replace(cut, put, 1)}"


@pytest.mark.parametrize(
    ("head", "cut", "put", "complaint"),
    [
        ("policy", '"overriding_public_interest"', '"force"', "broken glass rests on an unknown"),
        (
            "policy",
            'break_glass_ground = "overriding_public_interest"',
            'break_glass_ground = "anonymised"',
            "x: broken glass cannot rest on anonymised",
        ),
        ("gateways.mappa", "limits = ", 'limits = ""  # ', "x: gateway mappa needs words"),
        (
            "gateways.recognised_legit_interest",
            'only_for = ["charity"]',
            'only_for = ["charity"]\nnever_for = ["charity"]',
            "x: gateway recognised_legit_interest is both",
        ),
        (
            "gateways.mca_best_interests",
            "limits",
            "by_senior = true\nlimits",
            "x: a senior person cannot agree for the person: gateway mca_best_interests",
        ),
        ("gateways.mappa", 'never_for = ["charity"]', 'never_for = ["club"]', "club"),
        ("gateways.anonymised", '["I", "C"', '["I", "X"', "X"),
        ("categories.O", "ask = ", 'ask = ""  # ', "x: category O needs a title and somebody"),
        (
            "categories.A",
            'held_by = ["police", "railway_police"]',
            "held_by = []",
            "x: category A is held by nobody",
        ),
        (
            "categories.O",
            'seniors = ["police_supervisor"]',
            'seniors = ["doctor"]',
            "x: category O: no doctor works where it is held",
        ),
        (
            "categories.O",
            'seniors = ["police_supervisor"]',
            "seniors = []",
            "x/P2: O needs a senior person",
        ),
        (
            "roles.administrator",
            'title = "an administrator"',
            'title = "an administrator"\nbreaks_glass = true',
            "x: role administrator keeps the system",
        ),
        (
            "roles.custody_officer",
            '["P4", "P1"]',
            '["P4", "P4"]',
            "x: role custody_officer names a purpose twice",
        ),
        ("roles.custody_officer", "title", "tittle", "'title' is missing"),
        ("purposes.P9", '"law_enforcement"', '"martial"', "x/P9: the regime martial"),
        ("purposes.P9", "to = ", 'to = ""  # ', "x/P9: needs words and whom it is for"),
        ("purposes.P9", '["give_reason"]', '["sing"]', "sing"),
        (
            "purposes.P5",
            ', "public_task_health"]',
            "]",
            "x/P5: something may be shown but no gateway is named that needs nobody's consent",
        ),
        (
            "purposes.P9",
            '["mappa"]',
            '["ca2004_s16LA"]',
            "x/P9: the usual gateway ca2004_s16LA is not in force from",
        ),
        (
            "purposes.P9",
            '["mappa"]',
            '["court_order_statute"]',
            "x/P9: the usual gateway court_order_statute cannot be relied on without",
        ),
        (
            "purposes.P9",
            '["mappa"]',
            '["cda1998_s115"]',
            "x/P9: the usual gateway cda1998_s115 does not open R",
        ),
        (
            "purposes.P3",
            '["overriding_public_interest", "consent_common_law"]',
            '["public_task_health"]',
            "x/P3: response_officer in police may not rely on the usual gateway public_task",
        ),
        ("purposes.P1", "emergency = true", "emergency = true\nroutine = true", "x/P1: an emer"),
        (
            "purposes.P1",
            '"overriding_public_interest"]',
            '"consent_common_law"]',
            "x/P1: an emergency never rests on consent",
        ),
        (
            "purposes.P1",
            '["tell_person_later", "give_reason"]',
            '["give_reason"]',
            "x/P1: after an emergency the person is told",
        ),
        ("purposes.P1", 'C = "yes"', 'C = "consent"', "x/P1: an emergency never waits for consent"),
        (
            "purposes.P1",
            "emergency = true",
            'emergency = true\nbreak_glass = ["C"]',
            "x/P1: in an emergency there is no glass",
        ),
        (
            "purposes.P4",
            'break_glass = ["C"]',
            'break_glass = ["C", "S"]',
            "x/P4: broken glass cannot open S, which is not held for consent",
        ),
    ],
)
def test_each_contradiction_is_named_in_one_sentence(head, cut, put, complaint):
    with pytest.raises(BadPolicy, match=re.escape(complaint)) as refused:
        read_policy("x", in_section(head, cut, put))
    assert "\n" not in str(refused.value)


def test_broken_glass_may_open_what_is_the_persons_to_refuse():
    text = in_section("purposes.P2", "emergency = false", 'emergency = false\nbreak_glass = ["C"]')
    assert read_policy("x", text).purposes["P2"].break_glass == {"C"}


def test_every_gateway_of_the_page_is_there_with_its_limits():
    (policy,) = shipped_policies()
    assert set(policy.gateways) == {entry.code for entry in code_list("legal_gateway")}


def test_exactly_one_policy_is_in_force():
    (only,) = shipped_policies()
    closed = replace(only, name="old", valid_to=date(2026, 1, 1))
    newer = replace(only, name="new", valid_from=date(2026, 1, 1))
    assert in_force_on((closed, newer), date(2025, 12, 31)).name == "old"
    assert in_force_on((closed, newer), date(2026, 1, 1)).name == "new"
    with pytest.raises(BadPolicy, match="2 sharing policies"):
        in_force_on((only, newer), date(2026, 1, 1))
    with pytest.raises(BadPolicy, match="0 sharing policies"):
        policy_on(date(2018, 5, 24))
