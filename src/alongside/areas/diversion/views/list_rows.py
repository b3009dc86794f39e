"""The lines of a list in words ready to place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.diversion.queries.filters import FILTERS, narrowed
from alongside.areas.diversion.queries.list_lines import OwedLine, PersonLine
from alongside.areas.diversion.rules.deadlines import Deadline, DeadlineState
from alongside.areas.diversion.rules.hearings import PURPOSES, RESULTS, STATES
from alongside.areas.diversion.rules.owed_words import owed_words
from alongside.areas.diversion.rules.reach_in import REASONS
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.kit.time_words import clock_time, duration
from alongside.kernel.actor import Role

EPISODE: Final = "diversion:episode"
EDGES: Final = {
    DeadlineState.SHORT: "red",
    DeadlineState.LATE: "black",
    DeadlineState.OWED: "amber",
}
NO_KEY: Final = UUID(int=0)
SOON: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class DotWords:
    """One dot.

    Attributes:
        label: What it stands for.
        time: When, or that it is still to come.
        done: Whether it is filled.
    """

    label: str
    time: str
    done: bool


@dataclass(frozen=True, slots=True)
class RowWords:
    """One line.

    Attributes:
        key: Of the line, stable while the list refreshes itself.
        person: Whose line it is.
        name: Who.
        href: Where the line leads; empty where there is nothing to open yet.
        age: How old, in words.
        tags: Words and tone of each tag.
        start: What stands first on a court list: the time. Empty elsewhere.
        about: Small facts, in one line.
        owed: What is owed next; empty when nothing is.
        owed_more: By whom, by when, since when.
        late: Whether that is past.
        seen: Whether somebody went to them, in words.
        deadline: How the report stands, in words; empty where none was asked for.
        edge: Which edge the line wears; the words say the same.
        dots: The pathway.
        links: Address and words of what may be done from here.
    """

    key: str
    person: str
    name: str
    href: str
    age: str
    tags: tuple[tuple[str, str], ...]
    start: str
    about: str
    owed: str
    owed_more: str
    late: bool
    seen: str
    deadline: str
    edge: str
    dots: tuple[DotWords, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at a list, when, and of what kind it is.

    Attributes:
        now: The instant.
        role: The viewer's: what they owe themselves is said without naming them.
        court: Whether lines are hearings, which start with their time.
        place: Whether each line names its place: not where the whole list is of one.
        since: What the first time on a line is.
    """

    now: datetime
    role: Role
    court: bool = False
    place: bool = True
    since: str = "arrived"


def row_words(line: PersonLine, looking: Looking) -> RowWords:
    """Put a line in words.

    Args:
        line: As the query answers it.
        looking: Who looks, and when.
    """
    now, court = looking.now, looking.court
    late = line.owed.due_at is not None and line.owed.due_at <= now
    edge = EDGES.get(line.deadline.state, "plain") if line.deadline else "plain"
    return RowWords(
        key=_key(line, court),
        person=str(line.person_id),
        name=line.name,
        href=_href(line, looking),
        age=line.age_words,
        tags=_tags(line),
        start=clock_time(line.hearing.at) if court and line.hearing else "",
        about=_court_facts(line) if court else _custody_facts(line, looking),
        owed=owed_words(line.owed.what) if line.owed.what else "",
        owed_more=_owed_more(line.owed, looking),
        late=late,
        seen=_seen(line, now),
        deadline=deadline_words(line.deadline, now) if line.deadline else "",
        edge="red" if late and edge == "plain" else edge,
        dots=tuple(
            DotWords(dot.label, clock_time(dot.at, now) if dot.at else "to come", bool(dot.at))
            for dot in line.dots
        ),
        links=_links(line),
    )


def _href(line: PersonLine, looking: Looking) -> str:
    """Their story; where none is open, the round by which somebody goes to them."""
    if line.episode_id:
        return _address_of(EPISODE, line.episode_id)
    if looking.role is Role.CUSTODY_OFFICER:
        return _address_of("people:person", line.person_id)
    return f"{_address_of('diversion:review', line.site_id)}#mark-{line.person_id}"


def _address_of(name: str, key: UUID) -> str:
    """An address that takes one key. Asking Django for each was most of the work of a list."""
    return _with_no_key(name).replace(str(NO_KEY), str(key))


@cache
def _with_no_key(name: str) -> str:
    return reverse(name, args=[NO_KEY])


def _key(line: PersonLine, court: bool) -> str:
    return f"hearing-{line.hearing.id}" if court and line.hearing else f"person-{line.person_id}"


