"""Crisis contacts, detentions and the events they are made of."""

from django.db import models
from django.db.models import Q

from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class Contact(models.Model):
    """One time somebody in crisis was met. Its story is its events."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = to_organisation()
    opened_by = to_user()
    opened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=20)
    incident_reference = models.CharField(max_length=40, blank=True)
    place_words = models.CharField(max_length=200)
    place_type = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    owner = to_user(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    imported_from = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
                name="contact_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="contact_on_the_globe",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at"], name="contact_open", condition=Q(closed_at=None)),
            models.Index(fields=["-closed_at"], name="contact_closed"),
            models.Index(fields=["person", "-opened_at"], name="contact_by_person"),
            models.Index(fields=["opened_at"], name="contact_by_opening"),
        ]


class Detention(models.Model):
    """One use of section 135(1) or 136. Everything but its links is worked out from events."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="detention")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    force = to_organisation()
    power = models.CharField(max_length=10)
    mode = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    power_used_at = models.DateTimeField()
    first_place = models.ForeignKey(
        "directory.PlaceOfSafety", null=True, on_delete=models.PROTECT, related_name="+"
    )
    current_place = models.ForeignKey(
        "directory.PlaceOfSafety", null=True, on_delete=models.PROTECT, related_name="+"
    )
    clock_starts_at = models.DateTimeField(null=True)
    clock_ends_at = models.DateTimeField(null=True)
    extended = models.BooleanField(default=False)
    owed_by = models.CharField(max_length=40, blank=True)
    owed_what = models.CharField(max_length=80, blank=True)
    owed_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=40, blank=True)
    financial_year = models.CharField(max_length=7)
    imported_key = models.CharField(  # noqa: DJ001  no key is not an empty key
        max_length=120, null=True, unique=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(power__in=["s136", "s135(1)"]), name="detention_power_known"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["removed", "kept"]), name="detention_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="detention_end_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clock_ends_at"], name="detention_running", condition=Q(ended_at=None)
            ),
            models.Index(fields=["person", "-ended_at"], name="detention_by_person"),
            models.Index(fields=["financial_year", "force"], name="detention_by_year"),
            models.Index(fields=["-ended_at"], name="detention_ended"),
            models.Index(fields=["power_used_at"], name="detention_by_use"),
        ]


class Event(models.Model):
    """Something that happened, as somebody recorded it. Never changed: superseded.

    ``sequence`` is its place among the entries of its contact; a correction keeps that of what it
    corrects.
    """

    id = opaque_id()
    sequence = models.PositiveIntegerField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
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
                name="correction_says_why",
            ),
            models.UniqueConstraint(
                fields=["contact", "sequence"],
                condition=Q(supersedes=None),
                name="event_has_its_own_place",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "happened_at"], name="event_story"),
            models.Index(fields=["-recorded_at"], name="event_newest"),
        ]


class Task(models.Model):
    """Something that falls due on a contact or detention, and whose it is."""

    id = opaque_id()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    owner_role = models.CharField(max_length=40)
    owner = to_user(null=True)
    urgent = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind", "due_at"], name="task_once_per_time_due"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="task_open",
                condition=Q(done_at=None, withdrawn_at=None),
            )
        ]


class ShiftHandover(models.Model):
    """What one shift tells the next: written by one side, accepted by the other."""

    id = opaque_id()
    organisation = to_organisation()
    written_by = to_user()
    written_as = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    note = models.TextField(blank=True)
    contacts = models.ManyToManyField(Contact, related_name="+")
    accepted_by = to_user(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="handover_accepted_by_someone",
            )
        ]
        indexes = [models.Index(fields=["-written_at"], name="handover_newest")]


class PublishedCount(models.Model):
    """A count somebody else published, kept beside ours with its definition."""

    source = models.CharField(max_length=120)
    year = models.CharField(max_length=7)
    measure = models.CharField(max_length=120)
    definition = models.CharField(max_length=300)
    breakdown = models.CharField(max_length=120, blank=True)
    organisation_code = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=160)
    count = models.PositiveIntegerField(null=True)
    rounding = models.CharField(max_length=80, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "year", "measure", "breakdown", "organisation_code"],
                name="published_count_once",
            )
        ]


class LedgerComparison(models.Model):
    """One time the police's and the health service's ledgers of a period were set side by side."""

    id = opaque_id()
    period = models.CharField(max_length=60)
    compared_at = models.DateTimeField()
    compared_by = to_user()
    police_ledger = models.CharField(max_length=120)
    health_ledger = models.CharField(max_length=120)
    police_rows = models.PositiveIntegerField()
    health_rows = models.PositiveIntegerField()
    matched = models.PositiveIntegerField()
    agreeing = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreeing__lte=models.F("matched"))
                & Q(matched__lte=models.F("police_rows"))
                & Q(matched__lte=models.F("health_rows")),
                name="ledger_comparison_adds_up",
            )
        ]
        indexes = [models.Index(fields=["period", "-compared_at"], name="ledger_newest")]


class LedgerDifference(models.Model):
    """Something on which the two ledgers of a period differ. Its story is its steps."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    period = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    police_record = models.CharField(max_length=60, blank=True)
    health_record = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300)
    first_seen = models.ForeignKey(
        LedgerComparison, on_delete=models.PROTECT, related_name="first_differences"
    )
    last_seen = models.ForeignKey(
        LedgerComparison, on_delete=models.PROTECT, related_name="differences"
    )
    found_at = models.DateTimeField()
    owner = to_user(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "kind", "police_record", "health_record"],
                name="ledger_difference_once",
            ),
            models.CheckConstraint(
                condition=~Q(police_record="", health_record=""),
                name="ledger_difference_is_about_a_row",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_reason="")
                | (Q(settled_at__isnull=False) & ~Q(settled_reason="")),
                name="ledger_difference_settled_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["found_at"], name="ledger_difference_open", condition=Q(settled_at=None)
            )
        ]


class LedgerStep(models.Model):
    """Something done about a difference between ledgers. Never changed."""

    id = opaque_id()
    difference = models.ForeignKey(LedgerDifference, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    taken_at = models.DateTimeField()
    taken_by = to_user()
    taken_as = models.CharField(max_length=40)
    owner = to_user(null=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["difference", "number"], name="ledger_step_in_order")
        ]
