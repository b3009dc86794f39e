"""One referral with all that was said of it, for whoever is on either side, or came by the link."""

from datetime import datetime
from uuid import UUID

from alongside.areas.directory import queries as directory
from alongside.areas.diversion.models import Referral, ReferralEvent
from alongside.areas.diversion.queries.referral_lines import (
    Joined,
    LinkLine,
    ReferralPage,
    StoryLine,
)
from alongside.areas.diversion.queries.referrals import (
    LEAD,
    line_of,
    log_page,
    open_link_of,
    referral_row,
    viewer_side,
)
from alongside.areas.diversion.rules.permissions_reports import ANSWERERS
from alongside.areas.diversion.rules.referral_sharing import AGREED_LABELS, PARTS, Agreed
from alongside.areas.diversion.rules.referral_states import (
    REASONS,
    REFERRAL_KINDS,
    ReferralState,
    Side,
    open_to,
)
from alongside.foundation.accounts.queries import holders_at
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import parse_instant, say


def referral_page(viewer: Actor, referral_id: UUID, *, now: datetime) -> ReferralPage:
    """Answer one referral as a side sees it, and log the look.

    Raises:
        NotPermitted: The viewer is on neither side.
        Refused: ``referral.not_found``.
    """
    row = referral_row(referral_id)
    side = viewer_side(viewer, row)
    log_page(viewer, row, side, now=now)
    team = directory.team(viewer, row.team_id, now=now)
    return page_of(row, side, ring_service=(team.ring_now_name, team.ring_now), now=now)


def page_of(
    row: Referral, side: str, *, ring_service: tuple[str, str], now: datetime
) -> ReferralPage:
    """Put one referral in words for a side. Whoever calls has decided and logged the look."""
    state = ReferralState(row.state)
    hidden = side == LEAD
    link = open_link_of(row, now)
    return ReferralPage(
        line=line_of(row, side, now),
        version=row.version,
        episode_id=row.episode_id,
        side=side,
        state=state,
        who="" if hidden else row.shared.get("who", ""),
        born="" if hidden else row.shared.get("born", ""),
        parts=() if hidden else parts_of(row),
        agreed=f"{AGREED_LABELS[Agreed(row.agreed)]}. {row.agreed_words}",
        made_at=row.made_at,
        ring_service=ring_service,
        ring_referrer=(row.made_by.display_name, row.made_by.phone),
        appointment_at=row.appointment_at,
        appointment_where=row.appointment_where,
        reason_words=REASONS.get(row.reason, ""),
        story=() if hidden else _story(row),
        may_say=() if hidden else open_to(state, Side(side)),
        before=_joined(row.follows),
        after=_joined(Referral.objects.filter(follows=row).first()),
        has_account=bool(holders_at(ANSWERERS, row.service_id)),
        link=LinkLine(link.made_at, link.expires_at, link.opened_at) if link else None,
    )


def parts_of(row: Referral) -> tuple[tuple[str, str], ...]:
    """Answer what was sent, part by part; nothing once the referral is withdrawn."""
    if row.state == ReferralState.WITHDRAWN:
        return ()
    return tuple((part.label, row.shared[part.name]) for part in PARTS if part.name in row.shared)


def _joined(row: Referral | None) -> Joined | None:
    return Joined(row.id, row.service_name) if row else None


def _story(row: Referral) -> tuple[StoryLine, ...]:
    events = row.events.select_related("recorded_by__organisation").order_by("sequence")
    return tuple(_story_line(row, event) for event in events)


def _story_line(row: Referral, event: ReferralEvent) -> StoryLine:
    said = event.facts
    words = [
        REASONS.get(str(said.get("reason")), ""),
        f"{say(parse_instant(said['at']))}, {said['where']}" if said.get("at") else "",
        f"By {say(parse_instant(said['answer_by']))}" if said.get("answer_by") else "",
        str(said.get("words") or ""),
    ]
    where = row.service_name if event.link_id else ""
    if event.recorded_by is not None:
        where = event.recorded_by.organisation.short_name
    return StoryLine(
        at=event.recorded_at,
        kind=event.kind,
        title=REFERRAL_KINDS[event.kind].label,
        words=tuple(filter(None, words)),
        by=f"{event.by_name}, {where}" + (" (by link)" if event.link_id else ""),
    )
