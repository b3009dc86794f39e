"""One pass of a person through custody or court, and the events it is made of."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.diversion.models.site import Site
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class Episode(models.Model):
    """One time somebody came to the notice of the service. Its story is its events.

    The columns from ``stage`` on are worked out from the events by ``rules.pathway`` in the same
    transaction, so that a list can be read by index alone. ``custody_reference`` is restricted.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = to_organisation()
    opened_by = to_user()
    opened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    door = models.CharField(max_length=40)
    setting = models.CharField(max_length=30)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    custody_reference = models.CharField(max_length=40, blank=True)
    offence_group = models.CharField(max_length=40, blank=True)
    age_band = models.CharField(max_length=10)
    first_time = models.BooleanField(default=True)
    owner = to_user(null=True)
    stage = models.CharField(max_length=30)
    urgency = models.CharField(max_length=20, blank=True)
    next_what = models.CharField(max_length=60, blank=True)
    next_role = models.CharField(max_length=40, blank=True)
    next_since = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    identified_at = models.DateTimeField()
    screened_at = models.DateTimeField(null=True)
    screen_result = models.CharField(max_length=20, blank=True)
    offer = models.CharField(max_length=40, blank=True)
    assessed_at = models.DateTimeField(null=True)
    justice_stage = models.CharField(max_length=20, blank=True)
    justice_outcome = models.CharField(max_length=40, blank=True)
    engagement = models.CharField(max_length=40, blank=True)
    left_custody_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    imported_key = models.CharField(  # noqa: DJ001  no key is not an empty key
        max_length=120, null=True, unique=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="episode_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(age_band__in=["under_18", "adult", "not_known"]),
                name="episode_age_band_known",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-opened_at"], name="episode_by_site"),
            models.Index(fields=["next_due_at"], name="episode_due", condition=Q(closed_at=None)),
            models.Index(
                fields=["site", "stage", "-opened_at"],
                name="episode_open",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["person", "-opened_at"], name="episode_by_person"),
            models.Index(fields=["opened_at"], name="episode_by_opening"),
        ]


class EpisodeEvent(models.Model):
    """Something that happened, as somebody recorded it. Never changed: superseded.

    ``recorded_by`` is empty where a service without an account answered by its link;
    ``recorded_as`` then says ``service_link``, and the referral names who answered. ``sequence``
    is its place among the entries of its episode; a correction keeps that of what it corrects.
    """

    id = opaque_id()
    sequence = models.PositiveIntegerField()
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user(null=True)
    recorded_as = models.CharField(max_length=40)
    organisation = to_organisation()
    facts = models.JSONField(default=dict)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(correction_reason=""),
                name="episode_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(recorded_as="service_link"),
                name="episode_event_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=["episode", "sequence"],
                condition=Q(supersedes=None),
                name="episode_event_has_its_own_place",
            ),
        ]
        indexes = [
            models.Index(fields=["episode", "happened_at"], name="episode_story"),
            models.Index(fields=["kind", "happened_at"], name="episode_event_by_kind"),
        ]
