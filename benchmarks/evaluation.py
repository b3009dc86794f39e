"""Each method of evaluation against the plain statsmodels, SciPy or NumPy call it stands on.

    python -m benchmarks.evaluation [--json]

Like is set beside like. On each side of a fit is one fit with its errors, P and interval: no
reading, no checks. The aim is at most 1.3 times the plain call; a method that misses it makes the
exit 1. A whole answer fits several times more (season, bend, peak, pretend start, placebos), draws
the counterfactual and a chart, and has no plain call to stand beside: its time is printed for its
own sake. Last, 43 forces by 180 months of time series, control charts and a funnel are answered
and written as one report, which has to take less than 20 seconds.
"""

import argparse
import json
import time
from collections.abc import Callable

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from scipy.stats.contingency import odds_ratio
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import (
    confint_poisson,
    confint_poisson_2indep,
    test_poisson_2indep,
)

from alongside.engines.evaluation.cells import RateColumns
from alongside.engines.evaluation.comparisons import ratio_of_ratios
from alongside.engines.evaluation.funnels import funnel
from alongside.engines.evaluation.headlines.answering import headlines
from alongside.engines.evaluation.headlines.register import register
from alongside.engines.evaluation.intervals import clopper_pearson, exact_poisson, wilson
from alongside.engines.evaluation.its.asking import Ask, series_from
from alongside.engines.evaluation.its.design import Shape, Start, design
from alongside.engines.evaluation.its.fitting import Family, fit
from alongside.engines.evaluation.measures import Percentage, Rate
from alongside.engines.evaluation.multiplicity import holm
from alongside.engines.evaluation.panel.asking import Ask as PlacesAsk
from alongside.engines.evaluation.panel.asking import places_from
from alongside.engines.evaluation.panel.estimators import Method, compare
from alongside.engines.evaluation.panel.table import Panel
from alongside.engines.evaluation.proportions import difference
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.ratios import RatioMethod, rate_ratio
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.report import report_page
from alongside.engines.evaluation.spc import xmr_chart
from alongside.engines.evaluation.spc.asking import Ask as ChartAsk
from alongside.engines.evaluation.spc.asking import chart_from

AIM = 1.3
REPORT_AIM = 20
SECONDS = 0.4
BEFORE, AFTER = Rate(169, 442_000), Rate(104, 442_000)
OTHER = Rate(87, 483_000), Rate(93, 483_000)
SHARES = Percentage(10, 1156), Percentage(327, 5614)
P_VALUES = [0.001 * n for n in range(1, 44)]
Work = Callable[[], object]


def each(work: Work) -> float:
    """How many microseconds something takes, once warm: the best of five spells."""
    work()
    best = float("inf")
    for _ in range(5):
        done, began = 0, time.perf_counter()
        while (took := time.perf_counter() - began) < SECONDS / 5:
            work()
            done += 1
        best = min(best, took / done)
    return best * 1e6


def plain_ratio() -> object:
    """A Wald ratio with its interval and its P, as statsmodels gives them."""
    facts = (104, 442_000, 169, 442_000)
    return (
        confint_poisson_2indep(*facts, compare="ratio", method="wald-log"),
        test_poisson_2indep(*facts, method="wald-log"),
    )


def plain_exact_ratio() -> object:
    """An exact ratio: SciPy's binomial test and its interval."""
    test = stats.binomtest(104, 273, 0.5)
    return test.pvalue, test.proportion_ci()


def plain_exact_ratio_of_ratios() -> object:
    """SciPy's conditional odds ratio with its interval, and Fisher's P."""
    square = [[104, 169], [93, 87]]
    return odds_ratio(square).confidence_interval(), stats.fisher_exact(square)


def plain_difference() -> object:
    """Newcombe's interval, as statsmodels gives it."""
    return confint_proportions_2indep(327, 5614, 10, 1156, method="newcomb", compare="diff")


CHANCE = np.random.default_rng(43)
MONTHS = 180
LABELS = [f"{2010 + at // 12}-{at % 12 + 1:02d}" for at in range(MONTHS)]
SERIES = CHANCE.poisson(np.where(np.arange(MONTHS) < 120, 60.0, 48.0)).astype(float)
PEOPLE = np.full(MONTHS, 600_000.0)
PATH = design(
    Shape(tuple(range(1, MONTHS + 1)), tuple(at % 12 + 1 for at in range(MONTHS)), harmonics=2),
    [Start(120, "2020-01")],
)
PLACES = Panel(
    tuple(f"force {at}" for at in range(43)),
    tuple(str(1990 + at) for at in range(30)),
    CHANCE.normal(50, 8, (43, 1))
    + CHANCE.normal(0, 2, 30).cumsum()
    + CHANCE.normal(0, 1, (43, 30)),
    treated=1,
    before=20,
)
FORCES = [Rate(int(n), 600_000) for n in CHANCE.poisson(700, 43)]


