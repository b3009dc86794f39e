"""The person's own door: who comes by it, for whom, with which code; and what they ask for."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

AS_WHOM = ("person", "carer")
ALLOWANCES = ("see_words", "write_words", "choose_who_sees", "see_looks", "ask_to_put_right")
CLOSED_WHY = ("by_person", "by_staff", "permission_ended")
CODE_STATES = ("waiting", "used", "replaced", "locked")
CORRECTION_ABOUT = ("my_words", "about_me", "what_happened", "who_looked", "something_else")
CORRECTION_OUTCOMES = ("changed", "note_added", "not_changed")


def _choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


def _user(**options: Any) -> models.ForeignKey:
    return models.ForeignKey("accounts.User", models.PROTECT, related_name="+", **options)


def _person() -> models.ForeignKey:
    return models.ForeignKey("people.Person", models.PROTECT, related_name="+")


class Door(models.Model):
    """One way in to one person's own pages, for them or for somebody acting for them.

    The account that comes by it says nothing of the person; only this row joins the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="+")
    person = _person()
    as_whom = models.CharField(max_length=10, choices=_choices(AS_WHOM))
    called = models.CharField(max_length=60, blank=True)
    carer_name = models.CharField(max_length=80, blank=True)
    carer_is = models.CharField(max_length=60, blank=True)
    agreed_words = models.CharField(max_length=300, blank=True)
    made_by = _user()
    made_at = models.DateTimeField()
    controller = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True)
    looks_read_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = _user(null=True)
    closed_why = models.CharField(max_length=20, blank=True, choices=_choices(CLOSED_WHY))
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(as_whom__in=AS_WHOM), name="door_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(as_whom="person", carer_name="", ends_on=None)
                | (Q(as_whom="carer", ends_on__isnull=False) & ~Q(carer_name="")),
                name="carer_is_named_and_permission_ends",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_why="")
                | Q(closed_at__isnull=False, closed_why__in=CLOSED_WHY),
                name="door_closed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(closed_why="by_staff") | ~Q(closed_reason=""),
                name="door_closed_by_staff_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("made_at")),
                name="door_closed_after_made",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(as_whom="person", closed_at=None),
                name="one_open_door_of_their_own",
            ),
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="door_by_person")]


class DoorAllowance(models.Model):
    """One thing the person agreed that somebody acting for them may do."""

    door = models.ForeignKey(Door, models.PROTECT, related_name="allowances")
    code = models.CharField(max_length=20, choices=_choices(ALLOWANCES))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "code"], name="door_allowance_once"),
            models.CheckConstraint(
                condition=Q(code__in=ALLOWANCES), name="door_allowance_is_a_known_one"
            ),
        ]


class EntryCode(models.Model):
    """A code that opens a door once, to choose a PIN. What is kept cannot be read back.

    Its first part finds the row; the rest is checked against a slow hash and counted when wrong.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.ForeignKey(Door, models.PROTECT, related_name="codes")
    first_part = models.CharField(max_length=8)
    hashed = models.CharField(max_length=200)
    made_by = _user()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=_choices(CODE_STATES), default="waiting")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CODE_STATES), name="entry_code_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="used", used_at__isnull=False)
                | (~Q(state="used") & Q(used_at=None)),
                name="entry_code_used_says_when",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="entry_code_expires_after_made"
            ),
            models.UniqueConstraint(
                fields=["first_part"],
                condition=Q(state="waiting"),
                name="one_waiting_code_for_each_first_part",
            ),
            models.UniqueConstraint(
                fields=["door"], condition=Q(state="waiting"), name="one_waiting_code_for_each_door"
            ),
        ]


class CorrectionRequest(models.Model):
    """Something the person asks to have put right, and the answer in words they can read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = _person()
    door = models.ForeignKey(Door, models.PROTECT, related_name="corrections")
    about = models.CharField(max_length=20, choices=_choices(CORRECTION_ABOUT))
    words = models.TextField()
    asked_at = models.DateTimeField()
    controller = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = _user(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=_choices(CORRECTION_OUTCOMES))
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=Q(about__in=CORRECTION_ABOUT), name="correction_is_about_something_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, outcome="", answer="")
                | (
                    Q(
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                        outcome__in=CORRECTION_OUTCOMES,
                    )
                    & ~Q(answer="")
                ),
                name="correction_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")),
                name="correction_answered_after_asked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["controller", "asked_at"],
                name="correction_waiting",
                condition=Q(answered_at=None),
            ),
            models.Index(fields=["person", "-asked_at"], name="correction_by_person"),
        ]
