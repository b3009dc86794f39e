"""People who sign in, who they work for, and the duty they are on."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.kernel.actor import Role, Sector

OWN_DOOR_CHOICES = [(role.value, role.value) for role in (Role.PERSON, Role.CARER)]
ROLE_CHOICES = [(role.value, role.value) for role in Role]
SECTOR_CHOICES = [(sector.value, sector.value) for sector in Sector]


class Organisation(models.Model):
    """A police force, trust, council or charity that works here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=60)
    sector = models.CharField(max_length=30, choices=SECTOR_CHOICES)
    code = models.CharField(max_length=12, blank=True)


class User(AbstractBaseUser):
    """Somebody who signs in. The name is a working name, not a person in crisis."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_in_name = models.CharField(max_length=120, unique=True)
    display_name = models.CharField(max_length=120)
    reference = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    own_door = models.CharField(max_length=10, blank=True, choices=OWN_DOOR_CHOICES)
    duty = models.OneToOneField("Duty", null=True, on_delete=models.PROTECT, related_name="+")
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS = []
    objects = BaseUserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(own_door__in=["", *(code for code, _ in OWN_DOOR_CHOICES)]),
                name="own_door_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=models.Q(own_door="") | models.Q(duty=None),
                name="own_door_has_no_duty",
            ),
        ]


class RoleHeld(models.Model):
    """A role somebody may take up when they start duty."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="role_held_once")]


class Duty(models.Model):
    """One spell of duty in one role, and the seat it fills."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    seat = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="one_duty_at_a_time"
            )
        ]
        indexes = [
            models.Index(
                fields=["role"], name="duty_open_by_role", condition=models.Q(ended_at=None)
            )
        ]
