"""Services that take referrals, what each takes, and what may be sent to it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory import queries as directory
from alongside.areas.directory.queries import TeamLine
from alongside.areas.diversion.rules.permissions_reports import ANSWERERS
from alongside.areas.diversion.rules.referral_sharing import PARTS, may_go
from alongside.engines.sharing import Category, Purpose, policy_on
from alongside.foundation.accounts.queries import holders_at, organisations
from alongside.kernel.actor import Actor, Sector
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Service:
    """One service that may be asked.

    Attributes:
        team: What the directory says of it, with who confirmed that and when.
        sector: What kind of organisation it is.
        allowed: Kinds of information it may be sent, once they are agreed to.
        has_account: Whether anybody there signs in to answer.
    """

    team: TeamLine
    sector: Sector
    allowed: frozenset[Category]
    has_account: bool


def services(viewer: Actor, *, now: datetime) -> list[Service]:
    """Answer every team that takes referrals, by organisation and name."""
    sectors = {row.id: row.sector for row in organisations()}
    return [
        _service(team, sectors[team.organisation_id], now)
        for team in directory.teams(viewer, now=now)
        if team.takes
    ]


def service(viewer: Actor, team_id: UUID, *, now: datetime) -> Service:
    """Answer one team that takes referrals.

    Raises:
        Refused: ``team.not_here`` or ``team.takes_nobody``.
    """
    team = directory.team(viewer, team_id, now=now)
    if not team.takes or not team.active:
        raise Refused(
            "team.takes_nobody",
            "That team takes no referrals.",
            next_step="Choose one from the list.",
            field="team",
        )
    sector = next(row.sector for row in organisations() if row.id == team.organisation_id)
    return _service(team, sector, now)


def _service(team: TeamLine, sector: Sector, now: datetime) -> Service:
    cells = policy_on(local_date(now)).purposes[Purpose.PROGRAMME].cells
    return Service(
        team=team,
        sector=sector,
        allowed=frozenset(
            part.category
            for part in PARTS
            if may_go(part.category, sector=sector, ods_code=team.ods_code, programme=cells)
        ),
        has_account=bool(holders_at(ANSWERERS, team.organisation_id)),
    )
