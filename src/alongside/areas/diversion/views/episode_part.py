"""A part of an episode's page that one kind of work places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """A part of the page.

    Attributes:
        title: Its heading.
        template: What draws it, given ``part`` and ``story``.
        content: What it shows.
    """

    title: str
    template: str
    content: object
