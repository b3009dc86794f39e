"""Spark weighs the same pairs as DuckDB does, to the last digit that means anything."""

import importlib.util
import os
import shutil

import pytest

from alongside.engines.matching.batch.asking import Ask, quietly
from alongside.engines.matching.batch.run import open_connection, open_files, run
from alongside.engines.matching.made_up.pairs import pairs

ROWS = 50
COLUMNS = ("given", "born_on")
ASKED = "ALONGSIDE_TEST_SPARK"
# No second compiler: a run of seconds never earns back what it costs.
QUICK_START = "--driver-java-options -XX:TieredStopAtLevel=1 pyspark-shell"

pytestmark = [
    pytest.mark.skipif(
        os.environ.get(ASKED) != "yes",
        reason=f"Spark takes half a minute of processor time to start: {ASKED}=yes runs it, and "
        "benchmarks.linkage sets the two side by side on larger files",
    ),
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
        reason="Spark is not here: it needs alongside[spark] and Java 17",
    ),
    # Py4J leaves its sockets to be closed when they are collected.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in.*socket"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two small files of invented people who share half."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("spark")
    made = pairs(ROWS, ROWS, ROWS // 2, seed=5)
    paths = []
    for name, side in (("left", made.left), ("right", made.right)):
        paths.append(folder / f"{name}.parquet")
        held = {column: pa.array(side[column].tolist(), pa.string()) for column in COLUMNS}
        pq.write_table(pa.table(held), paths[-1])
    return paths


def weighed(files, backend):
    """Every pair that was kept, with its weight."""
    with open_connection() as connection:
        opened = open_files(connection, files)
        run(connection, opened, ask=Ask(backend=backend), progress=quietly)
        rows = connection.execute(
            "SELECT unique_id_l, unique_id_r, weight FROM scored ORDER BY ALL"
        ).fetchall()
    return {(a, b): weight for a, b, weight in rows}


def test_spark_gives_the_pairs_and_weights_that_duckdb_gives(files, monkeypatch):
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", QUICK_START)
    here, there = weighed(files, "duckdb"), weighed(files, "spark")
    assert len(here) >= ROWS // 2
    assert there.keys() == here.keys()
    assert there == pytest.approx(here, abs=1e-9)
