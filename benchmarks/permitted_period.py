"""Permitted-period evaluations a second, against a bare sum of a datetime and 24 hours.

    python -m benchmarks.permitted_period [--json]

There is no other published engine for this law to compare with, so the limit is the least any
implementation could do: add the hours and compare with now.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from alongside.engines import law

START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
NOW = START + timedelta(hours=7)
DAY = timedelta(hours=24)


def rate(work: Callable[[], object], seconds: float = 2.0) -> float:
    """How many times a second something can be done."""
    done, began = 0, time.perf_counter()
    while (took := time.perf_counter() - began) < seconds:
        for _ in range(200):
            work()
        done += 200
    return done / took


def main() -> None:
    """Print the rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    facts = law.PeriodFacts(
        power=law.Power.S136,
        mode=law.Mode.REMOVED,
        power_used_at=START - timedelta(minutes=40),
        arrivals=(START, START + timedelta(hours=3)),
    )
    engine = rate(lambda: law.permitted_period(facts, NOW))
    bare = rate(lambda: START + DAY - NOW)
    answer = {
        "evaluations_per_second": round(engine),
        "bare_sums_per_second": round(bare),
        "ratio": round(engine / bare, 4),
    }
    if asked.json:
        print(json.dumps(answer))
    else:
        print(
            f"permitted period: {engine:,.0f} evaluations/s with findings and sources; a bare sum: "
            f"{bare:,.0f}/s; ratio {engine / bare:.4f}"
        )


if __name__ == "__main__":
    main()
