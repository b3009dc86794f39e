"""The dated numbers: DOMAIN Table 0.1."""

from datetime import date

import pytest

from alongside.engines.law import ParametersWrong, load, parameters_on, with_s48_commenced
from alongside.engines.law.parameters import read, whole

TODAY = date(2026, 6, 10)
TABLE_0_1 = [
    ("pos.detention_hours", "2017-12-10", 72),
    ("pos.detention_hours", "2017-12-11", 24),
    ("pos.extension_max_hours", "2017-12-10", None),
    ("pos.extension_max_hours", "2017-12-11", 12),
    (
        "pos.extension_authoriser",
        "2026-06-10",
        "registered medical practitioner responsible for the examination",
    ),
    ("pos.extension_police_rank", "2026-06-10", "superintendent"),
    ("pos.police_station_allowed_adult", "2017-12-11", True),
    ("pos.police_station_allowed_child", "2017-12-11", False),
    ("pos.police_station_authoriser_rank", "2026-06-10", "inspector"),
    ("pos.ps_welfare_check_minutes", "2026-06-10", 30),
    ("pos.ps_review_minutes", "2026-06-10", 60),
    ("pos.ps_review_asleep_minutes", "2026-06-10", 180),
    ("child_age_below", "1990-01-01", 18),
    ("nrm.rg_target_working_days", "2026-06-10", 5),
    ("nrm.recovery_min_days", "2022-12-12", 45),
    ("nrm.recovery_min_days", "2022-12-13", 30),
    ("dpa62.justification_required", "2018-05-24", None),
    ("dpa62.justification_required", "2018-05-25", True),
    ("dpa62.justification_required", "2025-08-20", False),
]
ENDED_BY_S48 = {
    "pos.extension_police_rank",
    "pos.police_station_allowed_adult",
    "pos.police_station_authoriser_rank",
    "pos.ps_welfare_check_minutes",
    "pos.ps_review_minutes",
    "pos.ps_review_asleep_minutes",
}


@pytest.mark.parametrize(("key", "day", "value"), TABLE_0_1)
def test_a_parameter_is_in_force_as_table_0_1_says(key: str, day: str, value: object) -> None:
    assert parameters_on(date.fromisoformat(day)).get(key) == value


def test_every_parameter_has_a_source_and_says_whether_it_is_law() -> None:
    for entry in load().entries:
        assert entry.source
        assert entry.rank in {"law", "regulation", "agreement", "ours"}


def test_section_48_has_no_day_yet_and_ends_what_it_ends() -> None:
    assert {p.key for p in load().entries if p.until == "mha_2025_s48"} == ENDED_BY_S48
    assert all(p.ends_on is None for p in load().entries if p.until)
    before, after = (with_s48_commenced(TODAY).on(day) for day in (date(2026, 6, 9), TODAY))
    assert set(before) - set(after) == ENDED_BY_S48


def test_an_end_can_be_set_for_one_key_without_touching_the_file() -> None:
    ended = load().with_end("child_age_below", TODAY)
    assert "child_age_below" not in ended.on(TODAY)
    assert "child_age_below" in ended.on(date(2026, 6, 9))
    assert "child_age_below" in load().on(TODAY)


def test_only_an_open_stretch_can_be_ended() -> None:
    with pytest.raises(KeyError):
        load().with_end("no.such_key", TODAY)


def test_an_end_before_the_start_is_wrong() -> None:
    with pytest.raises(ParametersWrong, match="before it starts"):
        load().with_end("pos.extension_max_hours", date(2017, 12, 11))
    with pytest.raises(ParametersWrong, match="before it starts"):
        with_s48_commenced(date(2000, 1, 1))


def test_what_is_in_force_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        parameters_on(TODAY)["child_age_below"] = 16  # type: ignore[index]


def test_a_day_is_worked_out_once_and_memory_stays_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parameters = load().with_end("child_age_below", TODAY)
    assert parameters.on(TODAY) is parameters.on(TODAY)
    monkeypatch.setattr("alongside.engines.law.parameters.MOST_DAYS", 1)
    kept = parameters.on(TODAY)
    parameters.on(date(2026, 6, 11))
    parameters.on(date(2026, 6, 12))
    assert parameters.on(TODAY) is not kept


@pytest.mark.parametrize("key", ["pos.police_station_allowed_adult", "pos.extension_police_rank"])
def test_a_number_is_asked_for_only_where_there_is_one(key: str) -> None:
    with pytest.raises(KeyError):
        whole(parameters_on(TODAY), key)


ENTRY = """
[[parameter]]
key = "a"
value = 1
unit = "hours"
source = "somewhere"
rank = "law"
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("not toml", "not TOML"),
        ("", "only"),
        ("parameter = 3", "only"),
        (ENTRY + "[other]\nx = 1\n", "only"),
        ("parameter = [3]", "keys must be"),
        (ENTRY.replace('unit = "hours"', ""), "keys must be"),
        (ENTRY + 'extra = "x"', "keys must be"),
        (ENTRY.replace("value = 1", "value = 1.5"), "value must be"),
        (ENTRY.replace('"hours"', '""'), "must be words"),
        (ENTRY.replace('"hours"', "3"), "must be words"),
        (ENTRY.replace('"law"', '"rumour"'), "rank must be"),
        (ENTRY + 'until = "some_day"', "until must be"),
        (ENTRY + 'from = "2017-12-11"', "must be days"),
        (ENTRY + "from = 2017-12-11T00:00:00", "must be days"),
        (ENTRY + "from = 2017-12-11\nto = 2017-12-11", "before it starts"),
        (ENTRY + ENTRY, "two entries"),
        (ENTRY + "to = 2017-12-11" + ENTRY + "from = 2017-12-10", "two entries"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_on_load(text: str, wrong: str) -> None:
    with pytest.raises(ParametersWrong, match=wrong):
        read(text)


def test_two_stretches_may_follow_each_other() -> None:
    parameters = read(ENTRY + "to = 2017-12-11" + ENTRY.replace("= 1", "= 2") + "from = 2017-12-11")
    assert [parameters.on(date(2017, 12, day))["a"] for day in (10, 11)] == [1, 2]
