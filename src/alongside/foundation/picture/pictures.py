"""A composed picture, as pages, sheets and other systems are given it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.engines.sharing import Category, Duty, Outcome, Purpose
from alongside.foundation.picture.panels import PanelBody, Place

DUTIES: Final = {
    Duty.TELL_PERSON_LATER: "Tell the person later that you looked, and why, "
    "unless telling them would put somebody in danger.",
    Duty.LIST_EARLIER_DISCLOSURES: "Before the person changed their mind, some of this was "
    "passed on. Tell them what, and to whom.",
    Duty.KEEP_CAPACITY_RECORD: "Somebody decided this for the person, who could not. Keep the "
    "record of that decision with what you do now.",
    Duty.GIVE_REASON: "Say in a few words why you needed it. Use “Look for another reason”.",
    Duty.BOTH_REVIEW: "You broke glass to see some of this. Both organisations will review it.",
}
"""What a decision asks of whoever relies on it, in words."""


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel that may be shown and has something to show.

    Attributes:
        name: The panel's name, which is also its anchor with dots as hyphens.
        title: Its heading.
        place: Where it stands.
        category: What kind of information it holds.
        template: What shows it.
        style: Style sheet its template needs beyond the kit's; may be empty.
        body: What it shows.
        sentence: Why it may be shown.
    """

    name: str
    title: str
    place: Place
    category: Category
    template: str
    style: str
    body: PanelBody
    sentence: str

    @property
    def anchor(self) -> str:
        """The panel's id on the page."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """A kind of information held back; says nothing about whether any exists.

    Attributes:
        category: Which kind.
        outcome: Withheld, or what it needs.
        sentence: Why.
        next_step: What to do, or whom to ask.
    """

    category: Category
    outcome: Outcome
    sentence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class WhyShown:
    """Why the viewer sees this page.

    Attributes:
        purpose: Its code.
        purpose_words: The purpose as the viewer chose it.
        ground: Legal gateway code relied on; empty when nothing is shown.
        ground_words: What the ground means.
        law: Where it comes from.
        viewer: In whose name and for which organisation the look is logged.
        reason: What the viewer added.
        at: When.
    """

    purpose: Purpose
    purpose_words: str
    ground: str
    ground_words: str
    law: str
    viewer: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GlassInForce:
    """Glass the viewer has broken for this person and purpose, not ended yet.

    Attributes:
        id: The broken glass.
        categories: What it opens.
        ends_at: When it ends by itself.
    """

    id: UUID
    categories: frozenset[Category]
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """A person's page, composed.

    Attributes:
        person_id: Of whom.
        shown: Panels in the order of the page.
        withheld: What is held back.
        why: Why this is shown.
        duties: What the decision asks of the viewer, in words.
        glass: Broken glass in force.
    """

    person_id: UUID
    shown: tuple[ShownPanel, ...]
    withheld: tuple[WithheldLine, ...]
    why: WhyShown
    duties: tuple[str, ...] = ()
    glass: tuple[GlassInForce, ...] = ()

    @property
    def styles(self) -> tuple[str, ...]:
        """Style sheets the panels need beyond the kit's, each once."""
        return tuple(dict.fromkeys(panel.style for panel in self.shown if panel.style))

    @property
    def breakable(self) -> tuple[WithheldLine, ...]:
        """What is held back but may be opened by breaking glass."""
        return tuple(line for line in self.withheld if line.outcome is Outcome.NEEDS_BREAK_GLASS)
