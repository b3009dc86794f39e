"""Whose door somebody came by, who acts for a person, and which doors there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.people import queries as people
from alongside.areas.plans.models import Door, EntryCode
from alongside.areas.plans.rules.doors import ALLOWANCE_WORDS, Allowance, DoorFacts, check_open
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.picture.compose import look_at, purposes_for
from alongside.foundation.picture.deciding import decision_about, require_category
from alongside.kernel.actor import OWN_DOOR, Actor, Role, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

NO_DOOR = NotPermitted(
    "door.none",
    "This page is for a person’s own use.",
    next_step="If it is yours, sign in with your own name and PIN.",
)


@dataclass(frozen=True, slots=True)
class OwnDoor:
    """The open door somebody came by.

    Attributes:
        id: The door.
        person_id: Whose pages these are.
        facts: As whom they came, and what was agreed.
        called: What the person likes to be called; empty when not said.
        carer_name: Who acts for them; empty at the person's own door.
        carer_is: Who that is to them, such as ``mother``; may be empty.
        looks_read_at: When they last read who looked; ``None`` before the first time.
    """

    id: UUID
    person_id: UUID
    facts: DoorFacts
    called: str
    carer_name: str
    carer_is: str
    looks_read_at: datetime | None

    @property
    def is_own(self) -> bool:
        """Whether this is the person and not somebody acting for them."""
        return self.facts.role is Role.PERSON

    def may(self, allowance: Allowance) -> bool:
        """Say whether something may be done by this door."""
        return self.is_own or allowance in self.facts.allowed


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One door, for the person's own list or for staff.

    Attributes:
        id: The door.
        role: ``PERSON`` or ``CARER``.
        sign_in_name: Which name opens it.
        carer_name: Who acts for the person; empty for their own door.
        carer_is: Who that is to them; may be empty.
        allowed: What they may do, in words.
        agreed_words: How the person agreed; may be empty.
        made_by: Who made it, and for which organisation.
        made_at: When.
        ends_on: The last day; ``None`` for the person's own.
        open: Whether it may be used now.
        entered: Whether somebody has chosen a PIN for it.
        code_until: Until when a code waits to be used; ``None`` when none does.
        closed_at: When it was closed.
        closed_why: ``by_person``, ``by_staff`` or ``permission_ended``; empty while open.
        closed_reason: Why, in words.
    """

    id: UUID
    role: Role
    sign_in_name: str
    carer_name: str
    carer_is: str
    allowed: tuple[str, ...]
    agreed_words: str
    made_by: str
    made_at: datetime
    ends_on: date | None
    open: bool
    entered: bool
    code_until: datetime | None
    closed_at: datetime | None
    closed_why: str
    closed_reason: str


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """Every door to one person's pages.

    Attributes:
        person_id: Whose pages.
        name: How the person is named.
        purpose: For which purpose this was looked at.
        lines: The doors, open ones first.
    """

    person_id: UUID
    name: str
    purpose: str
    lines: tuple[DoorLine, ...]

    @property
    def has_own(self) -> bool:
        """Whether the person themselves has a way in now."""
        return any(line.open and line.role is Role.PERSON for line in self.lines)


def person_of_door(viewer: Actor) -> UUID:
    """Answer whose door the viewer came by, for actions and queries of the person's own pages.

    A permission that ended closes its door within minutes; pages check the day as well.

    Raises:
        NotPermitted: ``door.none`` for anybody else, and ``door.closed`` for a closed one.
    """
    door = _row_of(viewer)
    check_open(facts_of(door), date.min)
    return door.person_id


def door_of(viewer: Actor, *, now: datetime) -> OwnDoor:
    """Answer the open door the viewer came by.

    Raises:
        NotPermitted: ``door.none`` or ``door.closed``.
    """
    door = _row_of(viewer)
    facts = facts_of(door)
    check_open(facts, local_date(now))
    return OwnDoor(
        id=door.id,
        person_id=door.person_id,
        facts=facts,
        called=door.called or _called(door),
        carer_name=door.carer_name,
        carer_is=door.carer_is,
        looks_read_at=door.looks_read_at,
    )


def facts_of(door: Door) -> DoorFacts:
    """Answer what decides whether a door is open, and for what."""
    codes = door.allowances.values_list("code", flat=True) if door.as_whom == "carer" else ()
    return DoorFacts(
        role=Role(door.as_whom),
        allowed=frozenset(Allowance(code) for code in codes),
        ends_on=door.ends_on,
        closed_at=door.closed_at,
    )


