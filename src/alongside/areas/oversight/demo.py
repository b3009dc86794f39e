"""Fills oversight for the fictional county, through the same actions people use."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.oversight import actions
from alongside.areas.oversight.rules.agreements import AgreementEntry, Controllers, PartyEntry
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

WRITTEN: Final = timedelta(days=119)
NOT_WORDS: Final = frozenset(
    {
        "purposes",
        "categories",
        "gateways",
        "parties",
        "signers",
        "starts",
        "review",
        "ends",
    }
)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemoOversight:
    """What the demo made: agreements by reference."""

    agreements: Mapping[str, UUID]


def fill(
    leads: Mapping[UUID, Actor], organisations: Mapping[str, UUID], *, now: datetime
) -> DemoOversight:
    """Make the county's sharing agreements as they stand at an instant.

    One is in force, one due for review, one to be reviewed soon, one has ended, and one waits
    for signatures.

    Args:
        leads: An information governance lead on duty, by organisation.
        organisations: Of the county, by readable key.
        now: The instant the demo world is at.
    """
    text = files(__package__).joinpath("northmoor_agreements.toml").read_text(encoding="utf-8")
    world = tomllib.loads(text)
    return DemoOversight(
        {
            row["reference"]: _agree(leads, organisations, world, row, now)
            for row in world["agreements"]
        }
    )


def _agree(
    leads: Mapping[UUID, Actor],
    organisations: Mapping[str, UUID],
    world: Mapping[str, Any],
    row: Mapping[str, Any],
    now: datetime,
) -> UUID:
    at = now - WRITTEN
    parties = [organisations[key] for key in row["parties"]]
    author = next(leads[party] for party in parties if party in leads)
    agreement_id = actions.write_agreement(author, _entry(world, row, organisations, now), now=at)
    for key, (name, post) in row["signers"].items():
        actions.sign_agreement(
            leads.get(organisations[key], author),
            agreement_id,
            organisations[key],
            signed_by=name,
            post=post,
            version=1,
            now=at,
        )
    return agreement_id


def _entry(
    world: Mapping[str, Any],
    row: Mapping[str, Any],
    organisations: Mapping[str, UUID],
    now: datetime,
) -> AgreementEntry:
    today = local_date(now)
    words = {name: text for name, text in row.items() if name not in NOT_WORDS}
    return AgreementEntry(
        **world["shared"],
        **words,
        purposes=tuple(row["purposes"]),
        categories=tuple(row["categories"]),
        gateways=tuple(row["gateways"]),
        controllers=Controllers.SEPARATE,
        special_category=row["categories"] != ["A"],
        starts_on=today + row["starts"] * DAY,
        review_on=today + row["review"] * DAY,
        ends_on=today + row["ends"] * DAY,
        parties=tuple(
            PartyEntry(organisations[key], **world["organisations"][key]) for key in row["parties"]
        ),
    )
