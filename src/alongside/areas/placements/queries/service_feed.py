"""The private address at which a service's calendar reads when somebody comes, and what it says."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import ServiceFeed
from alongside.areas.placements.queries.icalendar import stay_entries
from alongside.areas.placements.queries.plan_reading import standing_plan
from alongside.areas.placements.queries.wards import ward_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.kit.calendars import calendar_text
from alongside.foundation.kit.private_address import PrivateAddress, dead
from alongside.kernel.actor import Actor, require

ADDRESS: Final = PrivateAddress("placements.service_feed")


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """The address of a service's calendar.

    Attributes:
        service_id: Which service.
        service: Its name.
        scheme_id: Its scheme.
        word: What stands in the address; empty before one was made.
        made_at: When this address was made.
    """

    service_id: UUID
    service: str
    scheme_id: UUID
    word: str
    made_at: datetime | None


def service_address(viewer: Actor, service_id: UUID) -> ServiceAddress:
    """Answer the calendar address of a service the viewer sees, if one was made.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``ward.not_found``.
    """
    require(viewer, PERMISSIONS, "service_feed.make")
    service = ward_for(viewer, service_id)
    feed = ServiceFeed.objects.filter(service=service).first()
    word = ADDRESS.word(service.id, feed.number) if feed is not None else ""
    made_at = feed.made_at if feed is not None else None
    return ServiceAddress(service.id, service.name, service.scheme_id, word, made_at)


def service_calendar(word: str, *, now: datetime) -> bytes:
    """Answer what stands at a service's address: days and hours somebody is there, without names.

    Nobody is signed in: the address is the key, so it does not say who comes.

    Raises:
        Refused: ``feed.dead``, in the same words whether it never was or was renewed.
    """
    feed = _behind(word)
    service = feed.service
    plan = standing_plan(service.scheme) if service.left_at is None else None
    stays = stay_entries(plan=plan, services=[service.id]) if plan is not None else ()
    title = f"{service.scheme.learner_word.capitalize()} on placement"
    entries = [replace(one, title=title, note="") for one in stays]
    return calendar_text(entries, name=f"Placements, {service.name}", now=now)


def _behind(word: str) -> ServiceFeed:
    which, number = ADDRESS.read(word)
    feeds = ServiceFeed.objects.select_related("service__scheme")
    feed = feeds.filter(service=which, number=number).first()
    if feed is None:
        raise dead()
    return feed
