"""Gives entries written before there were places theirs: as they were recorded, then by kind."""

from itertools import groupby

from django.db import migrations

MISSING = [
    "reported",
    "level_set",
    "absent_without_leave",
    "told",
    "reviewed",
    "found",
    "not_found_after_all",
    "welfare_confirmed",
    "prevention_interview",
    "return_interview",
]
SUICIDE = [
    "proposed",
    "declined",
    "asked_again",
    "confirmed",
    "own_part",
    "changed",
    "contact_made",
    "shared",
    "reviewed",
    "anniversary",
    "closing_signed",
    "kept_open",
    "closing_agreed",
]


def fill(apps, schema_editor):
    for name, record, kinds in (
        ("MissingEvent", "record_id", MISSING),
        ("SuicidePlanEvent", "plan_id", SUICIDE),
    ):
        model = apps.get_model("plans", name)
        rows = list(model.objects.order_by(record, "recorded_at"))
        for _, of_one in groupby(rows, key=lambda row: getattr(row, record)):
            _number(list(of_one), kinds)
        model.objects.bulk_update(rows, ["sequence"], batch_size=500)


def _number(rows, kinds):
    firsts = [row for row in rows if row.supersedes_id is None]
    firsts.sort(key=lambda row: (row.recorded_at, kinds.index(row.kind)))
    places = {row.pk: place for place, row in enumerate(firsts, 1)}
    corrects = {row.pk: row.supersedes_id for row in rows}
    for row in rows:
        first = row.pk
        while corrects[first] is not None:
            first = corrects[first]
        row.sequence = places[first]


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_events_have_a_place")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
