"""What a look-up finds people by."""

from django.db import models

from alongside.areas.people.models.person import Person

KEY_KINDS = ("name", "born", "nhs", "phone")


class PersonKey(models.Model):
    """What a look-up finds a person by. Rebuilt from the other rows if ever lost."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keys")
    kind = models.CharField(max_length=5, choices=[(kind, kind) for kind in KEY_KINDS])
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], name="one_key_for_each_person"
            )
        ]
        indexes = [models.Index(fields=["kind", "key", "person"], name="people_by_key")]
