"""Who is in custody: lists as they were sent, people as they are there, and who went to them."""

from django.db import models
from django.db.models import Q

from alongside.areas.diversion.models.site import Site
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class CustodyList(models.Model):
    """A list somebody typed, pasted or sent as a file; it waits until each name is decided.

    ``way`` is ``typed``, ``pasted`` or ``file``; ``state`` is ``waiting``, ``taken`` or
    ``dropped``. ``whole`` says that it names everybody there, so that whoever it leaves out may
    have left. ``problems`` are rows that cannot be read, with the reason and none of their words.
    """

    id = opaque_id()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    organisation = to_organisation()
    way = models.CharField(max_length=10)
    file_name = models.CharField(max_length=120, blank=True)
    whole = models.BooleanField(default=False)
    made_by = to_user()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    settled_by = to_user(null=True)
    settled_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list)
    unused = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None)
                | (Q(state__in=["taken", "dropped"]) & Q(settled_at__isnull=False)),
                name="custody_list_settled_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["site", "-made_at"],
                name="custody_list_waiting",
                condition=Q(state="waiting"),
            )
        ]


class CustodyRow(models.Model):
    """One row of a list, as read. What it says is emptied once somebody has decided it."""

    id = opaque_id()
    list = models.ForeignKey(CustodyList, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    decided = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="custody_row_once"),
            models.CheckConstraint(
                condition=Q(decided__in=["", "known", "new", "left_out", "already"]),
                name="custody_row_decided_known",
            ),
        ]


class CustodyEntry(models.Model):
    """Somebody in custody, from when they arrived until they left.

    ``mark`` to ``marked_by`` repeat the last of ``marks``, so that a list is read by index alone.
    ``custody_reference`` is restricted.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    row = models.OneToOneField(
        CustodyRow, null=True, on_delete=models.PROTECT, related_name="entry"
    )
    custody_reference = models.CharField(max_length=80, blank=True)
    arrived_at = models.DateTimeField()
    offence_words = models.CharField(max_length=200, blank=True)
    age_band = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    mark = models.CharField(max_length=10, blank=True)
    mark_reason = models.CharField(max_length=30, blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = to_user(null=True)
    left_at = models.DateTimeField(null=True)
    left_to = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "person"], condition=Q(left_at=None), name="custody_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(mark__in=["", "seen", "not_seen"]), name="custody_entry_mark_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "arrived_at"],
                name="custody_there_now",
                condition=Q(left_at=None),
            ),
            models.Index(fields=["person", "-arrived_at"], name="custody_by_person"),
        ]


class CustodyMark(models.Model):
    """That somebody in custody was seen, or not, and why. Never changed: another follows it."""

    id = opaque_id()
    entry = models.ForeignKey(CustodyEntry, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=10)
    reason = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mark="seen") | (Q(mark="not_seen") & ~Q(reason="")),
                name="custody_mark_says_why",
            )
        ]
