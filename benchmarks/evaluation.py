"""Rates, intervals and proportions, each against the plain statsmodels or SciPy call.

    python -m benchmarks.evaluation [--json]

The aim is at most 1.3 times the plain call; a method that misses it makes the exit 1. A whole
answer, with its checks, words, table and chart, has no plain call to stand beside: its time is
printed for its own sake.
"""

import argparse
import json
import time
from collections.abc import Callable

from scipy import stats
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
from alongside.engines.evaluation.headlines.answering import headlines
from alongside.engines.evaluation.headlines.register import register
from alongside.engines.evaluation.intervals import clopper_pearson, exact_poisson, wilson
from alongside.engines.evaluation.measures import Percentage, Rate
from alongside.engines.evaluation.multiplicity import holm
from alongside.engines.evaluation.proportions import difference
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.ratios import RatioMethod, rate_ratio
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.report import report_page

AIM = 1.3
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
WHOLE: dict[str, Work] = {
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
    whole = {name: round(each(work) / 1000, 2) for name, work in WHOLE.items()}
    missed = [name for name, row in rows.items() if row["ratio"] > AIM]
    if asked.json:
        print(json.dumps({"methods": rows, "whole_milliseconds": whole, "missed": missed}))
        return 1 if missed else 0
    for name, row in rows.items():
        print(f"{name:26} {row['microseconds']:9.1f} µs  plain {row['plain_microseconds']:9.1f} µs"
              f"  ratio {row['ratio']:.3f}")  # fmt: skip
    for name, took in whole.items():
        print(f"{name:26} {took:9.2f} ms")
    print(f"aim: at most {AIM} times the plain call; missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
