"""Where pairs are compared: DuckDB in this process, or Spark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from alongside.engines.matching.batch.preparing.table import Prepared

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker, SettingsCreator
    from splink.internals.splink_dataframe import SplinkDataFrame


class Backend(Protocol):
    """What a place to compare pairs must offer."""

    name: str

    def linker(self, settings: "SettingsCreator", prepared: Prepared) -> "Linker":
        """Splink, over the prepared tables."""

    def keep(self, found: "SplinkDataFrame", table: str, columns: Sequence[str]) -> None:
        """Keep columns of an answer as a table in DuckDB; ``columns`` may be SQL."""

    def close(self) -> None:
        """Take away what was made for the comparing."""


class OnDuckDB:
    """Compares pairs in this process."""

    name = "duckdb"

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self._connection = connection
        self._registered: dict[tuple[str, ...], list[SplinkDataFrame]] = {}

    def linker(self, settings: "SettingsCreator", prepared: Prepared) -> "Linker":
        """Splink, over the prepared tables."""
        from splink import DuckDBAPI, Linker

        if prepared.tables not in self._registered:
            api = DuckDBAPI(self._connection)
            self._registered[prepared.tables] = [
                api.register(self._connection.table(table), dataset_display_name=f"of_{table}")
                for table in prepared.tables
            ]
        tables = self._registered[prepared.tables]
        return Linker(tables, settings, log_level=None, validate_settings=False)

    def keep(self, found: "SplinkDataFrame", table: str, columns: Sequence[str]) -> None:
        """Keep columns of an answer as a table in DuckDB."""
        chosen = ", ".join(columns)
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT {chosen} FROM {found.physical_name}"  # nosec B608
        )

    def close(self) -> None:
        """Nothing: the tables go with the connection."""
