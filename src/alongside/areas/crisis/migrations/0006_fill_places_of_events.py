"""Gives entries written before there were places theirs.

In the order they were recorded; those recorded together as they happened, then by kind.
"""

from collections import defaultdict

from django.db import migrations

AT_ONCE = 500
# Kinds that one transaction wrote, in the order it wrote them.
TOGETHER = [
    "opened",
    "person_named",
    "decision",
    "power_used",
    "consultation",
    "ambulance_requested",
    "left_scene",
    "arrived",
    "handover_accepted",
    "police_left",
    "examination_completed",
    "interview_completed",
    "extension_given",
    "note",
    "ended",
    "closed",
]


def fill(apps, schema_editor):
    _fill(apps.get_model("crisis", "Event"), apps.get_model("crisis", "Contact"), "contact_id")


def _fill(model, owner, owner_id):
    keys = list(owner.objects.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        rows = model.objects.filter(**{f"{owner_id}__in": keys[start : start + AT_ONCE]})
        stories = defaultdict(list)
        for row in rows.defer("facts"):
            stories[getattr(row, owner_id)].append(row)
        for story in stories.values():
            _number(story)
        found = [row for story in stories.values() for row in story]
        model.objects.bulk_update(found, ["sequence"], batch_size=AT_ONCE)


def _number(rows):
    corrects = {row.pk: getattr(row, "supersedes_id", None) for row in rows}
    firsts = [row for row in rows if corrects[row.pk] is None]
    firsts.sort(key=lambda row: (row.recorded_at, row.happened_at, _rank(row.kind), row.pk))
    places = {row.pk: place for place, row in enumerate(firsts, 1)}
    for row in rows:
        first = row.pk
        while corrects[first] is not None:
            first = corrects[first]
        row.sequence = places[first]


def _rank(kind):
    return TOGETHER.index(kind) if kind in TOGETHER else len(TOGETHER)


class Migration(migrations.Migration):
    dependencies = [("crisis", "0005_events_have_a_place")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
