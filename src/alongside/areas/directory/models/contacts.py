"""Named contacts, what each entry is rung for, whom it serves, and who answers instead."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.directory.models.entries import Confirmed
from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.seats import Seat

SEATS: Final = [(seat.value, seat.value) for seat in Seat]


def _one_of(*names: str) -> Q:
    """Hold exactly one of these columns."""
    whole = Q()
    for chosen in names:
        whole |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return whole


def _to(whole: str, name: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(
        f"directory.{whole}",
        null=True,
        on_delete=models.PROTECT,
        related_name=name,
        **options,  # type: ignore[arg-type]
    )


class Contact(Confirmed):
    """A named person in a job, and what they are rung for.

    ``user`` is their account where they have one; the entry is owned by whoever confirmed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    team = _to("Team", "contacts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120)
    is_for = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=200)
    languages = models.JSONField(default=list)
    active = models.BooleanField(default=True)

    class Meta(Confirmed.Meta):
        constraints = [
            *Confirmed.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name", "job_title"],
                name="contact_named_once_in_its_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="contact_can_be_reached"
            ),
            models.CheckConstraint(condition=~Q(hours=""), name="contact_has_hours"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(job_title=""), name="contact_has_a_name_and_a_job"
            ),
        ]


class ContactAway(models.Model):
    """A contact is away for a while. Never edited: ended early, or outlived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="spells_away")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")), name="away_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["contact", "until_at"], name="away_by_contact")]


class CoverStep(models.Model):
    """Who answers instead of a team or a contact: one step of the chain, in its order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = _to("Team", "cover_steps")
    contact = _to("Contact", "cover_steps")
    when = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    to_team = _to("Team", "+")
    to_contact = _to("Contact", "+")
    to_seat = models.CharField(max_length=40, null=True, choices=SEATS)  # noqa: DJ001  one of four
    to_phone = models.CharField(max_length=30, null=True)  # noqa: DJ001  one of four
    to_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("team", "contact"), name="cover_step_of_one"),
            models.CheckConstraint(
                condition=_one_of("to_team", "to_contact", "to_seat", "to_phone"),
                name="cover_step_leads_to_one",
            ),
            models.CheckConstraint(
                condition=Q(when__in=[when.value for when in CoverWhen]),
                name="cover_step_when_is_known",
            ),
            models.CheckConstraint(
                condition=Q(to_phone=None) | ~Q(to_phone="") & ~Q(to_name=""),
                name="cover_step_number_has_a_name",
            ),
            models.UniqueConstraint(
                fields=["team", "when", "position"], name="cover_steps_of_a_team_in_order"
            ),
            models.UniqueConstraint(
                fields=["contact", "when", "position"], name="cover_steps_of_a_contact_in_order"
            ),
        ]


class NeedAnswered(models.Model):
    """Whom to ring first, second and so on for one need, everywhere or in one locality."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.CharField(max_length=60)
    locality = _to("Locality", "+")
    position = models.PositiveSmallIntegerField()
    team = _to("Team", "needs")
    contact = _to("Contact", "needs")
    option = _to("ServiceOption", "needs")
    seat = models.CharField(max_length=40, null=True, choices=SEATS)  # noqa: DJ001  one of four

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("team", "contact", "option", "seat"),
                name="need_answered_by_one",
            ),
            models.CheckConstraint(condition=~Q(need=""), name="need_is_named"),
            models.UniqueConstraint(
                fields=["need", "locality", "position"], name="needs_answered_in_order_here"
            ),
            # SQLite takes two empty localities for different ones, so they need one of their own.
            models.UniqueConstraint(
                fields=["need", "position"],
                condition=Q(locality=None),
                name="needs_answered_in_order_everywhere",
            ),
        ]


class AreaServed(models.Model):
    """A locality that an entry serves; an entry with none serves the whole county."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locality = models.ForeignKey("directory.Locality", on_delete=models.PROTECT, related_name="+")
    team = _to("Team", "areas_served")
    contact = _to("Contact", "areas_served")
    option = _to("ServiceOption", "areas_served")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("team", "contact", "option"), name="area_served_by_one"
            ),
            models.UniqueConstraint(fields=["locality", "team"], name="team_serves_once"),
            models.UniqueConstraint(fields=["locality", "contact"], name="contact_serves_once"),
            models.UniqueConstraint(fields=["locality", "option"], name="option_serves_once"),
        ]
