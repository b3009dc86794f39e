"""Tell people what happens in a fortnight: too busy, answered, an issue raised or settled."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.placements.actions.answering import ANSWERED
from alongside.areas.placements.actions.issues import GIVEN, RAISED, SETTLED_TOPIC
from alongside.areas.placements.actions.wards import NOT_BUSY, TOO_BUSY
from alongside.areas.placements.models import PlacementIssue, TooBusy
from alongside.areas.placements.queries.coordinators import coordinators_of
from alongside.areas.placements.rules.issues import KINDS
from alongside.areas.placements.rules.plan_words import days_words
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message

URGENT: Final = frozenset({"safety", "no_place"})


def tell_of_busy(message: Message) -> None:
    """Tell the coordinators that a ward is too busy, or is not any more."""
    row = _busy(message)
    service = row.service
    days = days_words(row.first_on, row.last_on)
    said = "is too busy" if message.topic == TOO_BUSY else "is not too busy after all"
    link = reverse("placements:repair", args=[service.scheme_id])
    if message.topic == TOO_BUSY:
        link = f"{link}?busy={row.id}"
    tell(
        coordinators_of(service.scheme),
        message,
        title=f"{service.name[:70]} {said}, {days}",
        link=link,
        urgent=message.topic == TOO_BUSY,
    )


def tell_of_answer(message: Message) -> None:
    """Tell the ward what the coordinator decided after it said that it was too busy."""
    row = _busy(message)
    buddies = row.service.buddies.filter(left_at=None, user__isnull=False)
    said = "the plan has changed" if row.answered_by_plan_id else "the plan stays as it is"
    tell(
        [row.said_by_id, *buddies.values_list("user_id", flat=True)],
        message,
        title=f"{row.service.name[:70]} was too busy: {said}",
        link=f"{reverse('placements:ward')}?service={row.service_id}",
    )


def _busy(message: Message) -> TooBusy:
    rows = TooBusy.objects.select_related("service__scheme")
    return rows.get(pk=UUID(message.payload["busy"]))


def tell_of_issue(message: Message) -> None:
    """Tell the coordinators of a new issue, or its new owner that it is theirs."""
    issue = _issue(message)
    mine = message.topic == GIVEN
    if mine and (issue.owner_id is None or str(issue.owner_id) == message.payload["by"]):
        return
    others = [one for one in coordinators_of(issue.scheme) if one != issue.raised_by_id]
    title = f"{'An issue is yours now' if mine else 'New issue'}: {KINDS[issue.kind]}"
    tell(
        [issue.owner_id] if mine and issue.owner_id else others,
        message,
        title=title,
        link=reverse("placements:issue", args=[issue.id]),
        urgent=issue.kind in URGENT,
    )


def tell_of_settling(message: Message) -> None:
    """Tell whoever raised an issue that it is settled."""
    issue = _issue(message)
    if str(issue.raised_by_id) == message.payload["by"]:
        return
    sees = issue.raised_by_id in coordinators_of(issue.scheme)
    link = reverse("placements:issue", args=[issue.id]) if sees else ""
    tell(
        [issue.raised_by_id],
        message,
        title=f"What you raised is settled: {KINDS[issue.kind]}",
        link=link,
    )


def _issue(message: Message) -> PlacementIssue:
    rows = PlacementIssue.objects.select_related("scheme")
    return rows.get(pk=UUID(message.payload["issue"]))


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    TOO_BUSY: tell_of_busy,
    NOT_BUSY: tell_of_busy,
    ANSWERED: tell_of_answer,
    RAISED: tell_of_issue,
    GIVEN: tell_of_issue,
    SETTLED_TOPIC: tell_of_settling,
}
"""Who delivers which topic."""
