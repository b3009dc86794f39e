"""Importing past episodes against a bare bulk insert of the same rows, in the same run.

    python -m benchmarks.episode_import [--rows 100000] [--json]

The import is everything the command does: opening the file, reading and checking every cell
twice, looking for what is here already, people, events, what follows from them worked out by the
rules of the pathway, the audit chain, a commit for every five hundred. The bare insert is Django's
``bulk_create`` of the very rows the import left behind, made ready beforehand, into the same
emptied tables of the same database, in one transaction. Memory is the most the process held
before the bare insert, less what it held before the import.
"""

import argparse
import json
import os
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.import_speed import timed

AIM = 0.2
AIM_MEGABYTES = 400
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def main() -> None:
    """Print the ratio; exit 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
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
            f"import: {answer['import_rows_per_second']:,.0f} episodes/s "
            f"({answer['database_rows']:,} database rows in {answer['import_seconds']:.1f} s, "
            f"{answer['megabytes']:,.0f} MB); bare bulk insert: "
            f"{answer['bare_rows_per_second']:,.0f}/s; ratio {answer['ratio']:.2f} "
            f"(aims {AIM} and {AIM_MEGABYTES} MB)"
        )
    met = answer["ratio"] >= AIM and answer["megabytes"] <= AIM_MEGABYTES
    raise SystemExit(0 if met else 1)


def measure(folder: Path, count: int) -> dict[str, float]:
    """Import a made file, then insert the same rows barely, and compare."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.make_episodes import write_csv

    call_command("migrate", verbosity=0, interactive=False)
    path = folder / "episodes.csv"
    write_csv(path, count, now=NOW)
    before = _megabytes()
    import_seconds = timed(lambda: bring_in(path))
    megabytes = _megabytes() - before
    bare_seconds, inserted = bare_insert()
    return {
        "rows": count,
        "database_rows": inserted,
        "import_seconds": round(import_seconds, 2),
        "import_rows_per_second": round(count / import_seconds, 1),
        "megabytes": round(megabytes, 1),
        "bare_seconds": round(bare_seconds, 2),
        "bare_rows_per_second": round(count / bare_seconds, 1),
        "ratio": round(bare_seconds / import_seconds, 3),
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bring_in(path: Path) -> None:
    """Do what ``alongside import diversion-episodes --write`` does."""
    from typer.testing import CliRunner

    from alongside.config.command.importing import app

    add_service()
    words = ["diversion-episodes", str(path), "--sign-in-name", "bench", "--write", "--json"]
    result = CliRunner().invoke(app, words)
    if result.exit_code:
        raise SystemExit(f"bench: the made file was refused: {result.output[:400]}")


def add_service() -> None:
    """Add the service, its one suite and an administrator."""
    from alongside.areas.diversion.models import Site
    from alongside.foundation.accounts.actions import add_organisation, add_user
    from alongside.kernel.actor import Role, Sector
    from benchmarks.make_episodes import SUITE

    trust = add_organisation(
        name="Bench Trust", short_name="Bench", sector=Sector.MENTAL_HEALTH_TRUST, now=NOW
    )
    add_user(
        sign_in_name="bench", display_name="Bench", organisation_id=trust,
        roles=(Role.ADMINISTRATOR,), password=None, now=NOW,
    )  # fmt: skip
    Site.objects.create(name=SUITE, kind="custody", host_id=trust, provider_id=trust)


def bare_insert() -> tuple[float, int]:
    """Take the imported rows out, and put them back with ``bulk_create`` alone."""
    from django.db import transaction

    from alongside.areas.diversion.models import Episode, EpisodeEvent
    from alongside.areas.people.models import Person, PersonBirth, PersonIdentifier

    models = (Person, PersonBirth, PersonIdentifier, Episode, EpisodeEvent)
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
