"""Gathers the plain facts about one look, for the rules that ask questions of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from alongside.areas.oversight.rules.unusual import (
    AROUND,
    LookFacts,
    digits_of,
    people_in_hour,
    shared,
)
from alongside.areas.people.queries.reckoning import reach_facts
from alongside.foundation.accounts.models import Duty, User
from alongside.foundation.audit.counting import RawLook
from alongside.foundation.picture.presence import was_met_between


def facts_of(look: RawLook, opened: Iterable[tuple[datetime, UUID]]) -> LookFacts:
    """Answer what is plainly so of a look; nothing of it is shown to anybody as it stands.

    Args:
        look: Which look.
        opened: When the same viewer opened whom, this look included.
    """
    people = User.objects.filter(pk=look.actor_id).values_list("display_name", "phone")
    name, phone = people.first() or ("", "")
    reach = reach_facts(look.person_id)
    return LookFacts(
        viewer_name=name,
        family_names=shared(reach.family_names),
        viewer_digits=digits_of(phone),
        person_digits=frozenset(digits_of(number) for number in reach.phone_digits),
        purpose=look.purpose,
        met=was_met_between(look.person_id, look.at - AROUND, look.at + AROUND),
        on_duty=_on_duty(look.actor_id, look.at),
        people_in_hour=people_in_hour(look.at, opened),
    )


def _on_duty(user_id: UUID, at: datetime) -> bool:
    spells = Duty.objects.annotate(until=Coalesce("ended_at", "ends_at"))
    covering = Q(until__gte=at) & Q(ends_at__gte=at)
    return spells.filter(covering, user_id=user_id, started_at__lte=at).exists()