def doors_page(viewer: Actor, person_id: UUID, *, now: datetime, purpose: str = "") -> DoorsPage:
    """Answer every door to a person's pages for staff who make them, and log the look.

    Args:
        viewer: Who looks.
        person_id: At whose doors.
        now: The server's instant.
        purpose: Why, where the way here said; else the viewer's usual one that shows who it is.

    Raises:
        NotPermitted: The role does not make doors, or may not see who the person is.
        Refused: ``door.no_person``.
    """
    require(viewer, PERMISSIONS, "door.make")
    why = _purpose(viewer, person_id, purpose, now)
    require_category(viewer, why, Category.IDENTITY, now=now, person_id=person_id)
    found = look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: people.labels(viewer, [person_id], now=now).get(person_id),
        purpose=why,
        now=now,
    )
    if found is None:
        raise Refused("door.no_person", "There is no such person here.")
    lines = _lines(Door.objects.filter(person_id=person_id), now)
    return DoorsPage(person_id, found.full, why.value, tuple(lines))


def _purpose(viewer: Actor, person_id: UUID, named: str, now: datetime) -> Purpose:
    allowed = [purpose for purpose, _ in purposes_for(viewer, now)]
    if not allowed:
        raise NotPermitted(
            "not_permitted.no_purpose",
            "Your role does not look at people here.",
            next_step="Ask a keyworker of the trust.",
        )
    for purpose in sorted(allowed, key=lambda one: one.value != named):
        decision = decision_about(viewer, person_id, Category.IDENTITY, purpose=purpose, now=now)
        if decision.outcome is Outcome.SHOWN:
            return purpose
    return allowed[0]


def carers_of(viewer: Actor, *, now: datetime) -> list[DoorLine]:
    """Answer who acts or acted for the viewer; nobody else may ask.

    Raises:
        NotPermitted: The viewer did not come by their own door.
    """
    door = _row_of(viewer)
    if door.as_whom != "person":
        raise NO_DOOR
    return _lines(Door.objects.filter(person_id=door.person_id, as_whom="carer"), now)


def authors(viewer: Actor, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Name whoever wrote something on the viewer's own pages, in the viewer's own terms.

    Args:
        viewer: Who reads.
        user_ids: Accounts that wrote. Those who came by no door to this person are left out.

    Returns:
        Such as ``you``, ``your carer, Mo Marsh`` or ``the person themselves``.
    """
    mine = _row_of(viewer)
    rows = Door.objects.filter(person_id=mine.person_id, user_id__in=set(user_ids))
    named = {}
    for row in rows:
        if row.user_id == mine.user_id:
            named[row.user_id] = "you"
        elif row.as_whom == "person":
            named[row.user_id] = "you" if mine.as_whom == "person" else "the person themselves"
        else:
            whose = "your" if mine.as_whom == "person" else "a"
            named[row.user_id] = f"{whose} carer, {row.carer_name}"
    return named


def _row_of(viewer: Actor) -> Door:
    if viewer.role not in OWN_DOOR:
        raise NO_DOOR
    door = Door.objects.filter(user_id=viewer.user_id).first()
    if door is None:
        raise NO_DOOR
    return door


def _called(door: Door) -> str:
    own = Door.objects.filter(person_id=door.person_id, as_whom="person", closed_at=None)
    return own.values_list("called", flat=True).first() or ""


def _lines(rows: QuerySet[Door], now: datetime) -> list[DoorLine]:
    found = (
        rows.select_related("user", "made_by__organisation")
        .prefetch_related("allowances", "codes")
        .order_by("-made_at")
    )
    lines = [_line(door, now) for door in found]
    return sorted(lines, key=lambda line: not line.open)


def _line(door: Door, now: datetime) -> DoorLine:
    held = {row.code for row in door.allowances.all()}
    facts = DoorFacts(Role(door.as_whom), frozenset(), door.ends_on, door.closed_at)
    ends = facts.ends_on
    return DoorLine(
        id=door.id,
        role=facts.role,
        sign_in_name=door.user.sign_in_name,
        carer_name=door.carer_name,
        carer_is=door.carer_is,
        allowed=tuple(words for code, words in ALLOWANCE_WORDS.items() if code in held),
        agreed_words=door.agreed_words,
        made_by=f"{door.made_by.display_name}, {door.made_by.organisation.short_name}",
        made_at=door.made_at,
        ends_on=ends,
        open=facts.closed_at is None and (ends is None or local_date(now) <= ends),
        entered=any(code.state == "used" for code in door.codes.all()),
        code_until=_code_until(list(door.codes.all()), now),
        closed_at=door.closed_at,
        closed_why=door.closed_why,
        closed_reason=door.closed_reason,
    )


def _code_until(codes: list[EntryCode], now: datetime) -> datetime | None:
    return next((c.expires_at for c in codes if c.state == "waiting" and c.expires_at > now), None)


def name_to_remember(code_id: UUID) -> str:
    """Answer the sign-in name that goes with a code that was just shown to be right."""
    names = EntryCode.objects.filter(pk=code_id).values_list("door__user__sign_in_name", flat=True)
    return names.first() or ""
