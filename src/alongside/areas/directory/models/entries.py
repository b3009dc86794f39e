"""Places of safety and what is said of them, teams, seats and cover, options for tonight."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.directory.rules.availability import ClaimState, ClaimWay
from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.seats import Seat


def _choices(names: type) -> list[tuple[str, str]]:
    return [(name.value, name.value) for name in names]  # type: ignore[attr-defined]


def _within_the_globe(name: str) -> models.CheckConstraint:
    inside = Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180)
    return models.CheckConstraint(condition=inside, name=name)


class Confirmed(models.Model):
    """What every entry carries: who last said it is right, when, and when to ask again."""

    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by_name = models.CharField(max_length=120)
    confirm_again_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(confirm_again_at__gt=F("confirmed_at")),
                name="%(class)s_confirmed_before_it_expires",
            )
        ]


class PlaceOfSafety(Confirmed):
    """Somewhere a person may be taken, and whom it takes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120, unique=True)
    type = models.CharField(max_length=40)
    takes_adults = models.BooleanField(default=False)
    takes_children = models.BooleanField(default=False)
    takes_physical_health_need = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    police_area = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)

    class Meta(Confirmed.Meta):
        constraints = [
            *Confirmed.Meta.constraints,
            _within_the_globe("place_within_the_globe"),
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(condition=~Q(type=""), name="place_has_a_type"),
            models.CheckConstraint(
                condition=Q(takes_adults=True) | Q(takes_children=True),
                name="place_takes_somebody",
            ),
        ]


class AvailabilityClaim(models.Model):
    """What somebody said of a place at one moment. Never edited; withdrawn or outlived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(PlaceOfSafety, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=20, choices=_choices(ClaimState))
    way = models.CharField(max_length=20, choices=_choices(ClaimWay))
    spaces = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_by_name = models.CharField(max_length=120)
    said_by_organisation = models.CharField(max_length=60, blank=True)
    said_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ClaimState]),
                name="claim_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in ClaimWay]), name="claim_way_is_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("said_at")), name="claim_expires_after_it_is_said"
            ),
            models.CheckConstraint(
                condition=Q(spaces=None)
                | Q(state=ClaimState.FREE, spaces__gte=1)
                | Q(state=ClaimState.FULL, spaces=0),
                name="claim_spaces_fit_the_state",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__gte=F("said_at"), withdrawn_by__isnull=False),
                name="claim_withdrawn_by_somebody_after_it_was_said",
            ),
        ]
        indexes = [models.Index(fields=["place", "-said_at"], name="claim_newest_by_place")]


class Team(Confirmed):
    """A team others can ring, its hours, and who answers when it is shut.

    ``takes`` says whom it takes by referral, and is empty where it takes nobody that way.
    ``languages`` are codes of ISO 639-1, beside English.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=200)
    out_of_hours_name = models.CharField(max_length=120, blank=True)
    out_of_hours_phone = models.CharField(max_length=30, blank=True)
    takes = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    languages = models.JSONField(default=list)
    usual_wait_days = models.PositiveSmallIntegerField(null=True)
    answers_within_days = models.PositiveSmallIntegerField(null=True)
    ods_code = models.CharField(max_length=10, blank=True)
    active = models.BooleanField(default=True)

    class Meta(Confirmed.Meta):
        constraints = [
            *Confirmed.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"], name="team_named_once_in_its_organisation"
            ),
            models.CheckConstraint(condition=~Q(phone=""), name="team_has_a_phone"),
            models.CheckConstraint(condition=~Q(hours=""), name="team_has_hours"),
            models.CheckConstraint(
                condition=~Q(takes="") | Q(usual_wait_days=None, answers_within_days=None),
                name="team_that_waits_takes_somebody",
            ),
        ]


class Shift(models.Model):
    """Who is planned to fill a seat, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.CharField(max_length=40, choices=_choices(Seat))
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="shifts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__in=[seat.value for seat in Seat]), name="shift_seat_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["user", "starts_at"],
                condition=Q(cancelled_at=None),
                name="shift_planned_once",
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="shift_by_end")]


class Cover(Confirmed):
    """Who to ring when a seat is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    seat = models.CharField(max_length=40, choices=_choices(Seat), unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)

    class Meta(Confirmed.Meta):
        constraints = [
            *Confirmed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(seat__in=[seat.value for seat in Seat]), name="cover_seat_is_known"
            ),
            models.CheckConstraint(condition=~Q(phone=""), name="cover_has_a_phone"),
        ]


class ServiceOption(Confirmed):
    """Something else that could work tonight, and when it is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=_choices(OptionKind))
    for_whom = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200)
    languages = models.JSONField(default=list)
    active = models.BooleanField(default=True)

    class Meta(Confirmed.Meta):
        constraints = [
            *Confirmed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OptionKind]),
                name="option_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(hours=""), name="option_has_hours"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(address=""), name="option_can_be_reached"
            ),
        ]


class Locality(models.Model):
    """A town or landmark people say when they are asked where they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    key = models.CharField(max_length=80, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [
            _within_the_globe("locality_within_the_globe"),
            models.CheckConstraint(condition=~Q(key=""), name="locality_has_a_name"),
        ]
