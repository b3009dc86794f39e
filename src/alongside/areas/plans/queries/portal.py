"""What the person sees on their own pages: who looked, who can help now, what is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.areas.directory.queries import OptionLine, options
from alongside.areas.plans.queries.doors import OwnDoor, door_of
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.areas.plans.rules.portal_words import (
    because_words,
    saw_words,
    when_words,
    who_words,
)
from alongside.foundation.audit.looks import Look, looks_about
from alongside.foundation.audit.record import Op
from alongside.kernel.actor import Actor, Role

FIRST_VISIT_SHOWS = timedelta(days=31)
MOST_LOOKS = 100
JUST_AFTER = timedelta(microseconds=1)
DID = {
    Op.SEARCH: "came across your name",
    Op.BREAK_GLASS: "opened more than they usually may",
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look, in words.

    Attributes:
        at: When.
        sentence: Who looked, for which service, when and why.
        who: Who, for which service.
        when: When, in words.
        because: Why, in words; may be empty.
        saw: What they saw, in words; empty when they only found the name.
        note: Anything more that is fair to say, such as that it was printed; may be empty.
        new: Whether it is since the last visit to this list.
    """

    at: datetime
    sentence: str
    who: str
    when: str
    because: str
    saw: str
    note: str
    new: bool


def who_looked(viewer: Actor, *, now: datetime) -> list[LookLine]:
    """Answer who looked at the person, newest first; no member of staff is named.

    Looks that are kept back because telling would be unsafe are left out until released.

    Raises:
        NotPermitted: They came by no open door, or were not let see this.

    Source: DOMAIN 5.4, Caldicott principle 8.
    """
    door = door_of(viewer, now=now)
    check_allowed(door.facts, Allowance.SEE_LOOKS)
    since = _new_since(door, now)
    found = looks_about(door.person_id, now=now, limit=MOST_LOOKS)
    return [_line(look, since, now) for look in found]


def new_looks(viewer: Actor, *, now: datetime) -> int:
    """Answer how many visits there were since the person last read the list.

    Raises:
        NotPermitted: They came by no open door.
    """
    door = door_of(viewer, now=now)
    if not door.may(Allowance.SEE_LOOKS):
        return 0
    since = _new_since(door, now) + JUST_AFTER
    return len(looks_about(door.person_id, now=now, since=since, limit=MOST_LOOKS))


def who_helps(viewer: Actor, *, now: datetime) -> list[OptionLine]:
    """Answer who could help and how to reach them, open ones first; nobody's look is logged.

    Raises:
        NotPermitted: They came by no open door.
    """
    door_of(viewer, now=now)
    return options(viewer, now=now)


def is_crisis_line(line: OptionLine) -> bool:
    """Say whether an option is a line to ring in a crisis: it comes first."""
    return line.kind.value == "crisis_line"


def _new_since(door: OwnDoor, now: datetime) -> datetime:
    return door.looks_read_at or now - FIRST_VISIT_SHOWS


def _line(look: Look, since: datetime, now: datetime) -> LookLine:
    who, when = who_words(look.role, look.organisation), when_words(look.at, now)
    found_only = look.op is Op.SEARCH
    did = DID.get(look.op, "looked")
    because = "when they looked somebody up" if found_only else because_words(look.purpose)
    if look.role is Role.CARER:
        because = ""
    return LookLine(
        at=look.at,
        sentence=f"{who} {did} {when}{', ' if because else ''}{because}.",
        who=who.rstrip(","),
        when=when,
        because=because,
        saw="" if found_only else saw_words(look.categories),
        note=_note(look),
        new=look.at > since,
    )


def _note(look: Look) -> str:
    if look.op is Op.BREAK_GLASS:
        return "It was urgent. Each time, two people check that it was right."
    if look.break_glass:
        return (
            "They opened more than they usually may, because it was urgent. "
            "Each time, two people check that it was right."
        )
    if look.op is Op.PRINT:
        return "They printed it."
    if look.op is Op.DISCLOSURE and look.recipient:
        return f"They passed it on to {look.recipient}."
    if look.role is Role.CARER:
        return "You said that they may. You can change your mind."
    return ""
