"""The Sicilian smoking ban, five models: every coefficient and standard error to 1e-6."""

import csv
from pathlib import Path

import numpy as np
import pytest

from alongside.engines.evaluation.its.asking import Ask, series_from
from alongside.engines.evaluation.its.design import Shape, Start, design
from alongside.engines.evaluation.its.fitting import Family, fit
from alongside.engines.evaluation.reading import table_of

TERMS = {
    "(Intercept)": "intercept",
    "smokban": "level",
    "time": "time",
    "sin1": "sin_1",
    "sin2": "sin_2",
    "cos1": "cos_1",
    "cos2": "cos_2",
    "smokban:I(time - 36)": "slope",
}
MODELS = {
    "1_poisson": {"family": "poisson"},
    "2_quasipoisson": {"family": "quasipoisson"},
    "3_quasipoisson_harmonic": {"family": "quasipoisson", "harmonics": 2, "period": 12.0},
    "4_step_and_slope_centred36": {
        "family": "quasipoisson",
        "harmonics": 2,
        "period": 12.0,
        "slope": True,
    },
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def sicily(published: Path):
    rows = rows_of(published / "its" / "sicily_ace_2002_2006.csv")
    return table_of({name: [row[name] for row in rows] for name in rows[0]}, name="sicily")


@pytest.fixture
def printed(published: Path):
    rows = rows_of(published / "its" / "sicily_reference_coefficients_R.csv")

    def of(model):
        return [row for row in rows if row["model"] == model]

    return of


@pytest.mark.parametrize("model", MODELS)
def test_every_coefficient_and_error_agrees(model, sicily, printed):
    asked = Ask(
        time="time", outcome="aces", offset="stdpop", interventions=("37",), **MODELS[model]
    )
    found = series_from(sicily, asked)
    table = {row["term"]: row for row in found.table}
    assert len(printed(model)) == len(table)
    for row in printed(model):
        ours = table[TERMS[row["term"]]]
        assert ours["estimate"] == pytest.approx(float(row["estimate"]), abs=1e-6)
        assert ours["se"] == pytest.approx(float(row["std_error"]), abs=1e-6)
        assert ours["ratio"] == pytest.approx(float(row["rr"]), abs=1e-6)
        assert ours["ci_low"] == pytest.approx(float(row["rr_lo"]), abs=1e-5)
        assert ours["ci_high"] == pytest.approx(float(row["rr_hi"]), abs=1e-5)
        assert ours["p_value"] == pytest.approx(float(row["p_value"]), abs=1e-5)
    # R takes its dispersion one step before its last, so this digit differs a little.
    dispersion = float(printed(model)[0]["dispersion"])
    assert found.more["dispersion"] == pytest.approx(dispersion, abs=1e-5)


def test_the_papers_own_form_of_the_slope_agrees(sicily, printed):
    # There the slope counts from the first month of all, so its level is of another day.
    outcome = np.array(sicily.numbers_of("aces"))
    shape = Shape(range(1, 60), [int(m) for m in sicily.numbers_of("month")], harmonics=2)
    columns = design(shape, [Start(36, "37", slope=True)])
    matrix = columns.matrix.copy()
    slope, level = columns.names.index("slope"), columns.names.index("level")
    matrix[:, slope] += 36 * matrix[:, level]
    fitted = fit(
        outcome,
        matrix,
        family=Family.QUASIPOISSON,
        at_risk=np.array(sicily.numbers_of("stdpop")),
    )
    by_term = dict(TERMS, **{"smokban:time": "slope"})
    for row in printed("4b_original_uncentred_interaction"):
        place = columns.names.index(by_term[row["term"]])
        assert fitted.estimates[place] == pytest.approx(float(row["estimate"]), abs=1e-6)
        assert fitted.errors[place] == pytest.approx(float(row["std_error"]), abs=1e-6)
