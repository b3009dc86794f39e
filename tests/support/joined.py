"""Everything that joining two records may touch, as it stands."""

from alongside.areas.people.models import Person, PersonCard
from alongside.areas.people.queries.merging_rows import model_of
from alongside.areas.people.rules.merging.tables import BY_MODEL


def everything() -> tuple[object, ...]:
    """Answer every row a join may change, so that what was there before can be compared."""
    people = {
        person.pk: (person.merged_into_id, person.sex, person.ethnicity_self, person.description)
        for person in Person.objects.all()
    }
    rows = {
        (label, str(row["pk"])): {name: row[name] for name in table.tracked}
        for label, table in BY_MODEL.items()
        for row in model_of(label)._default_manager.values("pk", *table.tracked)
    }
    cards = {(row.person_id, row.facts, bytes(row.keys)) for row in PersonCard.objects.all()}
    return people, rows, cards
