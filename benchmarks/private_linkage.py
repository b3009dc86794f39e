"""Linking without names, beside plain Splink with the names and beside anonlink where asked for.

    python -m benchmarks.private_linkage [--rows 100000] [--seeds 1 2] [--no-splink] [--learn]
                                         [--anonlink PYTHON]

Two invented files of 100,000 share 50,000 people; the second has 20 % first-name typos, 15 %
family-name typos, 10 % day and month swapped, 30 % moved, 5 % of each of four fields missing. NHS
numbers are left out. The aim is a precision of 0.999 or more with a recall of 0.977 or more at the
stated rate of 1 in 1,000, chosen without looking at the truth; missing it makes the exit 1.

``--learn`` writes the weights that fitting begins from, learnt on other seeds and rates.
"""

import argparse
import csv
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from alongside.engines.matching.made_up.drawing import Columns
from alongside.engines.matching.made_up.pairs import Pairs, Rates, pairs
from alongside.engines.matching.private import weighing
from alongside.engines.matching.private.candidates import candidates
from alongside.engines.matching.private.comparing import bearers, levels, likeness
from alongside.engines.matching.private.filters import Words, encode
from alongside.engines.matching.private.linking import link
from alongside.engines.matching.private.secret import key_from
from alongside.engines.matching.private.tokens import ROLES

KEY = key_from("six words that nobody else knows", exchange="benchmark")
ENCODED = tuple(role for role in ROLES if role != "nhs_number")
PRECISION, RECALL = 0.999, 0.977
RATES = (0.0005, 0.001, 0.002, 0.005)
LEARNT_ON = (
    (101, Rates(0.15, 0.12, 0.08, 0.25, 0.08), ENCODED),
    (102, Rates(0.25, 0.15, 0.10, 0.30, 0.05), ROLES[:7]),
    (103, Rates(0.10, 0.10, 0.06, 0.15, 0.15), ROLES),
)
WEIGHTS = Path(weighing.__file__).with_name("weights.toml")


def encodings(columns: Columns, roles: tuple[str, ...] = ENCODED) -> Words:
    rows = zip(*(columns[role] for role in roles), strict=True)
    return encode([{r: v for r, v in zip(roles, row, strict=True) if v} for row in rows], key=KEY)


def learn() -> None:
    cells, truth = [], []
    for seed, rates, roles in LEARNT_ON:
        made = pairs(40_000, 40_000, 20_000, seed=seed, rates=rates)
        left, right = encodings(made.left, roles), encodings(made.right, roles)
        here, there = candidates(left, right)
        borne = bearers(left, right)[0][here] - 2
        cells.append(weighing.cell_numbers(levels(likeness(left, right, (here, there)), borne)))
        truth.append((made.left["person"][here] == made.right["person"][there]).astype(bool))
    learnt = weighing.learn(np.concatenate(cells), np.concatenate(truth))
    heading = "# Learnt on invented people by `python -m benchmarks.private_linkage --learn`.\n"
    WEIGHTS.write_text(heading + weighing.as_toml(learnt), encoding="utf-8")
    print(f"written: {WEIGHTS}")


def ours(made: Pairs, *, seed: int) -> bool:
    began = time.perf_counter()
    left, right = encodings(made.left), encodings(made.right)
    spent = time.perf_counter() - began
    count = len(left) + len(right)
    print(f"seed {seed}: {count:,} records encoded in {spent:.1f} s, {count / spent:,.0f}/s")
    met = True
    for rate in RATES:
        began = time.perf_counter()
        found = link(left, right, false_match_rate=rate)
        spent = time.perf_counter() - began
        right_ones = made.left["person"][found.left] == made.right["person"][found.right]
        precision, recall = right_ones.mean(), right_ones.sum() / made.shared
        print(
            f"  stated {rate:.4f}: precision {precision:.5f}, recall {recall:.5f}, "
            f"{len(found.left):,} linked, {found.compared:,} pairs, {spent:.1f} s"
        )
        if rate == 0.001:
            met = bool(precision >= PRECISION and recall >= RECALL)
    return met


