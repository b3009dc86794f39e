"""What each service says happened, kept apart until all are open."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class AccountVersion(models.Model):
    """A service's account as it was saved once. Never changed: the next saving is the next one."""

    id = opaque_id()
    party = part_of("ReviewParty", "accounts")
    number = models.PositiveIntegerField()
    went_well = models.TextField(blank=True)
    differently = models.TextField(blank=True)
    saved_by = to_user()
    saved_at = models.DateTimeField()
    handed_in_by = to_user(null=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "number"], name="account_versions_in_order"),
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(handed_in_at__isnull=False),
                name="account_is_handed_in_once",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="account_is_handed_in_by_somebody",
            ),
        ]


class AccountLine(models.Model):
    """One thing that a service says happened; when is not always known."""

    id = opaque_id()
    account = part_of("AccountVersion", "lines")
    sequence = models.PositiveIntegerField()
    happened_at = models.DateTimeField(null=True)
    about = models.BooleanField(default=False)
    words = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "sequence"], name="account_lines_in_order"),
            models.CheckConstraint(condition=~Q(words=""), name="account_line_says_what"),
            models.CheckConstraint(
                condition=Q(about=False) | Q(happened_at__isnull=False),
                name="about_when_says_when",
            ),
        ]
