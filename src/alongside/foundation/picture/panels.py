"""Panels: each area's part of a person's page. None can exist without a category."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from alongside.engines.sharing import Category, PersonFacts, Purpose, policy_on
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


class Place(IntEnum):
    """Where a panel stands on the page. The person's own words always come first.

    ``WAYS`` holds links to what may be done, and nothing about the person; it stays on the screen.
    """

    WORDS = 1
    SAFETY = 2
    WHO_TO_RING = 3
    REST = 4
    WAYS = 5


@dataclass(frozen=True, slots=True)
class PanelBody:
    """What a panel has to show.

    Attributes:
        content: A frozen dataclass that the panel's template places.
        newest_at: When the newest thing in it happened; orders the rest by recency.
        headline: What another page calls it, such as the name of whom it is about; may be empty.
    """

    content: object
    newest_at: datetime | None = None
    headline: str = ""


Load = Callable[[Actor, UUID, datetime], PanelBody | None]
"""Loads a panel for a viewer, a person and an instant; ``None`` when there is nothing.

It is called only after the sharing decision has allowed the panel's category.
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of a person's page.

    Attributes:
        name: Unique, such as ``people.identity``.
        title: Its heading.
        category: What kind of information it holds.
        place: Where it stands.
        load: Fetches what it shows.
        template: Path of the template that shows it, given ``body``, ``now`` and ``full_screen``,
            which is true where a phone shows the person's own words before anything else.
        style: Static path of a style sheet the template needs beyond the kit's; may be empty.
        theirs_to_give: Whether it holds what the person gave to the services they chose, so that
            their no to a service counts, but in an emergency, though others hold the same kind.
    """

    name: str
    title: str
    category: Category
    place: Place
    load: Load
    template: str
    style: str = ""
    theirs_to_give: bool = False


FactsAbout = Callable[[UUID, datetime], PersonFacts]
Needed = Callable[[Purpose, datetime], bool]


@dataclass(frozen=True, slots=True)
class FactsSource:
    """Somebody who knows what matters to some decisions only, and is spared at all others.

    Attributes:
        facts: Answers what they know of a person.
        needed: Whether it can matter to a look for a purpose.
        of_everybody: Whether they answer the same of everybody, so that a look at nobody in
            particular, such as a search, is to ask them too.
    """

    facts: FactsAbout
    needed: Needed
    of_everybody: bool = False


_PANELS: dict[str, Panel] = {}
_FACTS: list[FactsSource] = []
NOBODY = UUID(int=0)
"""Stands for nobody in particular where facts are the same of everybody."""


def register(panel: Panel) -> None:
    """Add a panel to every person's page. Called from ``config.wiring`` at start."""
    _PANELS[panel.name] = panel


def registered() -> tuple[Panel, ...]:
    """Answer every panel, in the order of the page."""
    return tuple(sorted(_PANELS.values(), key=lambda panel: panel.place))


def learn_facts_from(*sources: FactsAbout | FactsSource) -> None:
    """Name who knows what matters to the decision. Called from wiring, once, with all of them."""
    _FACTS[:] = [
        source if isinstance(source, FactsSource) else FactsSource(source, always)
        for source in sources
    ]


def facts_about(person_id: UUID, now: datetime, purpose: Purpose | None = None) -> PersonFacts:
    """Answer what matters to the decision; nothing is known when nobody was named.

    Args:
        person_id: About whom.
        now: The server's instant.
        purpose: For what; leaves out what cannot matter to it. ``None`` leaves out nothing.
    """
    facts = PersonFacts()
    for source in _FACTS:
        if purpose is None or source.needed(purpose, now):
            facts = facts.joined(source.facts(person_id, now))
    return facts


def facts_of_everybody(now: datetime, purpose: Purpose) -> PersonFacts:
    """Answer what matters to the decision whoever it is about, for a look at nobody in particular.

    Args:
        now: The server's instant.
        purpose: For what; leaves out what cannot matter to it.
    """
    facts = PersonFacts()
    for source in _FACTS:
        if source.of_everybody and source.needed(purpose, now):
            facts = facts.joined(source.facts(NOBODY, now))
    return facts


def always(_purpose: Purpose, _now: datetime) -> bool:
    """Needed at every look."""
    return True


def where_routine(purpose: Purpose, now: datetime) -> bool:
    """Needed where the policy asks for a sharing agreement, and nowhere else."""
    return policy_on(local_date(now)).purposes[purpose].routine


def only_for(*purposes: Purpose) -> Needed:
    """Needed for these purposes alone."""
    return lambda purpose, _now: purpose in purposes
