"""When somebody was met, for rules elsewhere; shows nothing of the contact."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from alongside.areas.crisis.models import Contact


def met_between(person_id: UUID, since: datetime, until: datetime) -> bool:
    """Answer whether a contact with a person was open at any time between two instants."""
    still_open = Q(closed_at=None) | Q(closed_at__gte=since)
    return Contact.objects.filter(still_open, person_id=person_id, opened_at__lte=until).exists()


def last_met(person_id: UUID) -> datetime | None:
    """Answer when the newest contact with a person ended, or began when it is still open."""
    rows = Contact.objects.filter(person_id=person_id).order_by("-opened_at")
    newest = rows.values_list("closed_at", "opened_at").first()
    return (newest[0] or newest[1]) if newest else None


def not_met_since(before: datetime) -> list[UUID]:
    """Answer the people whose newest contact began before an instant."""
    people = Contact.objects.exclude(person=None).values("person_id")
    newest = people.annotate(newest=Max("opened_at")).filter(newest__lt=before)
    return list(newest.order_by("person_id").values_list("person_id", flat=True))


def working_on_contacts(person_id: UUID) -> Iterable[UUID]:
    """Answer who owns an open contact with a person."""
    rows = Contact.objects.filter(person_id=person_id, closed_at=None, owner__isnull=False)
    return rows.order_by("owner_id").values_list("owner_id", flat=True)
