"""Control charts of measures: what is more than chance, and what is drawn of it."""

import random
from dataclasses import replace

import pytest

from alongside.areas.insight.rules.control import (
    Counted,
    charted,
    control_of,
    scale_of,
    value_words,
)
from alongside.areas.insight.rules.measures import MEASURES
from alongside.engines.evaluation.spc.chart import Direction
from alongside.engines.evaluation.suppression import profiles
from alongside.kernel.months import Month

HES = next(one for one in profiles() if one.code == "HES_ECDS")
USES, SUITE = MEASURES["uses"], MEASURES["suite"]


def months(counts, whole=0.0):
    start = Month(2024, 1)
    return [
        Counted(start.plus(at), count, whole or start.plus(at).days)
        for at, count in enumerate(counts)
    ]


def noise(seed, usual=40, many=24):
    rng = random.Random(seed)
    return [round(rng.gauss(usual, usual**0.5)) for _ in range(many)]


def test_noise_is_called_no_more_than_chance():
    said = charted(USES, months(noise(4)), HES)
    assert said.verdict.changed is False
    assert said.verdict.words == "Nothing here is more than chance."
    assert said.verdict.kind == "u"


def test_a_month_far_out_is_called_more_than_chance():
    said = charted(USES, months([*noise(4), 95]), HES)
    assert said.verdict.changed is True
    assert said.verdict.words == ("January 2026: above the upper limit. That is more than chance.")


def test_a_month_that_was_far_out_is_named_when_the_newest_is_not():
    said = charted(USES, months([*noise(4)[:20], 95, *noise(4)[20:]]), HES)
    assert said.verdict.changed is False
    assert "The last month that was more than chance was September 2025." in said.verdict.words


def test_few_months_say_that_limits_may_still_move():
    said = charted(USES, months(noise(4, many=13)), HES)
    assert said.verdict.words.endswith("Limits from 13 months may still move.")


@pytest.mark.parametrize(("many", "words"), [(0, "No data in these months."), (11, "Too few")])
def test_too_few_months_have_no_chart(many, words):
    said = charted(USES, months(noise(1, many=many)), HES)
    assert said.chart is None
    assert said.verdict.changed is None
    assert said.verdict.words.startswith(words)


def test_a_month_with_nothing_to_be_out_of_is_no_data_and_never_nought():
    held = [*months([20] * 20, whole=40), Counted(Month(2025, 9), 0, 0)]
    said = charted(SUITE, held, HES)
    assert said.rows[-1] == ("September 2025", "no data", "no data", "no data")
    assert said.chart is not None
    assert len(said.chart.rows) == 20
    assert value_words(held[-1], scale_of(SUITE, people=False), HES) == "no data"


def test_small_months_have_no_point_and_no_number_anywhere():
    said = charted(USES, months([3, 20, 22, 19, 18, 25, 21, 20, 19, 22, 21, 6, 20, 23]), HES)
    assert said.hidden == 2
    assert said.chart is not None
    assert said.chart.rows[0][4] is None
    assert said.rows[0] == ("January 2024", "*", "31", "*")


def test_points_are_drawn_from_rounded_numbers():
    held = months([42] * 20)
    said = charted(USES, held, HES)
    assert said.chart is not None
    assert said.chart.rows[0][4] == pytest.approx(40 / 31, abs=0.05)
    assert said.rows[0][1:] == ("40", "31", "1.3")


def test_a_rate_is_for_every_100_000_people_where_they_are_known():
    scale = scale_of(USES, people=True)
    assert value_words(Counted(Month(2026, 5), 40, 50_000), scale, HES) == "80"
    assert value_words(Counted(Month(2026, 5), 4, 50_000), scale, HES) == "*"
    assert "100,000" in scale.unit


def test_a_part_is_a_percentage():
    said = charted(SUITE, months([20] * 20, whole=40), HES)
    assert said.rows[0][1:] == ("20", "40", "50 %")
    assert said.verdict.kind == "p"


def test_limits_are_widened_where_months_vary_more_than_chance():
    rng = random.Random(2)
    wild = months([rng.choice((10, 70)) for _ in range(24)])
    assert control_of(wild, parts=False, better=Direction.NEUTRAL).kind == "u′"


def test_months_that_are_all_nought_are_no_signal():
    said = charted(replace(MEASURES["station"]), months([0] * 20, whole=40), HES)
    assert said.verdict.changed is False
    assert said.rows[0][3] == "0 %"
