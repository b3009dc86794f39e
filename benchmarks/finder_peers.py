"""What the finder is set beside: PostgreSQL's pg_trgm, and Splink's one record against all."""

import time
from typing import Any

from benchmarks.finder_people import Asked, Columns

FIRST = 5
TRIGRAMS = """
    SELECT person FROM trigram_people
    WHERE name %% %s
    ORDER BY similarity(name, %s)
        + CASE WHEN born_on = %s THEN 1.0 ELSE 0 END
        + CASE WHEN postcode = %s THEN 0.5 ELSE 0 END DESC
    LIMIT 5
"""


def by_trigrams(columns: Columns, meant: list[Asked]) -> dict[str, Any]:
    """Find by pg_trgm: names alike by trigrams through a GIN index, then date and postcode."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE TABLE trigram_people (person int, name text, born_on text, postcode text)"
        )
        rows = _rows(columns)
        for start in range(0, len(rows), 5000):
            lot = rows[start : start + 5000]
            marks = ",".join(["(%s,%s,%s,%s)"] * len(lot))
            values = [value for row in lot for value in row]
            cursor.execute(f"INSERT INTO trigram_people VALUES {marks}", values)
        cursor.execute("CREATE INDEX ON trigram_people USING gin (name gin_trgm_ops)")
        cursor.execute("ANALYZE trigram_people")
        times, hits = [], 0
        for one in meant:
            (name,) = one.facts.names
            text = " ".join((*name.given, *name.family))
            born = one.facts.births[0].isoformat() if one.facts.births else ""
            code = one.facts.postcodes[0] if one.facts.postcodes else ""
            began = time.perf_counter()
            cursor.execute(TRIGRAMS, [text, text, born, code])
            hits += one.meant in [person for (person,) in cursor.fetchall()]
            times.append((time.perf_counter() - began) * 1000)
    return _told(times, hits)


def by_splink(columns: Columns, meant: list[Asked]) -> dict[str, Any]:
    """Find by Splink's own look-up of one record against a registered table."""
    try:
        import pyarrow as pa
        import splink.comparison_library as cl
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return {"absent": "Splink is not installed"}
    names = ("person", "name_given", "name_family", "born_on", "postcode")
    rows = [_split(columns, i) for i in range(len(columns["person"]))]
    table = pa.table({name: [row[k] for row in rows] for k, name in enumerate(names)})
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="person",
        comparisons=[
            cl.NameComparison("name_given"),
            cl.NameComparison("name_family"),
            cl.DateOfBirthComparison("born_on", input_is_string=True),
            cl.PostcodeComparison("postcode"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name_family", "name_given"),
            block_on("born_on", "name_family"),
            block_on("born_on", "name_given"),
            block_on("postcode"),
        ],
    )
    api = DuckDBAPI()
    everybody = api.register(table)
    linker = Linker(everybody, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=136)
    for name in ("name_given", "name_family"):
        linker.table_management.compute_tf_table(name)
    times, hits = [], 0
    for place, one in enumerate(meant):
        record = _sought(one, place)
        began = time.perf_counter()
        asked = api.register(pa.Table.from_pylist([record], schema=table.schema))
        answer = linker.inference.predict_between(
            everybody, asked, threshold_match_weight=-20, warning_mode="never"
        )
        found = answer.as_record_list()
        found.sort(key=lambda row: -row["match_weight"])
        people = {row[name] for row in found[:FIRST] for name in ("person_l", "person_r")}
        hits += one.meant in people
        times.append((time.perf_counter() - began) * 1000)
    return _told(times, hits)


def _rows(columns: Columns) -> list[tuple[int, str, str, str]]:
    found = []
    for i in range(len(columns["person"])):
        number, given, family, born, code = _split(columns, i)
        found.append((number, f"{given} {family}", born or "", code or ""))
    return found


def _split(columns: Columns, i: int) -> tuple[int, str, str, str | None, str | None]:
    given, family = (str(columns[name][i] or "").lower() for name in ("given", "family"))
    return i, given, family, columns["born_on"][i], columns["postcode"][i]


def _sought(one: Asked, place: int) -> dict[str, Any]:
    (name,) = one.facts.names
    return {
        "person": -1 - place,
        "name_given": " ".join(name.given),
        "name_family": " ".join(name.family),
        "born_on": one.facts.births[0].isoformat() if one.facts.births else None,
        "postcode": one.facts.postcodes[0] if one.facts.postcodes else None,
    }


def _told(times: list[float], hits: int) -> dict[str, Any]:
    ordered = sorted(times)
    return {
        "recall": round(hits / len(times), 4),
        "p50_ms": round(ordered[len(ordered) // 2], 2),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 2),
        "look_ups": len(times),
    }
