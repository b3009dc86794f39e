"""Two ledgers of section 136 with differences planted: how many of each kind are recovered.

    python -m benchmarks.reconcile [--uses 10000] [--seeds 1 2 3]

The aim is 95 in 100 recovered of every kind and fewer than 1 in 1,000 matches false; missing either
makes the exit 1. The naive peer matches on equal names and date of birth on one day.
"""

import argparse
import time

from alongside.engines.matching.made_up.ledgers import LEDGER, PLANTED, Ledgers, ledgers
from alongside.engines.matching.reconcile.reading import key_of_a_desk, named_ledger
from alongside.engines.matching.reconcile.reconciling import reconcile

RECOVERED, FALSE = 0.95, 0.001


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--uses", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    met = [run(asked.uses, seed=seed) for seed in asked.seeds]
    print("met" if all(met) else "missed")
    return 0 if all(met) else 1


def run(uses: int, *, seed: int) -> bool:
    made = ledgers(uses, seed=seed)
    key = key_of_a_desk()
    sides = [
        named_ledger(
            name,
            LEDGER,
            [(n, tuple(row[title] for title in LEDGER)) for n, row in enumerate(rows)],
            asked=["record=record"],
            key=key,
        )
        for name, rows in (("police", made.police), ("health", made.health))
    ]
    began = time.perf_counter()
    found = reconcile(*sides)
    spent = time.perf_counter() - began
    pairs = set(found.pairs)
    false = len(pairs - made.pairs) / max(len(pairs), 1)
    print(
        f"seed {seed}: {len(pairs & made.pairs):,} of {len(made.pairs):,} uses matched, "
        f"false {false:.5f}, {spent:.1f} s; equal names on one day matches {naive(made):,}"
    )
    said = {(one.kind.value, one.police, one.health) for one in found.differences}
    worst = 1.0
    for kind in PLANTED:
        planted = {one for one in made.planted if one[0] == kind}
        share = len(planted & said) / len(planted)
        worst = min(worst, share)
        print(f"  {kind:<16} {share:.4f} of {len(planted):,}")
    return worst >= RECOVERED and false < FALSE


def naive(made: Ledgers) -> int:
    def keys(rows: list[dict[str, object]]) -> dict[tuple[object, ...], object]:
        return {
            (row["given"], row["family"], row["born_on"], str(row["arrived_at"])[:10]): row[
                "record"
            ]
            for row in rows
        }

    mine, theirs = keys(made.police), keys(made.health)
    return sum((one, theirs[key]) in made.pairs for key, one in mine.items() if key in theirs)


if __name__ == "__main__":
    raise SystemExit(main())
