"""Records found to be one person's, what joining them moved, and pairs that may be."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from alongside.areas.people.models.person import Person

PAIR_STATES = ("open", "asked", "same", "different")
PAIR_ANSWERS = (*PAIR_STATES, "thinks_same", "thinks_different")
SIDES = ("kept", "other")


def _choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


def _user(**options: Any) -> models.ForeignKey:
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", **options)


def _organisation() -> models.ForeignKey:
    return models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")


class DuplicatePair(models.Model):
    """Two records that may be about one person, and where the question stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    found_by = _user(null=True)
    weight = models.FloatField(default=0.0)
    state = models.CharField(max_length=10, choices=_choices(PAIR_STATES), default="open")
    owner = _user(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two_records"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="pair_is_of_two_records"),
            models.CheckConstraint(condition=Q(state__in=PAIR_STATES), name="pair_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="asked", owner__isnull=False)
                | (~Q(state="asked") & Q(owner=None)),
                name="pair_asked_of_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-weight", "found_at"],
                name="pairs_waiting",
                condition=Q(state__in=("open", "asked")),
            )
        ]


class DuplicateSearch(models.Model):
    """Up to when what was recorded has been compared. One row."""

    searched_until = models.DateTimeField()


class PairAnswer(models.Model):
    """What somebody said about a pair. Added to, never changed."""

    pair = models.ForeignKey(DuplicatePair, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=16, choices=_choices(PAIR_ANSWERS))
    words = models.CharField(max_length=500, blank=True)
    asked = _user(null=True)
    at = models.DateTimeField()
    by = _user()
    controller = _organisation()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=PAIR_ANSWERS), name="pair_answer_is_known"
            )
        ]


class PersonMerge(models.Model):
    """Two records were joined: the key that stands, the key that leads to it, and who decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = _user()
    controller = _organisation()
    reason = models.CharField(max_length=500)
    parted_at = models.DateTimeField(null=True)
    parted_by = _user(null=True)
    parted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("other")), name="merge_is_of_two_records"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(parted_at=None, parted_by=None, parted_reason="")
                | (
                    Q(parted_at__isnull=False, parted_by__isnull=False)
                    & Q(parted_at__gte=F("merged_at"))
                    & ~Q(parted_reason="")
                ),
                name="merge_parted_by_somebody_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["other"], condition=Q(parted_at=None), name="one_merge_leads_from_a_key"
            ),
        ]
        indexes = [
            models.Index(fields=["kept"], name="merges_into_a_key"),
            models.Index(fields=["other"], name="merges_out_of_a_key"),
        ]


class MergedRow(models.Model):
    """What one row said before two records were joined and after: enough to part them exactly."""

    merge = models.ForeignKey(PersonMerge, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=60)
    row_key = models.CharField(max_length=40)
    side = models.CharField(max_length=5, choices=_choices(SIDES))
    changed = models.BooleanField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "table", "row_key"], name="one_line_for_a_merged_row"
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="merged_row_side_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["table", "row_key"],
                name="merged_rows_by_row",
                condition=Q(changed=True),
            )
        ]