def compared_each_second(made: Pairs) -> None:
    """Every filter of many pairs, and every pair of names by brute force."""
    left = encodings({name: column[:4000] for name, column in made.left.items()})
    rng = np.random.default_rng(1)
    rows = rng.integers(0, len(left), 400_000), rng.integers(0, len(left), 400_000)
    began = time.perf_counter()
    likeness(left, left, rows)
    whole = len(rows[0]) / (time.perf_counter() - began)
    names = np.ascontiguousarray(left[:, :8])
    began = time.perf_counter()
    for start in range(0, 4000, 50):
        np.bitwise_count(names[start : start + 50, None] & names[None]).sum(-1, dtype=np.int32)
    brute = len(names) ** 2 / (time.perf_counter() - began)
    print(f"compared each second: {whole / 1e6:.1f} M pairs by all ten filters, "
          f"{brute / 1e6:.0f} M by the names alone, every one with every other")  # fmt: skip


def anonlink(made: Pairs, python: str) -> None:
    """Encodings of whole records by clkhash, each compared with each: its best thresholds."""
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder) / f"{name}.csv", side)
                 for name, side in (("left", made.left), ("right", made.right))]  # fmt: skip
        script = Path(__file__).with_name("private_linkage_anonlink.py")
        command = [python, str(script), *files, str(made.shared)]
        said = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told = json.loads(said.stdout)
    print(
        f"anonlink, encodings by clkhash: recall {told['recall']:.5f} at its best threshold of "
        f"precision {PRECISION}; best F1 {told['f1']:.5f}; encoded in "
        f"{told['encoding_seconds']:.1f} s, {told['candidates']:,} candidates and solved in "
        f"{told['linking_seconds']:.1f} s"
    )


def _written(path: Path, side: Columns) -> str:
    names = [*ENCODED, "person"]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(names)
        out.writerows(
            ["" if value is None else value for value in row]
            for row in zip(*(side[name] for name in names), strict=True)
        )
    return str(path)


def splink(made: Pairs) -> None:
    """Hand-written settings, term frequencies, best pairs one to one; names in the open."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    columns = [*ENCODED, "record", "person"]
    tables = [pd.DataFrame({c: side[c] for c in columns}) for side in (made.left, made.right)]
    api = DuckDBAPI()
    names = [
        cl.JaroWinklerAtThresholds(name, [0.9, 0.8]).configure(term_frequency_adjustments=True)
        for name in ("given", "family")
    ]
    others = [
        cl.DateOfBirthComparison("born_on", input_is_string=True),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("phone"),
        cl.ExactMatch("sex"),
        cl.JaroWinklerAtThresholds("address", [0.9]),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="record",
        comparisons=[*names, *others],
        blocking_rules_to_generate_predictions=[
            block_on("born_on"), block_on("postcode"), block_on("given", "family"),
            block_on("phone"), block_on("family", "substr(born_on, 1, 4)"),
        ],
    )  # fmt: skip
    began = time.perf_counter()
    linker = Linker([api.register(table) for table in tables], settings)
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("given", "family", "born_on")], recall=0.6
    )
    train.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("born_on"), block_on("given", "family")):
        train.estimate_parameters_using_expectation_maximisation(rule)
    said = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    spent = time.perf_counter() - began
    person = {r: p for side in tables for r, p in zip(side.record, side.person, strict=True)}
    said["right"] = said.record_l.map(person) == said.record_r.map(person)
    told(said.sort_values("match_weight", ascending=False), shared=made.shared, spent=spent)


def told(said, *, shared: int, spent: float) -> None:
    best = said.drop_duplicates("record_l").drop_duplicates("record_r")
    right = np.cumsum(best.right.to_numpy())
    precision, recall = right / np.arange(1, len(best) + 1), right / shared
    most = recall[precision >= PRECISION].max(initial=0.0)
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"plain Splink with names: recall {most:.5f} at its best threshold of precision "
        f"{PRECISION}; best F1 {f1.max():.5f}; {spent:.1f} s"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--no-splink", action="store_true")
    parser.add_argument("--anonlink", metavar="PYTHON", help="one that has anonlink and clkhash")
    parser.add_argument("--learn", action="store_true")
    asked = parser.parse_args()
    if asked.learn:
        learn()
        return 0
    met = True
    for seed in asked.seeds:
        made = pairs(asked.rows, asked.rows, asked.rows // 2, seed=seed)
        met &= ours(made, seed=seed)
    compared_each_second(made)
    if asked.anonlink:
        anonlink(made, asked.anonlink)
    if not asked.no_splink:
        splink(made)
    print("met" if met else f"missed: precision {PRECISION} with recall {RECALL}")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
