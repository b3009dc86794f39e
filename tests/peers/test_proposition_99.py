"""Places compared as others published: California's Proposition 99, and the banks of 1930."""

import csv
from pathlib import Path

import pytest

from alongside.engines.evaluation.panel.asking import Ask, places_from
from alongside.engines.evaluation.reading import table_of


@pytest.fixture
def folder(published: Path) -> Path:
    return published / "synthetic_control_did"


@pytest.fixture
def smoking(folder: Path):
    with (folder / "california_prop99_synthdid.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    return table_of({name: [row[name] for row in rows] for name in rows[0]}, name="smoking")


@pytest.fixture
def printed(folder: Path) -> dict[str, tuple[float, float]]:
    with (folder / "expected_results.csv").open(encoding="utf-8") as opened:
        return {
            row["estimator"]: (float(row["estimate"]), float(row["tolerance"]))
            for row in csv.DictReader(opened)
        }


def asked(method):
    return Ask(
        unit="State",
        time="Year",
        outcome="PacksPerCapita",
        treated=("California",),
        start="1989",
        method=method,
    )


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("did", "DID"),
        ("sc", "synthetic control (no covariates, sc_estimate)"),
        ("sdid", "SDID"),
    ],
)
def test_each_estimate_agrees(method, name, smoking, printed):
    estimate, tolerance = printed[name]
    found = places_from(smoking, asked(method))
    assert found.estimate == pytest.approx(estimate, abs=tolerance)
    assert found.interval.holds(estimate)
    assert len(found.more["placebos"]) == 38


def test_the_weights_agree(smoking, printed):
    mix = places_from(smoking, asked("sc")).more["weights"]
    times = places_from(smoking, asked("sdid")).more["time_weights"]
    states = [name for name in printed if name.startswith("SC weight")]
    years = [name for name in printed if name.startswith("SDID time weight")]
    assert (len(states), len(years)) == (7, 3)
    for name in states:
        weight, tolerance = printed[name]
        assert mix[name.removeprefix("SC weight ")] == pytest.approx(weight, abs=tolerance)
    for name in years:
        weight, tolerance = printed[name]
        assert times[name.removeprefix("SDID time weight ")] == pytest.approx(weight, abs=tolerance)


def test_the_banks_of_two_districts_agree_and_no_range_is_made_up(folder, printed):
    with (folder / "banks_mississippi_did_causalpy.csv").open(encoding="utf-8") as opened:
        july = {
            row["year"]: row
            for row in csv.DictReader(opened)
            if (row["day"], row["month"]) == ("1", "7")
        }
    rows = [(place, year) for place in ("bib6", "bib8") for year in ("1930", "1931")]
    table = table_of(
        {
            "district": [place for place, _ in rows],
            "year": [year for _, year in rows],
            "banks": [july[year][place] for place, year in rows],
        }
    )
    found = places_from(
        table, Ask(unit="district", time="year", outcome="banks", treated=("bib6",), start="1931")
    )
    estimate = next(value for name, (value, _) in printed.items() if name.startswith("DiD 1930"))
    assert found.estimate == estimate
    assert found.interval is None
    assert found.p_value is None
    assert "too few places" in found.sentences.plain
