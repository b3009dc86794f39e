"""Importing past detentions against a bare bulk insert of the same rows, in the same run.

    python -m benchmarks.import_speed [--rows 50000] [--json]

The import is everything from opening the file to the commit: reading and checking every cell,
looking for what is here already, people, the clock of each detention worked out by the law
engine, the audit chain. The bare insert is Django's ``bulk_create`` of the very rows the import
left behind (people, births, their references, contacts, detentions, events), made ready
beforehand, into the same emptied tables of the same database, in one transaction.

Uses the database of the settings: SQLite in a folder of its own unless ``DATABASE_URL`` says
otherwise, which must be a database to throw away.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

AIM = 0.25
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def main() -> None:
    """Print the ratio; exit 1 when it is under the aim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        os.environ.update(ALONGSIDE_VAR=folder, ALONGSIDE_DEMO="1")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
        answer = measure(Path(folder), asked.rows)
    if asked.json:
        print(json.dumps(answer))
    else:
        print(
            f"import: {answer['import_rows_per_second']:,.0f} detentions/s "
            f"({answer['database_rows']:,} database rows in {answer['import_seconds']:.1f} s); "
            f"bare bulk insert: {answer['bare_rows_per_second']:,.0f}/s; "
            f"ratio {answer['ratio']:.2f} on {answer['database']} (aim {AIM})"
        )
    raise SystemExit(0 if answer["ratio"] >= AIM else 1)


def measure(folder: Path, count: int) -> dict[str, float | int | str]:
    """Import a made file, then insert the same rows barely, and compare."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.make_history import rows, write_csv

    call_command("migrate", verbosity=0, interactive=False)
    if connection.vendor == "postgresql":
        call_command("flush", verbosity=0, interactive=False)
    path = folder / "history.csv"
    write_csv(path, rows(count, seed=136, until=datetime(2026, 11, 1, tzinfo=UTC)))
    import_seconds = timed(lambda: bring_in(path))
    bare_seconds, inserted = bare_insert()
    return {
        "database": connection.vendor,
        "rows": count,
        "database_rows": inserted,
        "import_seconds": round(import_seconds, 2),
        "import_rows_per_second": round(count / import_seconds, 1),
        "bare_seconds": round(bare_seconds, 2),
        "bare_rows_per_second": round(count / bare_seconds, 1),
        "ratio": round(bare_seconds / import_seconds, 3),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds that something took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bring_in(path: Path) -> None:
    """Do what ``alongside import s136 --write`` does, without the progress bar."""
    from alongside.areas.crisis.actions.importing import Force, import_history
    from alongside.exchange.spreadsheets.column_map import ColumnMap, lay_out
    from alongside.exchange.spreadsheets.history import read_history
    from alongside.exchange.spreadsheets.sheet import open_sheet

    actor = _actor()
    force = Force(actor.organisation_id, actor.organisation_name)
    sheet = open_sheet(path)
    layout = lay_out(sheet.titles, ColumnMap())
    reading = read_history(sheet, layout, force=force, places=[], now=NOW)
    if reading.problems:
        raise SystemExit(f"the made file was refused: {reading.problems[:3]}")
    import_history(actor, reading.uses, force=force, now=NOW)


def _actor():
    from alongside.foundation.accounts.actions import add_organisation, add_user
    from alongside.kernel.actor import Actor, Role, Sector

    name = "Northmoor Police"
    force = add_organisation(name=name, short_name=name, sector=Sector.POLICE, now=NOW)
    user = add_user(
        sign_in_name="bench", display_name="Bench", organisation_id=force,
        roles=(Role.FORCE_STATISTICS,), password=None, now=NOW,
    )  # fmt: skip
    return Actor(user, "Bench", force, name, Sector.POLICE, Role.FORCE_STATISTICS, True)


def bare_insert() -> tuple[float, int]:
    """Take the imported rows out, and put them back with ``bulk_create`` alone."""
    from django.db import transaction

    from alongside.areas.crisis.models import Contact, Detention, Event
    from alongside.areas.people.models import Person, PersonBirth, PersonIdentifier

    models = (Person, PersonBirth, PersonIdentifier, Contact, Detention, Event)
    kept = [list(model.objects.all()) for model in models]
    with transaction.atomic():
        for model in reversed(models):
            everything = model.objects.all()
            everything._raw_delete(everything.db)

    def put_back() -> None:
        with transaction.atomic():
            for model, made in zip(models, kept, strict=True):
                model.objects.bulk_create(made, batch_size=2000)

    return timed(put_back), sum(len(made) for made in kept)


if __name__ == "__main__":
    main()
