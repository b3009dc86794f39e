"""What joins an episode to a contact at the desk, in either direction. Opaque to both."""

from django.db import models
from django.db.models import Q

from alongside.areas.diversion.models.episode import Episode
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class DeskLink(models.Model):
    """An arrest at the desk that is coming to custody, or a move from custody to section 136.

    ``contact_id`` is the desk's own key, which nothing here reads by. ``way`` is ``arrest`` or
    ``section_136``. An arrest waits until somebody meets the person here, or says they are not
    coming.
    """

    id = opaque_id()
    contact_id = models.UUIDField(unique=True)
    way = models.CharField(max_length=12)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    force = to_organisation(null=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    episode = models.ForeignKey(
        Episode, null=True, on_delete=models.PROTECT, related_name="desk_links"
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = to_user(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="arrest") | Q(way="section_136", episode__isnull=False),
                name="desk_link_from_custody_has_episode",
            )
        ]
        indexes = [
            models.Index(
                fields=["force", "happened_at"],
                name="desk_link_coming",
                condition=Q(settled_at=None),
            )
        ]
