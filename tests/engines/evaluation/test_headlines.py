"""Claims judged by the counts behind them: a method, whatever the claim."""

import pytest

from alongside.engines.evaluation.headlines.answering import headline, headlines
from alongside.engines.evaluation.headlines.claim_table import claims_in
from alongside.engines.evaluation.headlines.claims import Bound, Figure, Kind
from alongside.engines.evaluation.headlines.recomputing import agrees
from alongside.engines.evaluation.headlines.register import read_register
from alongside.engines.evaluation.headlines.verdicts import judge
from alongside.engines.evaluation.reading import table_of
from alongside.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Detentions down 40%, 200 -> 120", "RECOMPUTED"),
        ("Detentions fell by 40%, from 20 to 12", "RECOMPUTED; CI includes no change"),
        ("Detentions down 45%, 200 -> 120", "ARITHMETIC DIFFERS"),
        ("Detentions down over 60 per cent, 1,000 -> 404", "ARITHMETIC DIFFERS (slightly)"),
        ("Calls up 50%, 200 -> 300", "RECOMPUTED"),
        ("Calls up 50%, 300 -> 200", "ARITHMETIC DIFFERS"),
        ("93% were satisfied (28 of 30)", "RECOMPUTED"),
        ("97% were satisfied (28 of 30)", "ARITHMETIC DIFFERS"),
        ("Detentions fell by a third, 169 -> 112", "RECOMPUTED"),
        ("Detentions cut by half, 169 -> 104", "ARITHMETIC DIFFERS"),
        ("Detentions down nearly 60%, 500 -> 206", "RECOMPUTED"),
        ("Detentions down nearly 60%, 500 -> 300", "ARITHMETIC DIFFERS"),
        ("Down 38%, 169 -> 104, P = 0.01", "RECOMPUTED; published P understates"),
        ("Down 38%, 169 -> 104, P = 0.0001", "RECOMPUTED"),
        ("99.3% of dogs were pleased", "CANNOT RECOMPUTE"),
        ("A great success", "NOT SOUGHT"),
    ],
)
def test_words_are_judged_by_the_counts_they_give(words, verdict):
    assert headline(words, claims=()).more["verdict"] == verdict


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("−33% s136, Leicestershire, 3 months", "H03"),
        ("Leicestershire: down 81%", "H04"),
        ("Ipswich triage cut section 136 by 38%", "H14"),
        ("38% in Oxfordshire", "H02"),
        ("rail suicides fell 12%", "H18"),
        ("Leicestershire triage cut section 136 by a third", "H03"),
        ("81% of Martians", None),
    ],
)
def test_words_are_found_in_the_register(words, key):
    assert headline(words).more["claim_id"] == key


def test_a_headline_carries_what_every_answer_carries():
    seen = headline("Ipswich down 38%").as_json()
    assert seen["interval"] == [pytest.approx(-51.8, abs=0.05), pytest.approx(-21.4, abs=0.05)]
    assert seen["comparator"].startswith("none")
    assert {c["name"]: c["state"] for c in seen["checks"]}["printed_p"] == "failed"
    assert all(seen[key] for key in ("call", "would_change", "sources"))


def claims(**columns):
    return claims_in(table_of(columns, name="claims.csv"))


def verdicts(**columns):
    return [judge(claim).words for claim in claims(**columns)]


def test_a_table_with_a_column_for_each_count():
    assert verdicts(
        claim=["Fell", "Share", "Nothing", "Other"],
        stated=["38%", "60%", "97%", "10%"],
        before=[169, "", "", 100],
        after=[104, "", "", 90],
        count=["", 55, "", ""],
        out_of=["", 100, "", ""],
        other_source=["", "", "", "30% (the force)"],
    ) == ["RECOMPUTED", "ARITHMETIC DIFFERS", "CANNOT RECOMPUTE", "CONFLICTING SOURCES"]