def our_fit() -> object:
    """A quasi-Poisson path with season and offset: errors, P and interval of the level."""
    fitted = fit(SERIES, PATH.matrix, family=Family.QUASIPOISSON, at_risk=PEOPLE)
    return fitted.errors, fitted.p_value(2), fitted.reach(0.95)


def plain_fit() -> object:
    """The same model by statsmodels, solved as tightly."""
    model = sm.GLM(SERIES, PATH.matrix, family=sm.families.Poisson(), offset=np.log(PEOPLE))
    fitted = model.fit(scale="X2", maxiter=200, tol=1e-12, rtol=1e-13)
    return fitted.bse, fitted.pvalues[2], fitted.conf_int()[2], fitted.fittedvalues


def our_line() -> object:
    """A log-linear path: errors, P and interval of the level."""
    fitted = fit(SERIES, PATH.matrix, family=Family.LOGLINEAR, at_risk=PEOPLE)
    return fitted.errors, fitted.p_value(2), fitted.reach(0.95)


def plain_line() -> object:
    """The same by statsmodels."""
    fitted = sm.OLS(np.log(SERIES / PEOPLE), PATH.matrix).fit()
    level = fitted.pvalues[2], fitted.conf_int()[2]
    return fitted.bse, fitted.cov_params(), level, fitted.fittedvalues, fitted.resid


def plain_mix() -> object:
    """The weights of a synthetic control by SciPy's general solver, to its usual tolerance."""
    others, own = PLACES.outcome[:42, :20], PLACES.outcome[42, :20]
    return optimize.minimize(
        lambda w: ((w @ others - own) ** 2).mean(),
        np.full(42, 1 / 42),
        jac=lambda w: 2 * others @ (w @ others - own) / 20,
        bounds=[(0, 1)] * 42,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(42)},
        method="SLSQP",
    )


def plain_did() -> object:
    """Difference in differences as its regression: places, periods and the one that changed."""
    units, periods = PLACES.outcome.shape
    under = np.zeros((units, periods))
    under[-1, 20:] = 1
    places = np.repeat(np.eye(units), periods, axis=0)
    times = np.tile(np.eye(periods), (units, 1))[:, 1:]
    matrix = np.column_stack([places, times, under.ravel()])
    return sm.OLS(PLACES.outcome.ravel(), matrix).fit().params[-1]


def plain_funnel() -> object:
    """Root scores of 43 forces by NumPy and SciPy, how far they spread, and Holm's P."""
    counts = np.array([rate.events for rate in FORCES], float)
    people = np.array([rate.at_risk for rate in FORCES])
    scores = 2 * (np.sqrt(counts) - np.sqrt(people * counts.sum() / people.sum()))
    spread = (scores**2).sum() / (len(scores) - 1)
    p_values = 2 * stats.norm.sf(np.abs(scores) / np.sqrt(max(1.0, spread)))
    return stats.chi2.sf((scores**2).sum(), 42), multipletests(p_values, method="holm")


