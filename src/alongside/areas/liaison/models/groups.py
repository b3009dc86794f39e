"""Groups that meet: a locality's, and the senior group above them."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class LiaisonGroup(models.Model):
    """People of several services who meet about how the work is going; members are posts."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    senior = part_of("LiaisonGroup", "localities", null=True)
    organisation = to_organisation()
    terms = models.TextField(blank=True)
    created_by = to_user()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["locality", "senior"]), name="group_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="locality") | Q(kind="senior", senior=None),
                name="nothing_is_above_a_senior_group",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
        ]
