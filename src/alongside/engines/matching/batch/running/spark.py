"""Compares pairs on Apache Spark, with the same settings, when one machine is outgrown.

Cells are made comparable, and shares learnt from a sample, in DuckDB; Spark compares every pair.
Tables cross as Parquet in a folder of their own, which is taken away at the end.
"""

import importlib.util
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.preparing.table import Prepared
from alongside.engines.matching.batch.reading import text
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker, SettingsCreator
    from splink.internals.splink_dataframe import SplinkDataFrame

MOST_PARTS: Final = 4
ROWS_A_PART: Final = 25_000
"""Small tables go in one part: each part is a task to start, at every one of some twenty steps."""
MEMORY: Final = "2g"


def check_spark() -> None:
    """Refuse where Spark or Java is absent.

    Raises:
        Refused: ``backend.absent``.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise Refused(
            "backend.absent",
            "--backend spark: PySpark is not installed.",
            next_step="Install alongside[spark], or use --backend duckdb.",
        )
    if shutil.which("java") is None:
        raise Refused(
            "backend.absent",
            "--backend spark: Java is not installed.",
            next_step="Install Java 17, or use --backend duckdb.",
        )


class OnSpark:
    """Compares pairs on Spark: this machine's two cores, or the session that is already there."""

    name = "spark"

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        check_spark()
        self._connection = connection
        self._folder = Path(tempfile.mkdtemp(prefix="alongside-spark-"))
        self._session = _session(self._folder)

    def linker(self, settings: "SettingsCreator", prepared: Prepared) -> "Linker":
        """Splink, over the prepared tables."""
        from splink import Linker, SparkAPI

        parts = min(MOST_PARTS, 1 + sum(prepared.rows) // ROWS_A_PART)
        self._session.conf.set("spark.sql.shuffle.partitions", parts)
        api = SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=self._session, num_partitions_on_repartition=parts
        )
        tables = []
        for place, table in enumerate(prepared.tables):
            path = self._folder / f"{table}.parquet"
            self._connection.execute(f"COPY {table} TO {text(str(path))} (FORMAT PARQUET)")
            read = self._session.read.parquet(str(path))
            name = f"side_{place}_{self._folder.name.rpartition('-')[2].lower()}"
            tables.append(api.register(read, dataset_display_name=name))
        return Linker(tables, settings, log_level=None, validate_settings=False)

    def keep(self, found: "SplinkDataFrame", table: str, columns: Sequence[str]) -> None:
        """Keep columns of an answer as a table in DuckDB."""
        path = self._folder / f"{table}-answer"
        frame = self._session.table(found.physical_name).selectExpr(*columns)
        frame.write.mode("overwrite").parquet(str(path))
        parts = text(str(path / "*.parquet"))
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM read_parquet({parts})"  # nosec B608
        )

    def close(self) -> None:
        """Take the folder away; the session is left for whoever else uses it."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _session(folder: Path) -> Any:
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    session = (
        SparkSession.builder.master("local[2]")
        .appName("alongside")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", MEMORY)
        .config("spark.jars", similarity_jar_location())
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.local.dir", str(folder / "local"))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    return session