PAIRS: dict[str, tuple[Work, Work]] = {
    "wilson": (
        lambda: wilson(10, 1156),
        lambda: proportion_confint(10, 1156, method="wilson"),
    ),
    "clopper_pearson": (
        lambda: clopper_pearson(10, 1156),
        lambda: proportion_confint(10, 1156, method="beta"),
    ),
    "exact_poisson": (
        lambda: exact_poisson(104),
        lambda: confint_poisson(104, 1, method="exact-c"),
    ),
    "rate_ratio": (lambda: rate_ratio(BEFORE, AFTER), plain_ratio),
    "rate_ratio_exact": (
        lambda: rate_ratio(BEFORE, AFTER, method=RatioMethod.EXACT),
        plain_exact_ratio,
    ),
    "ratio_of_ratios_exact": (
        lambda: ratio_of_ratios((BEFORE, AFTER), OTHER, method=RatioMethod.EXACT),
        plain_exact_ratio_of_ratios,
    ),
    "difference_of_proportions": (lambda: difference(*SHARES), plain_difference),
    "its, quasi-Poisson fit": (our_fit, plain_fit),
    "its, log-linear fit": (our_line, plain_line),
    "synthetic control": (lambda: compare(PLACES, Method.SC, exactly=True), plain_mix),
    "difference in differences": (lambda: compare(PLACES, Method.DID), plain_did),
    "funnel of 43": (
        lambda: funnel([(f"force {at}", rate) for at, rate in enumerate(FORCES)]),
        plain_funnel,
    ),
    "holm": (lambda: holm(P_VALUES), lambda: multipletests(P_VALUES, method="holm")),
}
TOWNS = table_of(
    {
        "town": ["Ipswich", "Ipswich", "Norwich", "Norwich"],
        "when": ["pre", "post"] * 2,
        "n": [169, 104, 87, 93],
        "people": [442_000, 442_000, 483_000, 483_000],
    }
)
COLUMNS = RateColumns("n", "people", "town", "when")
ONE_SERIES = table_of({"month": LABELS, "n": SERIES.tolist(), "people": PEOPLE.tolist()})
LONG_TABLE = table_of(
    {
        "force": np.repeat(PLACES.units, 30).tolist(),
        "year": list(PLACES.periods) * 43,
        "rate": PLACES.outcome.ravel().tolist(),
    }
)
ITS_ASK = Ask(time="month", outcome="n", interventions=("2020-01",), offset="people", harmonics=2)
CHART_ASK = ChartAsk(time="month", value="n")
SDID = PlacesAsk(
    unit="force", time="year", outcome="rate", treated=("force 42",), start="2010", method="sdid"
)


def forces_report() -> str:
    """43 forces by 180 months: a time series and a control chart each, and a funnel of all."""
    pages = []
    totals = []
    for number in range(43):
        counts = np.random.default_rng(number).poisson(SERIES).tolist()
        table = table_of({"month": LABELS, "n": counts, "people": PEOPLE.tolist()})
        pages.append(report_page(series_from(table, ITS_ASK)))
        pages.append(report_page(chart_from(table, CHART_ASK)))
        totals.append(sum(counts))
    forces = [f"force {number}" for number in range(43)]
    columns = {"force": forces, "n": totals, "people": [600_000] * 43}
    pages.append(report_page(rates(table_of(columns), RateColumns("n", "people", "force"))))
    return "".join(pages)


WHOLE: dict[str, Work] = {
    "its, 180 months": lambda: series_from(ONE_SERIES, ITS_ASK),
    "xmr chart, 180 months": lambda: chart_from(ONE_SERIES, CHART_ASK),
    "xmr limits and rules alone": lambda: xmr_chart(SERIES.tolist()),
    "sdid, 43 places, placebos": lambda: places_from(LONG_TABLE, SDID),
    "rates, with a report": lambda: report_page(rates(TOWNS, COLUMNS)),
    "20 headlines": lambda: headlines(register()),
}


def main() -> int:
    """Print the times and ratios; answer 1 when one missed its aim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = {}
    for name, (ours, theirs) in PAIRS.items():
        mine, plain = each(ours), each(theirs)
        rows[name] = {
            "microseconds": round(mine, 1),
            "plain_microseconds": round(plain, 1),
            "ratio": round(mine / plain, 3),
        }
    began = time.perf_counter()
    letters = len(forces_report())
    report_seconds = round(time.perf_counter() - began, 2)
    whole = {name: round(each(work) / 1000, 2) for name, work in WHOLE.items()}
    missed = [name for name, row in rows.items() if row["ratio"] > AIM]
    if report_seconds > REPORT_AIM:
        missed.append("report of 43 forces")
    if asked.json:
        print(
            json.dumps(
                {
                    "methods": rows,
                    "whole_milliseconds": whole,
                    "report_seconds": report_seconds,
                    "missed": missed,
                }
            )
        )
        return 1 if missed else 0
    for name, row in rows.items():
        print(f"{name:27} {row['microseconds']:9.1f} µs  plain {row['plain_microseconds']:9.1f} µs"
              f"  ratio {row['ratio']:.3f}")  # fmt: skip
    for name, took in whole.items():
        print(f"{name:27} {took:9.2f} ms")
    print(f"report of 43 forces by 180 months {report_seconds:9.2f} s  {letters:,} letters"
          f"  aim under {REPORT_AIM} s")  # fmt: skip
    print(f"aim: at most {AIM} times the plain call; missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
