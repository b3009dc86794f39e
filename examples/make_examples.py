"""Makes the example files beside it. Northmoor is invented, and so is every number.

    python examples/make_examples.py

``northmoor-months.csv`` has 60 months of detentions in Northmoor and in Riverside, the county next
to it. Both have a season and a slow rise. From 2024-01 Northmoor has a quarter fewer than it would
have had; nothing begins in Riverside. ``northmoor-towns.csv`` has 25 towns over 20 quarters, where
Northmoor town falls by 6 for each 100,000 people from 2023-Q1.
"""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SEED = 136


def months() -> list[list[object]]:
    """Two counties by month."""
    chance = np.random.default_rng(SEED)
    rows: list[list[object]] = [
        ["month", "detentions", "population", "riverside", "riverside_population"]
    ]
    for at in range(60):
        season = np.exp(0.12 * np.sin(2 * np.pi * at / 12))
        usual = 110 * 1.004**at * season
        here = usual * (0.75 if at >= 36 else 1)
        rows.append(
            [
                f"{2021 + at // 12}-{at % 12 + 1:02d}",
                int(chance.poisson(here)),
                612_000 + 250 * at,
                int(chance.poisson(0.8 * usual)),
                498_000 + 180 * at,
            ]
        )
    return rows


def towns() -> list[list[object]]:
    """Twenty-five towns by quarter."""
    chance = np.random.default_rng(SEED)
    shared = chance.normal(0, 1, 20).cumsum()
    names = ["Northmoor", *(f"Town {number}" for number in range(1, 25))]
    rows: list[list[object]] = [["town", "quarter", "per_100000"]]
    for name in names:
        level, load = chance.normal(30, 4), chance.normal(1, 0.2)
        for at in range(20):
            rate = level + load * shared[at] + chance.normal(0, 1)
            if name == "Northmoor" and at >= 12:
                rate -= 6
            rows.append([name, f"{2020 + at // 4}-Q{at % 4 + 1}", round(float(rate), 1)])
    return rows


def write(path: Path, rows: list[list[object]]) -> None:
    """Write one file."""
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)


def main() -> None:
    """Write both files."""
    write(HERE / "northmoor-months.csv", months())
    write(HERE / "northmoor-towns.csv", towns())


if __name__ == "__main__":
    main()
