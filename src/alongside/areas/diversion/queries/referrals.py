"""Referrals as both sides see them: one list each, one page together."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.diversion.models import Referral, ReferralLink
from alongside.areas.diversion.queries.looking import leave_to_look, log_look
from alongside.areas.diversion.queries.referral_lines import ReferralBoard, ReferralLine
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_owed import referral_turn
from alongside.areas.diversion.rules.referral_sharing import GATEWAYS, PARTS, Agreed
from alongside.areas.diversion.rules.referral_states import STATE_LABELS, ReferralState, Side
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import NotPermitted, Refused

CARE: Final = "direct_care"
ENDED_FOR: Final = timedelta(days=30)
MOST_ENDED: Final = 30
LEAD: Final = "lead"
OWES: Final = {
    Side.SERVICE.value: "For the service",
    Side.REFERRER.value: "For Liaison and Diversion",
}


def referral_board(viewer: Actor, *, now: datetime, mine: bool = False) -> ReferralBoard:
    """Answer a side's referrals: what it owes first, soonest due first; and log who was shown.

    Args:
        viewer: Who looks: the referrers' side, or the side of the services that were asked.
        now: The server's instant.
        mine: Only those the viewer made.

    Raises:
        NotPermitted: The viewer is on neither side.
    """
    require(viewer, PERMISSIONS, "referral.list")
    for_service = viewer.role in PERMISSIONS["referral.answer"]
    rows = _of_side(viewer, for_service)
    if mine:
        rows = rows.filter(made_by_id=viewer.user_id)
    still = list(rows.filter(ended_at=None).order_by("due_at"))
    over = list(rows.filter(ended_at__gte=now - ENDED_FOR).order_by("-ended_at")[:MOST_ENDED])
    _log_list(viewer, [*still, *over], for_service=for_service, now=now)
    side = Side.SERVICE if for_service else Side.REFERRER
    lines = [line_of(row, side.value, now) for row in still]
    return ReferralBoard(
        ours=tuple(line for line in lines if line.our_turn),
        theirs=tuple(line for line in lines if not line.our_turn),
        ended=tuple(line_of(row, side.value, now) for row in over),
        for_service=for_service,
    )


def waiting_on_us(viewer: Actor) -> int:
    """Answer how many referrals wait for the viewer's side, for the link in the row."""
    for_service = viewer.role in PERMISSIONS["referral.answer"]
    side = Side.SERVICE if for_service else Side.REFERRER
    return _of_side(viewer, for_service).filter(ended_at=None, turn=side.value).count()


def ageing_referrals(
    viewer: Actor, *, now: datetime, episode_ids: Collection[UUID] | None = None
) -> list[ReferralLine]:
    """Answer referrals with no answer yet, longest past their time first.

    Nothing is logged here: the page that shows the list logs whom it shows.
    """
    require(viewer, PERMISSIONS, "referral.record")
    rows = _of_side(viewer, False).filter(ended_at=None, turn=Side.SERVICE.value)
    if episode_ids is not None:
        rows = rows.filter(episode_id__in=list(episode_ids))
    return [line_of(row, Side.REFERRER.value, now) for row in rows.order_by("due_at")]


def referrals_of(episode_id: UUID, *, now: datetime) -> list[ReferralLine]:
    """Answer an episode's referrals, oldest first, for the page of the episode, which logs."""
    rows = Referral.objects.filter(episode_id=episode_id).select_related("made_by__organisation")
    return [line_of(row, Side.REFERRER.value, now) for row in rows.order_by("made_at")]


def _of_side(viewer: Actor, for_service: bool) -> QuerySet[Referral]:
    own = {"service_id" if for_service else "organisation_id": viewer.organisation_id}
    return Referral.objects.filter(**own).select_related("made_by__organisation", "episode")


