"""A policy that leaves anything unanswered is refused when it is read."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from alongside.engines.sharing import BadPolicy, policy_on
from alongside.engines.sharing.loading import in_force_on, read_policy, shipped_policies

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


def test_consent_cannot_be_relied_on_unless_it_is_a_gateway():
    without = SHIPPED.replace("[gateways.consent_common_law]", "[gateways.agreed]").replace(
        '"consent_common_law"', '"agreed"'
    )
    with pytest.raises(BadPolicy, match="consent is relied on"):
        read_policy("x", without)


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
