"""Joins joint reviews up: the record they are raised from, who is told, where they are found."""

from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.queries.looking import leave_to_look
from alongside.areas.crisis.queries.review_times import contact_times
from alongside.areas.crisis.rules.permissions import PERMISSIONS as CRISIS_PERMISSIONS
from alongside.areas.liaison.actions.review_telling import DELIVERIES
from alongside.areas.liaison.queries import search_addresses
from alongside.areas.liaison.queries.record_facts import (
    ReadOn,
    RecordSource,
    RecordTime,
    RecordTimes,
    learn_facts_from,
)
from alongside.areas.liaison.queries.reviews import accounts_waiting
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.foundation.kit import navigation
from alongside.foundation.outbox.messages import deliver_with
from alongside.foundation.picture import ways
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


def join_reviews() -> None:
    """Register joint reviews."""
    sees_desk = CRISIS_PERMISSIONS["desk.see"]
    learn_facts_from(RecordSource(times_of, ground_for, "crisis:contact", sees_desk))
    for topic, deliver in DELIVERIES.items():
        deliver_with(topic, deliver)
    search_addresses.lead_to(SearchKind.LEARNING, "liaison:learnt", permission="learning.read")
    ways.register_from_contact(
        ways.Way(
            "Raise a review",
            "liaison:raise_from_record",
            PERMISSIONS["review.raise"] & sees_desk,
            order=90,
        )
    )
    navigation.register(
        navigation.NavItem(
            "Reviews",
            "liaison:reviews",
            order=62,
            roles=PERMISSIONS["review.see"],
            count=accounts_waiting,
        )
    )
    navigation.register(
        navigation.NavItem(
            "Learning", "liaison:learning", order=63, roles=PERMISSIONS["learning.read"]
        )
    )


def times_of(viewer: Actor, contact_id: UUID, now: datetime) -> RecordTimes:
    """Read the times of a contact as a review takes them."""
    leave, times = contact_times(viewer, contact_id, now=now)
    return RecordTimes(
        ReadOn(leave.purpose, leave.gateway),
        local_date(min((one.happened_at for one in times), default=now)),
        tuple(RecordTime(one.happened_at, one.words, one.recorded_by) for one in times),
    )


def ground_for(viewer: Actor, now: datetime) -> ReadOn:
    """Answer on what ground a viewer may see such times."""
    leave = leave_to_look(viewer, now=now)
    return ReadOn(leave.purpose, leave.gateway)