def _log_list(viewer: Actor, rows: list[Referral], *, for_service: bool, now: datetime) -> None:
    shown = [Ref("person", row.episode.person_id) for row in rows]
    if not for_service:
        leave = leave_to_look(viewer, now=now)
        log_look(viewer, "diversion.referrals", shown, leave=leave, now=now)
        return
    why = Why(purpose=CARE, gateway="direct_care_implied")
    entry = Entry(Op.CONSULTATION, "diversion.inbox", also=tuple(shown), fields=("I",), why=why)
    record_look(viewer, entry, now=now)


def viewer_side(viewer: Actor, row: Referral) -> str:
    """Answer on which side of a referral somebody is.

    Raises:
        NotPermitted: On neither.
    """
    require(viewer, PERMISSIONS, "referral.see")
    if viewer.role is Role.LIAISON_LEAD and viewer.organisation_id == row.organisation_id:
        return LEAD
    for_service = viewer.role in PERMISSIONS["referral.answer"]
    if for_service and viewer.organisation_id == row.service_id:
        return Side.SERVICE.value
    if not for_service and viewer.organisation_id == row.organisation_id:
        return Side.REFERRER.value
    raise NotPermitted(
        "referral.not_yours",
        "This referral is between two other services.",
        next_step="Ring either of them.",
    )


def log_page(viewer: Actor, row: Referral, side: str, *, now: datetime) -> None:
    """Keep that somebody opened a referral, and what kinds of information it showed them."""
    if side == LEAD:
        return
    about = (Ref("referral", row.id), Ref("person", row.episode.person_id))
    if side == Side.REFERRER.value:
        leave = leave_to_look(viewer, now=now)
        log_look(viewer, "diversion.referral", about, leave=leave, now=now)
        return
    why = Why(purpose=CARE, gateway=GATEWAYS[Agreed(row.agreed)])
    entry = Entry(
        Op.CONSULTATION, "diversion.referral", also=about, fields=kinds_shown(row), why=why
    )
    record_look(viewer, entry, now=now)


def kinds_shown(row: Referral) -> tuple[str, ...]:
    """Answer the kinds of information that a referral shows the service."""
    if row.state == ReferralState.WITHDRAWN:
        return ("I",)
    sent = {part.category.value for part in PARTS if part.name in row.shared}
    return tuple(sorted(sent | {"I"}))


def line_of(row: Referral, side: str, now: datetime) -> ReferralLine:
    """Put one referral in words, as a list shows it."""
    state = ReferralState(row.state)
    turn = referral_turn(
        state,
        since=row.since,
        answer_due=row.answer_due_at,
        appointment_at=row.appointment_at,
    )
    maker = row.made_by
    return ReferralLine(
        id=row.id,
        who=row.shared.get("who", ""),
        service=row.service_name,
        asked_by=f"{maker.display_name}, {maker.organisation.short_name}",
        state_words=STATE_LABELS[state],
        owed=f"{_whose(row.turn, side)}: {turn.what[:1].lower()}{turn.what[1:]}" if turn else "",
        since=row.since,
        due_at=row.due_at,
        overdue=row.due_at is not None and row.due_at < now,
        urgency_words=code_list("ld_urgency").display(row.urgency),
        our_turn=row.turn == side,
    )


def _whose(turn: str, side: str) -> str:
    return "For you" if turn == side else OWES[turn]


def referral_row(referral_id: UUID) -> Referral:
    """Load one referral.

    Raises:
        Refused: ``referral.not_found``.
    """
    row = (
        Referral.objects.select_related("made_by__organisation", "episode", "follows")
        .filter(pk=referral_id)
        .first()
    )
    if row is None:
        raise Refused(
            "referral.not_found",
            "That referral is not here.",
            next_step="Go back to the list and open it from there.",
        )
    return row


def open_link_of(row: Referral, now: datetime) -> ReferralLink | None:
    """Answer the link of a referral that still opens it."""
    found: ReferralLink | None = row.links.filter(closed_at=None, expires_at__gt=now).first()
    return found
