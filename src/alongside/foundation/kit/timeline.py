"""What a timeline entry holds, in words ready to place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineGap:
    """The stretch before an entry, and whose it is.

    Attributes:
        length: Such as ``1 h 12 min``.
        whose: Such as ``waiting for Northmoor Ambulance``; may be empty.
    """

    length: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        time: Such as ``14:20``.
        title: What happened, such as ``Arrived at Calder Suite``.
        day: Such as ``Wed 10 June 2026``; drawn where it changes.
        stamp: Machine-readable instant; may be empty.
        body: More words; plain text, or ``Markup`` made from escaped parts.
        by: Who recorded it.
        service: Which service they are.
        age: Such as ``recorded 20 minutes later``.
        correction: Such as ``14:05 corrected to 14:20 by PC Okafor, because …``.
        gap: The stretch before it.
        key: ``True`` for the entries that carry the story.
        anchor: Id to link to; may be empty.
        link: Address of what may be done with it; may be empty.
        link_words: Words of that link.
    """

    time: str
    title: str
    day: str = ""
    stamp: str = ""
    body: str = ""
    by: str = ""
    service: str = ""
    age: str = ""
    correction: str = ""
    gap: TimelineGap | None = None
    key: bool = False
    anchor: str = ""
    link: str = ""
    link_words: str = "Correct this"
