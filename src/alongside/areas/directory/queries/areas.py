"""Which areas an entry serves, by the key it goes under."""

from collections import defaultdict
from uuid import UUID

from alongside.areas.directory.models import AreaServed


def areas_in_words() -> dict[str, tuple[str, ...]]:
    """Answer the names of the areas each entry serves, by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = AreaServed.objects.select_related("locality").order_by("locality__name")
    for row in rows:
        found[entry_key(team=row.team_id, contact=row.contact_id, option=row.option_id)].append(
            row.locality.name
        )
    return {key: tuple(names) for key, names in found.items()}


def key_of(
    *, team: UUID | None, contact: UUID | None, option: UUID | None, seat: str | None
) -> str:
    """Answer the key of what answers a need."""
    return f"seat:{seat}" if seat else entry_key(team=team, contact=contact, option=option)


def entry_key(**kinds: UUID | None) -> str:
    """Answer the key of an entry, from the one of these that is there."""
    return next(f"{kind}:{key}" for kind, key in kinds.items() if key is not None)
