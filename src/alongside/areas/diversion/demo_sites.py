"""The places of the demo world that Liaison and Diversion reaches into."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from alongside.areas.diversion.actions.sites import NewSite, add_site
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


def fill(
    keeper: Actor, organisations: Mapping[str, UUID], *, provider: UUID, now: datetime
) -> dict[str, UUID]:
    """Add the county's custody suites, courts and other places.

    Args:
        keeper: Who adds them.
        organisations: Of the county, by readable key.
        provider: The service that works there.
        now: The instant the demo world is at.

    Returns:
        The places, by readable key.
    """
    return {
        key: add_site(keeper, _site(row, organisations, provider, now), now=now)
        for key, row in told().items()
    }


def told() -> dict[str, dict[str, Any]]:
    """Answer what is told of each place, by readable key."""
    text = (files(__package__) / "demo_sites.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _site(
    row: dict[str, Any], organisations: Mapping[str, UUID], provider: UUID, now: datetime
) -> NewSite:
    return NewSite(
        name=row["name"],
        kind=row["kind"],
        host_id=organisations[row["host"]],
        provider_id=provider,
        code=row.get("code", ""),
        phone=row["phone"],
        address=row["address"],
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        hours=[(day, row["opens"], row["closes"]) for day in row["days"]],
        covered_from=local_date(now) - timedelta(days=row["covered_days_ago"]),
    )
