"""A finding's source as the page says it."""

import pytest

from alongside.areas.crisis.rules.sources import plain_source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("MHA 1983 s136B(1)", "MHA 1983 s136B(1)"),
        ("MHA 1983 s136(1A)(a) (DOMAIN R1.3)", "MHA 1983 s136(1A)(a)"),
        ("MHA 1983 s136(2A); DOMAIN R1.9", "MHA 1983 s136(2A)"),
        ("SI 2017/1036 reg 2 (DOMAIN R1.16(a))", "SI 2017/1036 reg 2"),
        (
            "SI 2017/1036 regs 5-7 (DOMAIN R1.18; wording to be verified)",
            "SI 2017/1036 regs 5-7 (wording to be verified)",
        ),
        (
            "DOMAIN R1.22 (a rule of this product, not of law)",
            "A rule of this product, not of law",
        ),
        ("DOMAIN 1.7 (order check; warns, never blocks)", ""),
        ("", ""),
    ],
)
def test_a_source_names_the_law_and_not_our_handbook(source: str, said: str) -> None:
    assert plain_source(source) == said
