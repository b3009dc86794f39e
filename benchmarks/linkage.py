"""Linking two files of invented people, beside Splink with settings written by hand.

    python -m benchmarks.linkage [--rows 500000] [--seed 7] [--json]

Both are given the same two files of ``--rows`` rows, half of them shared, each in a process of
its own so that its greatest memory can be told. Printed: seconds, memory, precision, recall and F1
one to one, and the ratio. The limit is 1.2 times the peer's time with a higher F1. The peer is what
somebody who knows Splink would write: five comparisons from its library, three blocking rules, a
prior from two sure rules, two passes of learning. It is given its best threshold, found with the
truth; ours is chosen without it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

KEPT = (
    "record",
    "person",
    "given",
    "family",
    "sex",
    "born_on",
    "address",
    "town",
    "postcode",
    "phone",
)
LIMIT = 1.2


def write_files(folder: Path, *, rows: int, seed: int) -> None:
    """Invent the two files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from alongside.engines.matching.made_up.pairs import pairs

    made = pairs(rows, rows, rows // 2, seed=seed)
    for name, side in (("left", made.left), ("right", made.right)):
        held = {column: pa.array(side[column].tolist(), pa.string()) for column in KEPT}
        pq.write_table(pa.table(held), folder / f"{name}.parquet")


def ours(folder: Path) -> dict[str, float]:
    """Link with the defaults and the threshold chosen."""
    from alongside.engines.matching.batch.asking import Ask
    from alongside.engines.matching.batch.linking import link

    began = time.perf_counter()
    answer, _ = link(folder / "left.parquet", folder / "right.parquet", Ask(truth="person"))
    took = time.perf_counter() - began
    chosen = answer.chosen
    if chosen is None:
        raise RuntimeError("the truth was given and nothing was measured")
    return {
        "seconds": took,
        "precision": chosen.precision,
        "recall": chosen.recall,
        "f1": chosen.f1,
        "compared": answer.scored.work.pairs,
    }


def by_hand() -> Any:
    """Settings as somebody who knows Splink writes them for these files."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("family", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.DamerauLevenshteinAtThresholds("born_on", [1, 2]),
            cl.ExactMatch("postcode"),
            cl.ExactMatch("phone"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("born_on"),
            block_on("given", "family"),
            block_on("family", "postcode"),
        ],
    )


def theirs(folder: Path) -> dict[str, float]:
    """Link with Splink as written by hand, at its best threshold."""
    import duckdb
    from splink import DuckDBAPI, Linker, block_on

    began = time.perf_counter()
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    tables = []
    for place, name in enumerate(("left", "right")):
        connection.execute(
            f"CREATE TABLE {name}_side AS SELECT record AS unique_id, * EXCLUDE (record) "
            f"FROM read_parquet('{folder / name}.parquet')"
        )
        tables.append(
            api.register(connection.table(f"{name}_side"), dataset_display_name=f"side_{place}")
        )
    linker = Linker(tables, by_hand(), log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "family", "born_on"), block_on("postcode", "given")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("given", "family"), block_on("born_on")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-4, warning_mode="never")
    edges = connection.execute(
        "SELECT f.match_weight, unique_id_l, unique_id_r, l.person = r.person "
        f"FROM {found.physical_name} f JOIN left_side l ON l.unique_id = unique_id_l "
        "JOIN right_side r ON r.unique_id = unique_id_r ORDER BY ALL DESC"
    ).fetchall()
    took = time.perf_counter() - began
    rows = connection.execute(
        "SELECT count(*) FROM left_side JOIN right_side USING (person)"
    ).fetchall()
    return {"seconds": took, **best(edges, true=rows[0][0])}


def best(edges: list[tuple[float, str, str, bool]], *, true: int) -> dict[str, float]:
    """Precision, recall and F1 one to one, at the best threshold there is."""
    left: set[str] = set()
    right: set[str] = set()
    found, said, hits = {"precision": 0.0, "recall": 0.0, "f1": 0.0}, 0, 0
    for _, a, b, right_answer in edges:
        if a in left or b in right:
            continue
        left.add(a)
        right.add(b)
        said, hits = said + 1, hits + right_answer
        f1 = 2 * hits / (said + true)
        if f1 > found["f1"]:
            found = {"precision": hits / said, "recall": hits / true, "f1": f1}
    return found


def apart(which: str, folder: Path) -> dict[str, float]:
    """Run one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.linkage", "--side", which, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print both and their ratio; answer 1 where the limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--side", choices=("ours", "theirs"))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.side:
        told = (ours if asked.side == "ours" else theirs)(asked.folder)
        told["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told["cpu_seconds"] = time.process_time()
        print(json.dumps(told))
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_files(folder, rows=asked.rows, seed=asked.seed)
        answer = {
            "rows": asked.rows,
            "theirs": apart("theirs", folder),
            "ours": apart("ours", folder),
        }
    ratio = answer["ours"]["seconds"] / answer["theirs"]["seconds"]
    answer["time_ratio"] = round(ratio, 2)
    if asked.json:
        print(json.dumps(answer))
    else:
        for side in ("theirs", "ours"):
            print(side, " ".join(f"{name}={value:.4g}" for name, value in answer[side].items()))
        print(f"time ratio {ratio:.2f} (limit {LIMIT})")
    return int(ratio > LIMIT or answer["ours"]["f1"] <= answer["theirs"]["f1"])


if __name__ == "__main__":
    raise SystemExit(main())
