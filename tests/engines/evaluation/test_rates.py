"""A table of counts and numbers at risk: what is answered, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.cells import RateColumns, in_time, read_cells
from alongside.engines.evaluation.changes import RateOptions
from alongside.engines.evaluation.measures import Unlike
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.result import NO_COMPARATOR
from alongside.kernel.refusal import Refused

COLUMNS = RateColumns("n", "people", "town", "when")
KEYS = {"estimate", "interval", "p_value", "n", "table", "checks", "sentences", "refusals"}
COUNTS = st.integers(0, 300)


def table(**columns):
    return table_of(columns, name="counts.csv")


def two_towns(*counts: int, people: int = 1000, **more):
    return table(
        town=["A", "A", "B", "B"],
        when=["pre", "post"] * 2,
        n=list(counts),
        people=[people] * 4,
        **more,
    )


def checks(finding) -> dict[str, str]:
    return {check.name: check.state.value for check in finding.checks}


def test_the_changed_group_is_set_beside_the_others():
    seen = rates(two_towns(100, 50, 80, 80), COLUMNS)
    assert seen.estimate == pytest.approx(0.5)
    assert seen.comparator == "B"
    assert set(seen.as_json()) >= KEYS
    assert {row["term"] for row in seen.table} == {
        "rate", "rate_ratio", "rate_difference", "ratio_of_ratios",
    }  # fmt: skip
    assert len({tuple(row) for row in seen.table}) == 1
    assert seen.call.startswith("rates(table, RateColumns(events='n'")


def test_one_group_alone_says_it_cannot_be_told_from_a_trend():
    one = table(when=["2023", "2024"], n=[100, 50], people=[1000, 1000])
    seen = rates(one, RateColumns("n", "people", period="when"))
    assert seen.estimate == pytest.approx(0.5)
    assert seen.comparator == NO_COMPARATOR
    assert checks(seen)["comparator"] == "failed"
    assert "cannot say what caused" in seen.sentences.plain


def test_several_comparators_count_together_and_one_by_one():
    towns = table(
        town=list("AABBCC"), when=["pre", "post"] * 3, n=[100, 50, 50, 50, 30, 30], people=[1e3] * 6
    )
    seen = rates(towns, COLUMNS)
    assert seen.comparator == "B and C"
    against = [row["group"] for row in seen.table if row["term"] == "ratio_of_ratios"]
    assert against == ["A against B and C", "A against B", "A against C"]
    named = rates(towns, COLUMNS, RateOptions(changed="b", comparators=("C",)))
    assert (named.comparator, named.estimate) == ("C", pytest.approx(1.0))


def test_months_are_added_up_and_show_whether_counts_jump_about():
    wild = [5, 60, 2, 70, 8, 90, 4, 40, 3, 50, 9, 30]
    months = table(when=["pre"] * 6 + ["post"] * 6, n=wild, people=[1000] * 12)
    seen = rates(months, RateColumns("n", "people", period="when"))
    assert checks(seen)["overdispersion"] == "failed"
    assert seen.more["dispersion"] > 10
    assert seen.interval.holds(1)
    assert "variance times" in seen.method


def test_a_start_chosen_on_a_peak_is_warned_of():
    years = table(when=["2019", "2020", "2021", "2022"], n=[50, 52, 90, 55], people=[1000] * 4)
    columns = RateColumns("n", "people", period="when")
    seen = rates(years, columns, RateOptions(before="2021"))
    assert checks(seen)["chosen_on_a_peak"] == "failed"
    assert checks(rates(years, columns, RateOptions(before="2020")))["chosen_on_a_peak"] == "passed"


def test_a_wald_range_on_small_counts_says_so():
    seen = rates(two_towns(3, 1, 4, 4), COLUMNS, RateOptions(method="wald"))
    assert checks(seen)["small_counts"] == "failed"
    assert checks(rates(two_towns(3, 1, 4, 4), COLUMNS))["small_counts"] == "passed"


@pytest.mark.parametrize(
    ("periods", "order"),
    [
        (("2024", "2023"), ("2023", "2024")),
        (("2024-10", "2024-02"), ("2024-02", "2024-10")),
        (("2024/25", "2023/24"), ("2023/24", "2024/25")),
        (("post", "pre"), ("pre", "post")),
        (("after", "before"), ("before", "after")),
        (("winter", "summer"), ("winter", "summer")),
    ],
)
def test_periods_stand_in_order_of_time(periods, order):
    assert in_time(periods) == order


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (two_towns(76.5, 47, 36, 39), "unlike.rate_as_count"),
        (
            two_towns(76, 47, 36, 39, people=442_000, real=[169, 104, 80, 86]),
            "unlike.rate_as_count",
        ),
        (two_towns(5, 6, 7, 8, what=["people", "incidents", "people", "people"]), "unlike.unit"),
        (two_towns(5, 6, 7, 8, rule=["all", "all", "all", "arrests"]), "unlike.definition"),
    ],
)
def test_unlike_things_are_not_compared(columns, code):
    with pytest.raises(Unlike) as unlike:
        rates(columns, RateColumns("n", "people", "town", "when", "what", "rule"
              if columns.has("rule") else ""))  # fmt: skip
    assert unlike.value.code == code


def test_a_column_named_as_a_rate_is_not_taken_for_counts():
    named = table(when=["pre", "post"], rate_per_100k=[76, 47], people=[1000, 1000])
    with pytest.raises(Unlike, match="by its name"):
        rates(named, RateColumns("rate_per_100k", "people", period="when"))


@pytest.mark.parametrize("title", ["detentions per month", "s136", "rated_calls", "persons"])
def test_a_column_of_counts_may_be_called_much(title):
    named = table(when=["pre", "post"], people=[100_000] * 2, half=[50, 25], **{title: [100, 50]})
    assert rates(named, RateColumns(title, "people", period="when")).estimate == 0.5


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"n": ["1", "x"], "people": [1, 1]}, "counts.csv: row 3, column 'n': 'x' is not a number"),
        ({"n": ["1", ""], "people": [1, 1]}, "counts.csv: row 3, column 'n': is blank"),
        ({"n": ["1", "*"], "people": [1, 1]}, "'\\*' hides a small number"),
        ({"n": [1, 2], "people": [1, 0]}, "row 3, column 'people': 0 cannot be a number at risk"),
        ({"n": [1, -2], "people": [1, 1]}, "row 3, column 'n': -2 is not a count"),
    ],
)
def test_bad_input_names_file_row_and_column(columns, words):
    with pytest.raises(Refused, match=words):
        rates(table(when=["pre", "post"], **columns), RateColumns("n", "people", period="when"))


def test_a_group_without_a_period_is_refused():
    lacking = table(town=["A", "A", "B"], when=["pre", "post", "pre"], n=[1, 2, 3], people=[9] * 3)
    with pytest.raises(Refused, match="'B' has no row for 'post'"):
        read_cells(lacking, COLUMNS)


def test_years_turn_people_into_person_years():
    columns = RateColumns("n", "people", "town", "when", years="0.5")
    seen = rates(two_towns(10, 5, 8, 8), columns)
    assert seen.denominators[0].value == 500
    assert seen.denominators[0].unit == "person-years"


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_any_counts_are_answered_in_what_json_can_say(counts):
    answer = rates(two_towns(*counts), COLUMNS).as_json()
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert answer["sentences"]["plain"]
    assert "nan" not in answer["sentences"]["plain"]


def test_one_period_and_many_places_make_a_funnel():
    places = table(force=[f"F{n}" for n in range(12)], n=[100] * 11 + [300], people=[200_000] * 12)
    seen = rates(places, RateColumns("n", "people", group="force"))
    assert [row["group"] for row in seen.table if row["outside"] == "outer"] == ["F11"]
    assert seen.sentences.plain.startswith("F11 stands out")
    assert "F11" in seen.chart.svg


@pytest.mark.parametrize(("towns", "comparator"), [(1, NO_COMPARATOR), (2, "T1")])
def test_one_period_and_few_places(towns, comparator):
    places = table(town=[f"T{n}" for n in range(towns)], n=[30, 60][:towns], people=[1000] * towns)
    seen = rates(places, RateColumns("n", "people", group="town"))
    assert seen.comparator == comparator
    assert seen.estimate == pytest.approx(3_000 if towns == 1 else 0.5)
