"""Where people are met: custody suites, courts, interview rooms."""

from django.db import models
from django.db.models import Q

from alongside.foundation.accounts.columns import opaque_id, to_organisation


class Site(models.Model):
    """A custody suite, a court or another place the service reaches into.

    ``kind`` is a code of the list ``ld_setting``; ``code`` is what the national systems call it
    (custody suite, court or ODS code). ``provider`` is the Liaison and Diversion service there,
    ``host`` whoever runs the place. ``hours`` says when a practitioner is on site: a list of
    ``[weekday from 0 for Monday, opens, closes]`` with local times such as ``"08:00"``.
    """

    id = opaque_id()
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=20, blank=True)
    host = to_organisation()
    provider = to_organisation(null=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hours = models.JSONField(default=list)
    covered_from = models.DateField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(kind=""), name="site_has_a_name")
        ]