def test_rows_of_one_claim_are_figures_of_it():
    seen = claims(
        claim_id=["X", "X"], claim=["1% die, against 6%"] * 2, stated=["1%", "6%"],
        kind=["share"] * 2, count=[10, ""], out_of=[1156, ""], unit=["people", "incidents"],
    )  # fmt: skip
    assert [judge(one).words for one in seen] == ["1% CONFIRMED; 6% UNVERIFIED, unlike units"]


def test_rates_at_risk_are_allowed_for():
    twice = {"before": [100], "after": [100], "before_at_risk": [1000], "after_at_risk": [2000]}
    assert verdicts(claim=["Rate halved"], stated=["50%"], kind=["fall"], **twice) == ["RECOMPUTED"]


def test_counts_in_words_are_used_only_for_what_they_are_of():
    columns = ("claim", "stated_value", "raw_counts_found", "recomputation")
    rows = [
        ("Arrests down 20%", "20% fall", "yes", "500 -> 400"),
        ("Arrests down 20%", "20%", "none", "elsewhere 500 -> 400"),
        ("Arrests down 20%", "20%", "ambiguous", "bars 90/80; 20% is also Bath (50->40)"),
        ("Rise of 12%", "12%", "derived", "1,000 -> 1,120 from rate x 9"),
        ("500 plans", "500", "count only", "nothing else"),
        ("500 plans", "500", "count only", "but another source says 700"),
        ("Town: RR 0.50", "0.50", "rates only", "(5/10)/(8/8)=0.5"),
    ]
    seen = verdicts(**{title: [row[at] for row in rows] for at, title in enumerate(columns)})
    assert seen == [
        "RECOMPUTED",
        "CANNOT RECOMPUTE",
        "CANNOT RECOMPUTE; contradicting evidence",
        "RECOMPUTED (derived counts)",
        "CANNOT RECOMPUTE; count only",
        "CONFLICTING SOURCES",
        "RECOMPUTED (from rates)",
    ]


@pytest.mark.parametrize(
    ("stated", "bound", "value", "right"),
    [
        ("38%", Bound.NONE, -38.49, (True, False)),
        ("38%", Bound.NONE, -38.51, (False, False)),
        ("38.5%", Bound.NONE, -38.46, (True, False)),
        ("38%", Bound.NONE, 38.0, (False, False)),
        ("80%", Bound.OVER, -80.1, (True, False)),
        ("80%", Bound.OVER, -79.6, (False, True)),
        ("80%", Bound.OVER, -70.0, (False, False)),
        ("80%", Bound.UNDER, -80.3, (False, True)),
    ],
)
def test_a_figure_agrees_to_its_last_printed_place(stated, bound, value, right):
    assert agrees(Figure(stated, Kind.FALL, bound), value) == right


def test_the_whole_register_is_one_answer():
    from alongside.engines.evaluation.headlines.register import register

    seen = headlines(register())
    assert seen.n == len(seen.table) == 20
    assert seen.chart is not None
    assert len({tuple(row) for row in seen.table}) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("claim = [", "register.not_toml"),
        ("[[claim]]\nkey = 'A'\nverdict = 'fine'", "register.unknown"),
        ("[[claim]]\nkey = 'A'", "register.wrong"),
        (
            "[[claim]]\nkey='A'\nwords='w'\nsource='s'\nfound='maybe'\nfigure=[]",
            "register.wrong",
        ),
    ],
)
def test_a_register_that_is_wrong_names_its_claim(text, code):
    with pytest.raises(Refused) as refused:
        read_register(text, name="mine.toml")
    assert refused.value.code == code
    assert "mine.toml" in refused.value.message


def test_a_table_of_other_columns_is_refused():
    with pytest.raises(Refused, match="needs the columns claim and stated"):
        claims(title=["x"])
    with pytest.raises(Refused, match="row 2, column 'before': is not a number"):
        claims(claim=["x"], stated=["5%"], before=["many"], after=[3])
    with pytest.raises(Refused, match="is not one of fall"):
        claims(claim=["x"], stated=["5%"], kind=["guess"])
