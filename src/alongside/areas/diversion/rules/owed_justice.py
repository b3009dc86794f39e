"""What is owed because of what police and courts decide: one table, and what it reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.hearings import GOES_ON
from alongside.areas.diversion.rules.owing import Owed
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.kernel.actor import Role
from alongside.kernel.local_time import LONDON

LINK: Final = Role.COURT_LINK_WORKER.value
NURSE: Final = Role.DIVERSION_PRACTITIONER.value
WORKING_DAY: Final = time(9)
INSIDE: Final = frozenset(
    {"custody", "charged_remand", "remand_to_youth_detention", "s35_report", "s36_remand"}
)
"""Outcomes after which somebody is locked up, and whoever looks after them there has to know."""
TREATED: Final = frozenset({"community_order_MHTR", "community_order_ATR", "community_order_DRR"})
"""Sentences that somebody has to start treatment under."""

Test = Callable[[TimelineEvent], bool]
Due = Callable[[TimelineEvent], datetime | None]


@dataclass(frozen=True, slots=True)
class Follow:
    """One row of the table: what an event leaves owed.

    Attributes:
        kind: The event.
        what: Code of what is owed.
        role: Which role owes it.
        settled_by: Events after it that settle it.
        due: By when; nothing where no time is set.
        when: Which events of the kind it follows.
    """

    kind: str
    what: str
    role: str
    settled_by: frozenset[str]
    due: Due
    when: Test = lambda _: True


def _no_time(_: TimelineEvent) -> None:
    return None


def _within(hours: int) -> Due:
    return lambda event: event.happened_at + timedelta(hours=hours)


def _on(name: str) -> Due:
    return lambda event: instant_of(event.facts.get(name))


def _says(name: str, words: frozenset[str]) -> Test:
    return lambda event: event.facts.get(name) in words


def instant_of(said: object) -> datetime | None:
    """Read a time or a day that an event carries; a day is due when work starts on it.

    Args:
        said: As stored: ISO 8601, or nothing.
    """
    if not isinstance(said, str) or not said:
        return None
    if "T" in said or " " in said:
        return datetime.fromisoformat(said)
    starts = datetime.combine(date.fromisoformat(said), WORKING_DAY, tzinfo=LONDON)
    return starts.astimezone(UTC)


ENDS: Final = frozenset({"disposed", "sentenced"})
FOLLOWS: Final[tuple[Follow, ...]] = (
    Follow("bailed", "bail_ends", NURSE, ENDS | {"bailed", "charged", "remanded"}, _on("until")),
    Follow(
        "charged",
        "find_hearing",
        LINK,
        ENDS | {"hearing_listed", "hearing_held"},
        _within(24),
    ),
    Follow(
        "hearing_held",
        "find_hearing",
        LINK,
        ENDS | {"hearing_listed", "hearing_held"},
        _within(24),
        _says("result", GOES_ON),
    ),
    Follow(
        "hearing_held",
        "record_sentence",
        LINK,
        ENDS,
        _within(24),
        _says("result", frozenset({"sentenced"})),
    ),
    Follow(
        "hearing_held",
        "tell_healthcare",
        LINK,
        frozenset({"handed_over"}),
        _within(24),
        _says("result", frozenset({"remanded"})),
    ),
    Follow("remanded", "tell_healthcare", LINK, frozenset({"handed_over"}), _within(24)),
    Follow(
        "sentenced",
        "tell_healthcare",
        LINK,
        frozenset({"handed_over"}),
        _within(24),
        _says("outcome", INSIDE),
    ),
    Follow(
        "sentenced",
        "tell_treatment",
        LINK,
        frozenset({"handed_over"}),
        _within(72),
        _says("outcome", TREATED),
    ),
    Follow("release_planned", "hand_over_release", NURSE, frozenset({"handed_over"}), _on("on")),
    Follow(
        "moved_to_136",
        "ask_after_136",
        NURSE,
        frozenset({"seen", "note", "handed_over", "outcome"}),
        _within(24),
    ),
    Follow(
        "left_custody",
        "find_outcome",
        NURSE,
        ENDS | {"bailed", "charged", "remanded", "hearing_listed"},
        _no_time,
        lambda event: event.facts.get("to") not in ("hospital", "section_136"),
    ),
)
"""A later event of the same kind takes the place of the one before."""

WORDS: Final[Mapping[str, str]] = {
    "hearing": "The hearing, and what was decided",
    "bail_ends": "Bail ends: find out what is next",
    "find_hearing": "Find out when the hearing is",
    "record_sentence": "Record the sentence",
    "tell_healthcare": "Hand over to healthcare inside",
    "tell_treatment": "Hand over to the treatment service",
    "hand_over_release": "Hand over for release",
    "ask_after_136": "Ask how the section 136 ended",
    "find_outcome": "Find out what was decided",
}


def owed(case: Case) -> Iterator[Owed]:
    """Answer each thing owed here, in no order."""
    found: set[str] = set()
    for follow in FOLLOWS:
        event = _standing(case.timeline, follow)
        if event is not None and follow.what not in found:
            found.add(follow.what)
            yield Owed(follow.what, follow.role, event.happened_at, follow.due(event))
    yield from _hearings(case.timeline)


def _standing(timeline: Timeline, follow: Follow) -> TimelineEvent | None:
    """The last event of the row, unless it was settled after."""
    event = timeline.last(follow.kind)
    if event is None or not follow.when(event):
        return None
    place = timeline.events.index(event)
    later = timeline.events[place + 1 :]
    return None if any(one.kind in follow.settled_by for one in later) else event


def _hearings(timeline: Timeline) -> Iterator[Owed]:
    """A hearing is owed its result from the moment it starts; until then, somebody ready for it."""
    listed: dict[object, TimelineEvent] = {}
    for event in timeline.of_kind(
        "hearing_listed", "hearing_moved", "hearing_held", "hearing_vacated"
    ):
        hearing = event.facts.get("hearing_id")
        if event.kind in ("hearing_listed", "hearing_moved"):
            listed[hearing] = event
        else:
            listed.pop(hearing, None)
    for event in listed.values():
        yield Owed("hearing", LINK, event.happened_at, instant_of(event.facts.get("at")))