def _tags(line: PersonLine) -> tuple[tuple[str, str], ...]:
    found = []
    if line.young:
        found.append(("Under 18", "purple"))
    if line.from_desk:
        found.append(("Met by the desk", "blue"))
    if line.met_before:
        found.append(("Met before", "grey"))
    if line.mine:
        found.append(("Yours", "white"))
    return tuple(found)


def _custody_facts(line: PersonLine, looking: Looking) -> str:
    now, place = looking.now, looking.place
    arrived = f"{looking.since} {clock_time(line.arrived_at, now)}" if line.arrived_at else ""
    hearing = ""
    if line.hearing is not None:
        hearing = f"{line.hearing.site_name} {clock_time(line.hearing.at, now)}"
    parts = (line.site_name if place else "", line.reference, arrived, line.offence, hearing)
    said = " · ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _court_facts(line: PersonLine) -> str:
    hearing = line.hearing
    if hearing is None:
        return line.site_name
    state = STATES[hearing.state] if hearing.state != "listed" else ""
    result = RESULTS.get(hearing.result, "")
    parts = (hearing.site_name, PURPOSES.get(hearing.purpose, ""), state, result)
    return " · ".join(part for part in parts if part)


def _owed_more(owed: OwedLine, looking: Looking) -> str:
    if not owed.what:
        return ""
    now = looking.now
    theirs = owed.role and owed.role != looking.role.value
    role = ROLE_LABELS[Role(owed.role)] if theirs else ""
    if owed.due_at is not None:
        gap = owed.due_at - now
        when = f"by {clock_time(owed.due_at, now)}"
        if gap <= timedelta(0):
            when += f", {duration(gap)} ago"
        elif gap < timedelta(hours=24):
            when += f", in {duration(gap)}"
    else:
        when = f"waiting since {clock_time(owed.since, now)}" if owed.since else ""
    return " · ".join(words for words in (role, when) if words)


def _seen(line: PersonLine, now: datetime) -> str:
    if line.mark == "seen" and line.marked_at:
        return f"Seen {clock_time(line.marked_at, now)}"
    if line.mark == "not_seen" and line.marked_at:
        reason = REASONS[line.mark_reason].label if line.mark_reason in REASONS else "not seen"
        return f"Not seen {clock_time(line.marked_at, now)}: {reason[:1].lower()}{reason[1:]}"
    return "Not seen yet" if line.unseen else ""


def deadline_words(one: Deadline, now: datetime) -> str:
    """Say how a report stands against its deadline."""
    length = duration(one.spare)
    to = "the hearing" if one.to_hearing else "when it was asked for"
    if one.state is DeadlineState.IN_TIME:
        return f"Report released {length} before {to}"
    if one.state is DeadlineState.AFTER:
        return f"Report released {length} after {to}: not in time"
    if one.state is DeadlineState.LATE:
        started = "the hearing began" if one.to_hearing else "it was asked for by"
        return f"Report not released: {started} {clock_time(one.at, now)}"
    return f"Report owed: {length} to {to}, {clock_time(one.at, now)}"


def _links(line: PersonLine) -> tuple[tuple[str, str], ...]:
    found = [(_address_of("people:person", line.person_id), "Their page")]
    if line.entry_id:
        found.append((_address_of("diversion:left", line.entry_id), "They have left"))
    if line.episode_id:
        found.append((_address_of("diversion:justice", line.episode_id), "Police and court"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter or a choice above a list.

    Attributes:
        words: With how many it leaves.
        href: Where it leads.
        here: Whether it is chosen.
    """

    words: str
    href: str
    here: bool


def filter_chips(
    lines: Sequence[PersonLine],
    show: str,
    *,
    address: str,
    now: datetime,
    kept: Iterable[tuple[str, str]] = (),
) -> tuple[Chip, ...]:
    """Answer the filters with how many each would show.

    Args:
        lines: The whole list.
        show: The one chosen; everybody where it is none of them.
        address: Of the list.
        now: For what is due soon.
        kept: What the address carries besides, such as the place.
    """
    rest = [(name, value) for name, value in kept if value]
    chips = [Chip(f"Everybody {len(lines)}", _address(address, rest), show not in FILTERS)]
    for key, (label, _) in FILTERS.items():
        words = f"{label} {len(narrowed(lines, key, now))}"
        chips.append(Chip(words, _address(address, [*rest, ("show", key)]), show == key))
    return tuple(chips)


def _address(address: str, pairs: Sequence[tuple[str, str]]) -> str:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{address}?{query}" if query else address
